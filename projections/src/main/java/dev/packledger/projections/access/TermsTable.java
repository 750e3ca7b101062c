package dev.packledger.projections.access;

import dev.packledger.domain.terms.Terms;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Each snapshot of terms once, however many licences keep it, and each of their parts once, however
 * many terms have it: terms differ in their packages mostly, and what all share is found in the
 * processor's cache.
 */
final class TermsTable {
  private final PackageTable packages;
  private final Map<Terms, Integer> numbers = new HashMap<>();
  private final Map<Object, Object> parts = new HashMap<>();
  private Entry[] entries = new Entry[8];

  /** Terms with the numbers of the packages that they name. */
  private record Entry(Terms terms, int[] packages) {}

  TermsTable(PackageTable packages) {
    this.packages = packages;
  }

  int intern(Terms terms) {
    return numbers.computeIfAbsent(
        terms,
        key -> {
          int number = numbers.size();
          if (number == entries.length) {
            entries = Arrays.copyOf(entries, number * 2);
          }
          int[] named = terms.packages().stream().mapToInt(packages::internPackage).toArray();
          entries[number] = new Entry(ofSharedParts(terms), named);
          return number;
        });
  }

  private Terms ofSharedParts(Terms terms) {
    return new Terms(
        terms.kind(),
        terms.packages(),
        shared(terms.seats()),
        shared(terms.updates()),
        terms.versions() == null ? null : shared(terms.versions()),
        terms.channels(),
        terms.onLapse(),
        terms.graceDays(),
        shared(terms.tokens()));
  }

  /** Equal parts are of one class. */
  @SuppressWarnings("unchecked")
  private <T> T shared(T part) {
    return (T) parts.computeIfAbsent(part, itself -> itself);
  }

  Terms terms(int number) {
    return entries[number].terms();
  }

  int[] packages(int number) {
    return entries[number].packages();
  }

  int count() {
    return numbers.size();
  }
}

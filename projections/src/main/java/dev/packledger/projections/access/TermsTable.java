package dev.packledger.projections.access;

import dev.packledger.domain.terms.Terms;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Each snapshot of terms once, however many licences keep it. */
final class TermsTable {
  private final PackageTable packages;
  private final Map<Terms, Integer> numbers = new HashMap<>();
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
          entries[number] = new Entry(terms, named);
          return number;
        });
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

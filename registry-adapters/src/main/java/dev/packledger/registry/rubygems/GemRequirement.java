package dev.packledger.registry.rubygems;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a dependency may be, or which Ruby a gem needs: comparators that must all hold (rubygems
 * lib/rubygems/requirement.rb).
 *
 * @param comparators such as {@code >= 1.0} in the author's order; at least one
 */
public record GemRequirement(List<Comparator> comparators) {
  private static final Pattern FORM = Pattern.compile("(=|!=|>=|<=|>|<|~>)\\s+(\\S+)");

  /** One comparator. */
  public record Comparator(String operator, GemVersion version) {
    @Override
    public String toString() {
      return operator + ' ' + version.text();
    }
  }

  public GemRequirement {
    comparators = List.copyOf(comparators);
    if (comparators.isEmpty()) {
      throw new IllegalArgumentException("a requirement requires something");
    }
  }

  /** Everything. */
  public static GemRequirement any() {
    return new GemRequirement(List.of(new Comparator(">=", new GemVersion("0"))));
  }

  /** Reads one comparator, {@code OPERATOR VERSION}; empty where it is none. */
  public static Optional<Comparator> comparator(String text) {
    Matcher form = FORM.matcher(text);
    return form.matches()
        ? GemVersion.parse(form.group(2)).map(version -> new Comparator(form.group(1), version))
        : Optional.empty();
  }

  public List<String> texts() {
    return comparators.stream().map(Comparator::toString).toList();
  }

  /** As the compact index writes it: sorted, joined by {@code &}. */
  String line() {
    return comparators.stream().map(Comparator::toString).sorted().collect(Collectors.joining("&"));
  }

  /** As the API writes it. */
  String list() {
    return texts().stream().sorted().collect(Collectors.joining(", "));
  }

  boolean isAny() {
    return texts().equals(List.of(">= 0"));
  }
}

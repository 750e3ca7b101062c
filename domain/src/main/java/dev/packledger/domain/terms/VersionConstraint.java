package dev.packledger.domain.terms;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A constraint on covered versions, the same for every ecosystem: comparators such as {@code >=1.2
 * <3}, all of which must hold, over the leading dotted numbers of a version. Pre-release and build
 * parts do not count: {@code 3.0.0-rc.1} is a 3 and is not covered by {@code <3}.
 */
public record VersionConstraint(String text) {
  private static final Pattern COMPARATOR =
      Pattern.compile("(>=|<=|>|<|=)(\\d{1,18}(?:\\.\\d{1,18}){0,5})");
  private static final Pattern LEADING_NUMBERS =
      Pattern.compile("v?(\\d{1,18}(?:\\.\\d{1,18})*).*", Pattern.DOTALL);

  public VersionConstraint {
    parse(text);
  }

  /** Whether a version satisfies every comparator; a version without leading numbers does not. */
  public boolean allows(String version) {
    Matcher leading = LEADING_NUMBERS.matcher(version);
    if (!leading.matches()) {
      return false;
    }
    long[] numbers = numbers(leading.group(1));
    return parse(text).stream().allMatch(comparator -> comparator.allows(numbers));
  }

  private static List<Comparator> parse(String text) {
    List<Comparator> comparators = new ArrayList<>();
    for (String part : text.strip().split("\\s+")) {
      Matcher matcher = COMPARATOR.matcher(part);
      if (!matcher.matches()) {
        throw new IllegalArgumentException("not a version constraint: " + text);
      }
      comparators.add(new Comparator(matcher.group(1), numbers(matcher.group(2))));
    }
    return comparators;
  }

  private static long[] numbers(String dotted) {
    String[] parts = dotted.split("\\.");
    long[] numbers = new long[parts.length];
    for (int i = 0; i < parts.length; i++) {
      numbers[i] = Long.parseLong(parts[i]);
    }
    return numbers;
  }

  private record Comparator(String operator, long[] bound) {
    boolean allows(long[] version) {
      int order = compare(version, bound);
      return switch (operator) {
        case ">=" -> order >= 0;
        case "<=" -> order <= 0;
        case ">" -> order > 0;
        case "<" -> order < 0;
        case "=" -> order == 0;
        default -> throw new AssertionError("the pattern allows no other operator: " + operator);
      };
    }

    private static int compare(long[] left, long[] right) {
      for (int i = 0; i < Math.max(left.length, right.length); i++) {
        int order = Long.compare(i < left.length ? left[i] : 0, i < right.length ? right[i] : 0);
        if (order != 0) {
          return order;
        }
      }
      return 0;
    }
  }
}

package dev.packledger.projections.timeline;

import dev.packledger.domain.licenses.Payment;
import dev.packledger.domain.terms.SeatRule;
import dev.packledger.domain.terms.Terms;
import dev.packledger.domain.terms.Updates;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Values in words that a person reads: always English, always UTC, always one line. */
final class PlainWords {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int QUOTE_CHARS_MAX = 200;

  /**
   * ISO 4217 gives these no minor unit, but Stripe counts them in hundredths: "Special cases" of <a
   * href="https://docs.stripe.com/currencies">Supported currencies</a>.
   */
  private static final Set<String> HUNDREDTHS_AT_STRIPE = Set.of("ISK", "UGX");

  private PlainWords() {}

  static String minute(Instant instant) {
    return MINUTE.format(instant);
  }

  static String until(@Nullable Instant end) {
    return end == null ? "" : " until " + minute(end);
  }

  /** {@code LEAVE_IT_SO} as {@code leave it so}. */
  static String words(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  static String counted(long number, String singular) {
    return number + " " + singular + (number == 1 ? "" : "s");
  }

  /** Somebody's text inside a sentence of ours: one line, cut where it is long. */
  static String quoted(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    if (line.codePointCount(0, line.length()) <= QUOTE_CHARS_MAX) {
      return line;
    }
    return line.substring(0, line.offsetByCodePoints(0, QUOTE_CHARS_MAX)) + "…";
  }

  static String money(Payment payment) {
    return money(payment.amountMinor(), payment.currency());
  }

  /** Minor units as the currency is written; a currency that nobody knows stays in minor units. */
  static String money(long minor, String currency) {
    String code = currency.toUpperCase(Locale.ROOT);
    int digits;
    try {
      digits = Currency.getInstance(code).getDefaultFractionDigits();
    } catch (IllegalArgumentException unknown) {
      return minor + " minor units of " + code;
    }
    int written = HUNDREDTHS_AT_STRIPE.contains(code) ? 2 : Math.max(digits, 0);
    return BigDecimal.valueOf(minor, written).toPlainString() + " " + code;
  }

  static String terms(Terms terms, Known known) {
    StringBuilder text = new StringBuilder(words(terms.kind())).append(", ");
    text.append(seats(terms.seats())).append(", ").append(updates(terms.updates()));
    if (terms.versions() != null) {
      text.append(", versions ").append(terms.versions().text());
    }
    if (!terms.channels().isEmpty()) {
      text.append(", channels ").append(String.join(" ", terms.channels()));
    }
    text.append(", on lapse ").append(words(terms.onLapse()));
    text.append(", ").append(counted(terms.graceDays(), "day")).append(" of grace; covers ");
    text.append(
        String.join(", ", terms.packages().stream().map(pkg -> known.name(pkg.value())).toList()));
    return text.toString();
  }

  private static String period(Period period) {
    List<String> parts = new ArrayList<>();
    add(parts, period.getYears(), "year");
    add(parts, period.getMonths(), "month");
    add(parts, period.getDays(), "day");
    return String.join(" and ", parts);
  }

  private static void add(List<String> parts, int number, String unit) {
    if (number != 0) {
      parts.add(counted(number, unit));
    }
  }

  private static String seats(SeatRule seats) {
    if (seats.counted() == SeatRule.Counted.UNLIMITED) {
      return "no seats needed";
    }
    Integer most = seats.maximum();
    String number = most == null ? "at least " + seats.minimum() : seats.minimum() + " to " + most;
    return number + " seats for " + who(seats.counted());
  }

  private static String who(SeatRule.Counted counted) {
    return switch (counted) {
      case MEMBERS -> "members";
      case PIPELINES -> "pipelines";
      case BOTH -> "members and pipelines";
      case UNLIMITED -> "everybody";
    };
  }

  private static String updates(Updates updates) {
    return switch (updates) {
      case Updates.WhileActive _ -> "updates while paid for";
      case Updates.ForPeriod limited -> "updates for " + period(limited.period());
    };
  }
}

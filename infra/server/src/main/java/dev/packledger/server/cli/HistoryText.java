package dev.packledger.server.cli;

import dev.packledger.domain.access.Decision;
import dev.packledger.domain.ledger.Cause;
import dev.packledger.domain.ledger.Metadata;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.licenses.License;
import dev.packledger.domain.licenses.Standing;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.projections.timeline.LicenseHistoryEntry;
import dev.packledger.registry.shared.DenialWords;
import dev.packledger.server.history.LicenseFile;
import dev.packledger.server.history.Moment;
import dev.packledger.server.history.Telling;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A history as a person reads it: an event is a paragraph, times are UTC. */
final class HistoryText {
  private final PrintWriter out;

  HistoryText(PrintWriter out) {
    this.out = out;
  }

  void begin(LicenseFile file) {
    out.println(
        "Licence %s, sold by %s, as of position %d at %s."
            .formatted(
                file.circle().license().value(),
                file.circle().seller().value(),
                file.moment().position().value(),
                file.moment().instant()));
  }

  void tell(Telling.Told told) {
    LicenseHistoryEntry entry = told.entry();
    Metadata metadata = entry.recorded().metadata();
    out.println();
    out.println(
        "%d  %s  %s"
            .formatted(entry.recorded().position().value(), metadata.recordedAt(), entry.type()));
    out.println("  " + entry.sentence());
    out.println("  by:       " + words(metadata.actor().kind()) + " " + metadata.actor().id());
    out.println("  cause:    " + cause(metadata.cause()));
    facts("before", entry.before());
    facts("after", entry.after());
    License license = entry.license();
    out.println("  licence:  " + (license == null ? "not granted yet" : standing(license)));
    decision("  decision: ", told.decision());
  }

  void end(Moment moment, Telling.Ending ending) {
    License license = ending.license();
    out.println();
    out.println("As of position %d at %s:".formatted(moment.position().value(), moment.instant()));
    out.println("  licence:  " + (license == null ? "not granted yet" : standing(license)));
    decision("  decision: ", ending.decision());
  }

  private static String cause(Cause cause) {
    String provider = cause.providerEventId();
    return (provider == null ? "" : "the payment provider's event " + provider + ", then ")
        + "command "
        + cause.commandId()
        + " of request "
        + cause.correlationId();
  }

  private void facts(String when, Map<String, String> facts) {
    if (!facts.isEmpty()) {
      out.println(
          "  %-9s ".formatted(when + ":")
              + facts.entrySet().stream()
                  .map(fact -> fact.getKey() + " = " + fact.getValue())
                  .collect(Collectors.joining("; ")));
    }
  }

  private static String standing(License license) {
    Standing standing = license.standing();
    List<String> parts = new ArrayList<>();
    OrganizationId buyer = license.buyer();
    parts.add(buyer == null ? "to be claimed" : "held by " + buyer.value());
    parts.add("plan " + license.plan().value());
    parts.add(
        "%d of %d seats taken"
            .formatted(license.seats().holders().size(), license.seats().quantity()));
    parts.add("starts " + license.startsAt());
    parts.add("paid through " + (standing.paidThrough() == null ? "ever" : standing.paidThrough()));
    add(parts, "ends by itself at ", standing.deadline(license.terms()));
    add(parts, "cancellation scheduled for ", standing.cancelsAt());
    add(parts, "expired at ", standing.expiredAt());
    if (standing.pastDue()) {
      parts.add("past due");
    }
    if (standing.cancelled()) {
      parts.add("cancelled");
    }
    add(parts, "suspended for ", standing.suspensions());
    add(parts, "revoked for ", standing.revocations());
    return String.join("; ", parts);
  }

  private static void add(List<String> parts, String words, @Nullable Instant instant) {
    if (instant != null) {
      parts.add(words + instant);
    }
  }

  private static void add(List<String> parts, String words, Collection<? extends Enum<?>> reasons) {
    if (!reasons.isEmpty()) {
      parts.add(
          words + reasons.stream().map(HistoryText::words).collect(Collectors.joining(" and ")));
    }
  }

  private void decision(String head, @Nullable Decision decision) {
    switch (decision) {
      case null -> {}
      case Decision.Allowed allowed -> out.println(head + "allowed" + because(allowed));
      case Decision.Denied denied ->
          out.println(
              head
                  + "denied: "
                  + denied.reason().code()
                  + ": "
                  + DenialWords.sentence(denied.reason())
                  + (denied.since() == null ? "" : ", since " + denied.since())
                  + because(denied));
    }
  }

  private static String because(Decision decision) {
    String licenses =
        decision.licenses().stream()
            .map(id -> " by licence " + id.value())
            .collect(Collectors.joining());
    String events =
        decision.decidedAt().stream()
            .map(Position::value)
            .map(String::valueOf)
            .collect(Collectors.joining(", "));
    return licenses + (events.isEmpty() ? "" : " (decided by events " + events + ")");
  }

  private static String words(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}

package dev.packledger.webhooks.stripe;

import dev.packledger.webhooks.stripe.ItemTarget.Part;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Divides an invoice among the subscription items it is for. */
final class InvoiceParts {
  private InvoiceParts() {}

  /** The part of every item, by item id. */
  static SortedMap<String, Part> of(Snapshot.Invoice invoice) {
    SortedMap<String, List<Snapshot.Line>> lines = new TreeMap<>();
    for (Snapshot.Line line : invoice.lines()) {
      if (line.item() != null) {
        lines.computeIfAbsent(line.item(), item -> new ArrayList<>()).add(line);
      }
    }
    SortedMap<String, Part> parts = new TreeMap<>();
    lines.forEach((item, own) -> parts.put(item, part(invoice, own)));
    return parts;
  }

  private static Part part(Snapshot.Invoice invoice, List<Snapshot.Line> lines) {
    Snapshot.Line furthest = furthest(lines);
    return new Part(
        invoice.id(),
        invoice.currency(),
        lines.stream().mapToLong(Snapshot.Line::amountMinor).sum(),
        lines.stream().mapToLong(Snapshot.Line::taxMinor).sum(),
        furthest.periodStart(),
        furthest.periodEnd());
  }

  /**
   * The line whose period ends last. A credit gives back a period that was paid before, so its end
   * says nothing of what this invoice paid for.
   */
  private static Snapshot.Line furthest(List<Snapshot.Line> lines) {
    Snapshot.Line furthest = lines.getFirst();
    @Nullable Instant end = null;
    for (Snapshot.Line line : lines) {
      if (line.amountMinor() >= 0 && (end == null || line.periodEnd().isAfter(end))) {
        furthest = line;
        end = line.periodEnd();
      }
    }
    return furthest;
  }
}

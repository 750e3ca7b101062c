package dev.packledger.webhooks;

import dev.packledger.webhooks.inbox.Application;
import dev.packledger.webhooks.inbox.EntryApplication;
import dev.packledger.webhooks.inbox.EntryApplication.Kept;
import dev.packledger.webhooks.inbox.InboxEntry;
import dev.packledger.webhooks.inbox.InboxState;
import dev.packledger.webhooks.stripe.StripeApplication;
import dev.packledger.webhooks.stripe.StripeApplications;
import dev.packledger.webhooks.stripedouble.SignedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * The inbox's behaviour without its table, fast enough for thousands of orders: keeps, applies,
 * wakes what waits for a licence.
 */
public final class MemoryKept implements Kept {
  private final LicenseLedger ledger;
  private final EntryApplication application;
  private final List<InboxEntry> entries = new ArrayList<>();

  public MemoryKept(Shop shop) {
    this.ledger = new LicenseLedger(shop.clock);
    StripeApplication.Ports ports = shop.ports();
    this.application =
        new StripeApplication(
            new StripeApplication.Ports(
                ports.accounts(), ledger, ledger, ports.plans(), ports.sealing(), ports.api()));
  }

  public LicenseLedger ledger() {
    return ledger;
  }

  public void deliver(SignedEvent event) {
    entries.add(
        new InboxEntry(
            entries.size(),
            Shop.ACCOUNT,
            event.id(),
            event.type(),
            Instant.EPOCH,
            event.body(),
            Instant.EPOCH,
            InboxState.RECEIVED,
            0,
            List.of()));
    apply(entries.size() - 1);
  }

  private void apply(int index) {
    Application outcome = application.apply(entries.get(index), this);
    boolean applied = outcome instanceof Application.Applied;
    entries.set(
        index,
        marked(
            entries.get(index),
            applied ? InboxState.APPLIED : InboxState.FAILED,
            List.copyOf(outcome.licenses())));
    for (int i = 0; applied && i < entries.size(); i++) {
      if (entries.get(i).state() == InboxState.FAILED
          && !Collections.disjoint(entries.get(i).licenses(), outcome.licenses())) {
        apply(i);
      }
    }
  }

  private static InboxEntry marked(InboxEntry entry, InboxState state, List<String> licenses) {
    return new InboxEntry(
        entry.entry(),
        entry.account(),
        entry.event(),
        entry.type(),
        entry.createdAt(),
        entry.body(),
        entry.receivedAt(),
        state,
        entry.attempts() + 1,
        licenses);
  }

  /** The types of the entries that wait still. */
  public List<String> waiting() {
    return entries.stream()
        .filter(entry -> entry.state() != InboxState.APPLIED)
        .map(InboxEntry::type)
        .toList();
  }

  @Override
  public List<InboxEntry> about(Set<String> references) {
    return entries.stream()
        .filter(entry -> !Collections.disjoint(StripeApplications.references(entry), references))
        .toList();
  }

  @Override
  public List<InboxEntry> concerning(Set<String> licenses) {
    return entries.stream()
        .filter(entry -> !Collections.disjoint(entry.licenses(), licenses))
        .toList();
  }
}

package dev.packledger.webhooks.stripe;

import dev.packledger.domain.ledger.Actor;
import dev.packledger.domain.ledger.Cause;
import dev.packledger.domain.ledger.Commands;
import dev.packledger.domain.ledger.Outcome;
import dev.packledger.domain.licenses.LicenseCommand;
import dev.packledger.domain.licenses.LicenseId;
import dev.packledger.webhooks.inbox.Application;
import dev.packledger.webhooks.inbox.EntryApplication.Kept;
import dev.packledger.webhooks.inbox.InboxEntry;
import dev.packledger.webhooks.inbox.PaymentAccount;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One attempt at one entry: what it may read, what it has sent, what went wrong. */
final class Attempt {
  /** The code of an entry that speaks of a licence which no event has granted yet. */
  static final String LICENSE_AWAITED = "license.awaited";

  private final PaymentAccount account;
  private final InboxEntry entry;
  private final StripeEvent event;
  private final Kept kept;
  private final Commands commands;
  private final StripeApi api;
  private final SortedSet<String> licenses = new TreeSet<>();
  private @Nullable String code;
  private String detail = "";

  Attempt(
      PaymentAccount account,
      InboxEntry entry,
      StripeEvent event,
      Kept kept,
      Commands commands,
      StripeApi api) {
    this.account = account;
    this.entry = entry;
    this.event = event;
    this.kept = kept;
    this.commands = commands;
    this.api = api;
  }

  PaymentAccount account() {
    return account;
  }

  StripeEvent event() {
    return event;
  }

  LicenseId license(String item) {
    return LicenseId.ofPayment(StripeWebhooks.PROVIDER, account.account(), item);
  }

  /**
   * The kept events about an object. Those that cannot be read stand in quarantine by themselves.
   */
  List<StripeEvent> about(String reference) {
    return readable(kept.about(Set.of(reference)));
  }

  /** The kept events that concern a licence, as far as they were applied before. */
  List<StripeEvent> concerning(LicenseId license) {
    return readable(kept.concerning(Set.of(license.value())));
  }

  private List<StripeEvent> readable(List<InboxEntry> entries) {
    List<StripeEvent> events = new ArrayList<>();
    for (InboxEntry each : entries) {
      if (StripeEventType.of(each.type()).isPresent()) {
        try {
          events.add(StripeEvent.of(each, object -> api.completed(account.account(), object)));
        } catch (StripeObject.Malformed malformed) {
          continue;
        }
      }
    }
    return events;
  }

  /** Notes that the entry concerns a licence. */
  void concerns(LicenseId license) {
    licenses.add(license.value());
  }

  /** Notes why not all could be done; the first reason is told. */
  void failed(String why, String sentence) {
    if (code == null) {
      code = why;
      detail = sentence;
    }
  }

  /**
   * Sends a command.
   *
   * @param cause the provider's event id that asks for it
   * @return whether it was accepted; a refusal is noted
   */
  boolean send(LicenseCommand command, String cause) {
    concerns(command.license());
    String name = command.getClass().getSimpleName();
    Commands.Answer answer =
        commands.send(
            command,
            new Actor(Actor.Kind.WEBHOOK, account.account()),
            new Cause(cause + "/" + name + "/" + command.license().value(), cause, entry.event()));
    return switch (answer.outcome()) {
      case Outcome.Accepted accepted -> true;
      case Outcome.Refused refused -> {
        failed(refused.refusal().code(), refused.detail());
        yield false;
      }
    };
  }

  Application result() {
    return code == null
        ? new Application.Applied(licenses)
        : new Application.Failed(code, detail, licenses);
  }
}

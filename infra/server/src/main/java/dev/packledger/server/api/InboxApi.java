package dev.packledger.server.api;

import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.organizations.Role;
import dev.packledger.projections.Page;
import dev.packledger.webhooks.inbox.Accounts;
import dev.packledger.webhooks.inbox.Inbox;
import dev.packledger.webhooks.inbox.InboxQueries;
import dev.packledger.webhooks.inbox.InboxRow;
import dev.packledger.webhooks.inbox.InboxState;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What a payment provider delivered, whatever became of it. */
@RestController
@RequestMapping("/api/v1/organizations/{organization}/inbox/{account}")
public class InboxApi {
  private final InboxQueries queries;
  private final Inbox inbox;
  private final Accounts accounts;

  InboxApi(InboxQueries queries, Inbox inbox, Accounts accounts) {
    this.queries = queries;
    this.inbox = inbox;
    this.accounts = accounts;
  }

  @GetMapping
  public Page<InboxRow> list(
      Call call,
      @PathVariable OrganizationId organization,
      @PathVariable String account,
      @RequestParam(required = false) @Nullable String state,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = Pages.LIMIT) int limit) {
    requireOwn(call, organization, account);
    return queries.page(account, state == null ? null : state(state), Pages.request(after, limit));
  }

  /** Tries a failed entry again at once. */
  @PostMapping("/{entry}/retry")
  @ResponseStatus(HttpStatus.ACCEPTED)
  public ResponseEntity<Void> retry(
      Call call,
      @PathVariable OrganizationId organization,
      @PathVariable String account,
      @PathVariable long entry) {
    requireOwn(call, organization, account);
    if (!inbox.retry(account, entry, call.now())) {
      throw ProblemException.unknown("inbox_entry");
    }
    return ResponseEntity.accepted().build();
  }

  private void requireOwn(Call call, OrganizationId organization, String account) {
    call.require(organization, Role.ADMIN, Role.FINANCE);
    boolean own =
        accounts.ofOrganization(organization).stream()
            .anyMatch(known -> known.account().equals(account));
    if (!own) {
      throw ProblemException.unknown("payment_account");
    }
  }

  private static InboxState state(String text) {
    try {
      return InboxState.of(text);
    } catch (IllegalArgumentException wrong) {
      throw ProblemException.of(400, "parameter.invalid", "There is no such state: " + text);
    }
  }
}

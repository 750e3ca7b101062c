package dev.packledger.server.api;

import dev.packledger.domain.ledger.PersonId;
import dev.packledger.domain.licenses.LicenseId;
import dev.packledger.domain.licenses.Source;
import dev.packledger.identity.PersonKeys;
import dev.packledger.identity.signin.Accounts;
import dev.packledger.projections.directory.DirectoryQueries;
import dev.packledger.projections.directory.LicenseRow;
import dev.packledger.webhooks.stripe.StripeErasure;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Forgetting people: the key goes, and no byte of the ledger changes. */
@RestController
@RequestMapping("/api/v1/people")
public class PeopleApi {
  private final PersonKeys keys;
  private final Accounts accounts;
  private final DirectoryQueries directory;
  private final StripeErasure erasure;

  PeopleApi(PersonKeys keys, Accounts accounts, DirectoryQueries directory, StripeErasure erasure) {
    this.keys = keys;
    this.accounts = accounts;
    this.directory = directory;
    this.erasure = erasure;
  }

  /** A customer of one payment account; null where the provider made none. */
  private record Customer(String account, @Nullable String id) {}

  /**
   * Forgets a person for ever, in what the payment provider sent too. Repeated it forgets what came
   * since.
   */
  @DeleteMapping("/{person}")
  public ResponseEntity<Void> forget(Call call, @PathVariable PersonId person) {
    call.requireOperator();
    // First what is open, then the key: a crash between the two leaves something to repeat.
    purchases(person).forEach((customer, licenses) -> forget(customer, licenses));
    boolean unused = keys.erase(person, call.now());
    // After the key, because without it nobody can make the account anew in between.
    accounts.forget(person);
    return ResponseEntity.noContent().build();
  }

  private void forget(Customer customer, Set<LicenseId> licenses) {
    int unused = erasure.forget(customer.account(), customer.id(), licenses);
  }

  private Map<Customer, Set<LicenseId>> purchases(PersonId person) {
    List<LicenseRow> paidFor = directory.licenses().byCustomerPerson(person);
    Map<Customer, Set<LicenseId>> purchases = new HashMap<>();
    for (LicenseRow license : paidFor) {
      Source source = license.source();
      if (source.account() != null) {
        purchases
            .computeIfAbsent(
                new Customer(source.account(), source.customer()), first -> new HashSet<>())
            .add(license.id());
      }
    }
    return purchases;
  }
}

package dev.packledger.projections.directory;

import static dev.packledger.projections.EveryEvent.AUDITOR;
import static dev.packledger.projections.EveryEvent.AUDITOR_PERSON;
import static dev.packledger.projections.EveryEvent.BUYER;
import static dev.packledger.projections.EveryEvent.BUYER_OWNER;
import static dev.packledger.projections.EveryEvent.BUYER_PERSON;
import static dev.packledger.projections.EveryEvent.CORE;
import static dev.packledger.projections.EveryEvent.HEIR;
import static dev.packledger.projections.EveryEvent.LICENSE;
import static dev.packledger.projections.EveryEvent.MONTH_END;
import static dev.packledger.projections.EveryEvent.NEXT_MONTH_END;
import static dev.packledger.projections.EveryEvent.PAYMENT;
import static dev.packledger.projections.EveryEvent.PIPELINE;
import static dev.packledger.projections.EveryEvent.PRO;
import static dev.packledger.projections.EveryEvent.PRODUCT;
import static dev.packledger.projections.EveryEvent.PRO_TERMS;
import static dev.packledger.projections.EveryEvent.SELLER;
import static dev.packledger.projections.EveryEvent.SOURCE;
import static dev.packledger.projections.EveryEvent.TEAM;
import static dev.packledger.projections.EveryEvent.TEAM_TERMS;
import static dev.packledger.projections.EveryEvent.TOKEN;
import static dev.packledger.projections.EveryEvent.UI;
import static dev.packledger.projections.EveryEvent.sealed;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.ledger.Recorded;
import dev.packledger.domain.licenses.License;
import dev.packledger.domain.licenses.LicenseDecider;
import dev.packledger.domain.licenses.LicenseEvent;
import dev.packledger.domain.licenses.LicenseEvent.RevocationReason;
import dev.packledger.domain.licenses.LicenseEvent.SuspensionReason;
import dev.packledger.domain.organizations.Role;
import dev.packledger.domain.packages.Ecosystem;
import dev.packledger.domain.products.ProductEvent;
import dev.packledger.domain.products.ProductId;
import dev.packledger.domain.tokens.Scope;
import dev.packledger.domain.tokens.TokenEvent;
import dev.packledger.projections.EveryEvent;
import dev.packledger.projections.Ledger;
import dev.packledger.projections.Page;
import dev.packledger.projections.PageRequest;
import dev.packledger.projections.TestDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the directory answers after the story, read from a real PostgreSQL. */
class DirectoryTest {
  private static final List<Recorded<Event>> STORY = EveryEvent.story();
  private static final PageRequest ALL = PageRequest.first(100);
  private static DirectoryQueries directory;

  @BeforeAll
  static void tellTheStory() {
    JdbcClient jdbc = JdbcClient.create(TestDatabase.create());
    DirectoryTables tables = new DirectoryTables(jdbc);
    STORY.forEach(tables::apply);
    directory = new DirectoryQueries(jdbc);
  }

  @Test
  void organizationsAreFoundByIdAndSlug() {
    OrganizationRow seller = directory.organization("acme").orElseThrow();
    assertThat(seller.displayName()).isEqualTo("Acme Ltd");
    assertThat(seller.registeredAt()).isEqualTo(Ledger.at(1));
    assertThat(directory.organization(SELLER)).contains(seller);
    assertThat(directory.organization("nobody")).isEmpty();
    assertThat(directory.organizations(ALL).items()).hasSize(3);
    assertThat(directory.position()).isEqualTo(new Position(STORY.size()));
  }

  @Test
  void membersCarryRoleAndEnd() {
    assertThat(directory.members(BUYER, ALL).items())
        .extracting(MemberRow::member)
        .containsExactly(BUYER_OWNER, AUDITOR);
    MemberRow owner = directory.member(BUYER, BUYER_OWNER).orElseThrow();
    assertThat(owner.role()).isEqualTo(Role.OWNER);
    assertThat(owner.email()).isEqualTo(sealed(BUYER_PERSON));
    assertThat(owner.isPresent(NEXT_MONTH_END)).isTrue();
    MemberRow auditor = directory.memberships(AUDITOR_PERSON).getFirst();
    assertThat(auditor.role()).isEqualTo(Role.AUDITOR);
    assertThat(auditor.roleUntil()).isEqualTo(NEXT_MONTH_END);
    assertThat(auditor.removedAt()).isNotNull();
    assertThat(auditor.isPresent(MONTH_END)).isFalse();
  }

  @Test
  void pipelinesAndPaymentAccountsKeepTheirEnd() {
    PipelineRow pipeline = directory.pipeline(BUYER, PIPELINE).orElseThrow();
    assertThat(pipeline.name()).isEqualTo("build");
    assertThat(pipeline.removedAt()).isNotNull();
    assertThat(directory.pipelines(BUYER, ALL).items()).containsExactly(pipeline);
    PaymentAccountRow account = directory.paymentAccounts(SELLER).getFirst();
    assertThat(account.live()).isTrue();
    assertThat(account.disconnectedAt()).isNotNull();
    assertThat(directory.paymentAccount("stripe", "acct_1")).isEmpty();
  }

  @Test
  void productsHoldPackagesAndPlans() {
    assertThat(directory.product(PRODUCT).orElseThrow().name()).isEqualTo("Acme Components");
    assertThat(directory.products(SELLER, ALL).items()).hasSize(1);
    ProductPackageRow held = directory.productPackages(PRODUCT).getFirst();
    assertThat(held.pkg()).isEqualTo(UI);
    assertThat(held.privateDependencies()).containsExactly(CORE);
    assertThat(directory.productPackages(PRODUCT)).hasSize(1);
    assertThat(directory.plans(PRODUCT)).extracting(PlanRow::id).containsExactly(PRO, TEAM);
    PlanRow team = directory.plan(TEAM).orElseThrow();
    assertThat(team.terms()).isEqualTo(TEAM_TERMS);
    assertThat(team.seller()).isEqualTo(SELLER);
    assertThat(team.retiredAt()).isNull();
    assertThat(directory.plan(PRO).orElseThrow().terms()).isEqualTo(PRO_TERMS);
    assertThat(directory.plan(PRO).orElseThrow().retiredAt()).isNotNull();
    assertThat(directory.planByPrice(SELLER, "price_2")).contains(team);
    assertThat(directory.planByPrice(BUYER, "price_2")).isEmpty();
    assertThat(directory.planByPrice("stripe", "acct_1", "price_2"))
        .as("the account is not connected any more")
        .isEmpty();
  }

  @Test
  void namesBelongToTheirOwners() {
    assertThat(directory.namespace(Ecosystem.NPM, "acme").orElseThrow().owner()).isEqualTo(HEIR);
    assertThat(directory.namespaces(HEIR, ALL).items()).hasSize(1);
    assertThat(directory.namespaces(SELLER, ALL).items()).isEmpty();
    PackageRow ui = directory.pkg(Ecosystem.NPM, "@acme/ui").orElseThrow();
    assertThat(ui.owner()).isEqualTo(SELLER);
    assertThat(directory.packages(SELLER, ALL).items()).contains(ui).hasSize(2);
  }

  @Test
  void licensesCarryTheirFacts() {
    LicenseRow license = directory.licenses().byId(LICENSE).orElseThrow();
    assertThat(license.plan()).isEqualTo(TEAM);
    assertThat(license.terms()).isEqualTo(TEAM_TERMS);
    assertThat(license.source()).isEqualTo(SOURCE);
    assertThat(license.customer()).isEqualTo(sealed(BUYER_PERSON));
    assertThat(license.buyer()).isEqualTo(HEIR);
    assertThat(license.seats()).isEqualTo(2);
    assertThat(license.seatsTaken()).isEqualTo(1);
    assertThat(license.paidThrough()).isEqualTo(NEXT_MONTH_END);
    assertThat(license.pastDueAt()).as("paid since").isNull();
    assertThat(license.suspendedFor()).containsExactly(SuspensionReason.SELLER);
    assertThat(license.suspendedAt()).isEqualTo(when("LicenseSuspended", 1));
    assertThat(license.revokedFor()).containsExactly(RevocationReason.REFUND);
    assertThat(license.revokedAt()).isEqualTo(when("LicenseRevoked", 0));
    assertThat(license.cancelsAt()).isNull();
    assertThat(license.cancelledAt()).isEqualTo(when("LicenseCancelled", 0));
    assertThat(license.expiredAt()).isEqualTo(NEXT_MONTH_END);
  }

  /** After every event of the story, the row says of the licence what its own state says. */
  @Test
  void licensesAreWhatTheirStreamSaysAfterEachEvent() {
    JdbcClient jdbc = JdbcClient.create(TestDatabase.create());
    DirectoryTables tables = new DirectoryTables(jdbc);
    LicenseQueries licenses = new LicenseQueries(jdbc);
    License state = null;
    for (Recorded<Event> recorded : STORY) {
      tables.apply(recorded);
      if (recorded.event() instanceof LicenseEvent event) {
        state = requireNonNull(LicenseDecider.evolve(state, event));
        SameLicense.assertSame(licenses.byId(LICENSE).orElseThrow(), state);
      }
    }
  }

  @Test
  void licensesAreFoundByWhateverNamesThem() {
    LicenseQueries licenses = directory.licenses();
    LicenseRow license = licenses.byId(LICENSE).orElseThrow();
    assertThat(licenses.bySeller(SELLER, ALL).items()).containsExactly(license);
    assertThat(licenses.byBuyer(HEIR, ALL).items()).containsExactly(license);
    assertThat(licenses.byBuyer(BUYER, ALL).items()).isEmpty();
    assertThat(licenses.byProduct(PRODUCT, ALL).items()).containsExactly(license);
    assertThat(licenses.bySourceItem("stripe", "acct_1", "si_1")).containsExactly(license);
    assertThat(licenses.bySubscription("stripe", "acct_1", "sub_1")).containsExactly(license);
    assertThat(licenses.bySubscription("stripe", "acct_2", "sub_1")).isEmpty();
    assertThat(licenses.byCustomer("stripe", "acct_1", "cus_1")).containsExactly(license);
    assertThat(licenses.byCustomerPerson(BUYER_PERSON)).containsExactly(license);
    assertThat(licenses.byCharge("stripe", "acct_1", "ch_1")).containsExactly(license);
    assertThat(licenses.byPaymentIntent("stripe", "acct_1", "pi_1")).containsExactly(license);
    assertThat(licenses.byInvoice("stripe", "acct_1", "in_1")).containsExactly(license);
    assertThat(licenses.byInvoice("stripe", "acct_1", "in_9")).isEmpty();
  }

  @Test
  void seatsAndPaymentsStandBesideTheLicense() {
    assertThat(directory.licenses().seats(LICENSE))
        .extracting(SeatRow::holder)
        .containsExactly(BUYER_OWNER);
    assertThat(directory.licenses().seats(BUYER_OWNER)).hasSize(1);
    assertThat(directory.licenses().seats(PIPELINE)).isEmpty();
    List<PaymentRow> payments = directory.licenses().payments(LICENSE);
    assertThat(payments).extracting(PaymentRow::payment).containsExactly(PAYMENT, PAYMENT);
    assertThat(payments.getFirst().refund()).isNull();
    assertThat(payments.getLast().refund()).isEqualTo("re_1");
    assertThat(payments.getLast().refundedMinor()).isEqualTo(1000);
  }

  @Test
  void tokensTellEverythingButTheirSecret() {
    TokenRow token = directory.token(TOKEN).orElseThrow();
    assertThat(token.scopes()).containsExactly(Scope.READ, Scope.MANAGE);
    assertThat(token.name()).isEqualTo("laptop");
    assertThat(token.expiresAt()).isEqualTo(NEXT_MONTH_END);
    assertThat(token.overlapUntil()).isEqualTo(MONTH_END);
    assertThat(token.addresses()).containsExactly("192.0.2.0/24");
    assertThat(token.revokedFor()).isEqualTo(TokenEvent.Reason.LEAKED);
    assertThat(directory.tokens(BUYER, ALL).items()).containsExactly(token);
    assertThat(directory.tokens(BUYER_OWNER)).containsExactly(token);
    assertThat(directory.tokensEndingIn("00000001")).containsExactly(token);
    assertThat(directory.tokensEndingIn("00000009")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 8})
  void pagesJoinToTheWholeWhateverIsAddedMeanwhile(int limit) {
    JdbcClient jdbc = JdbcClient.create(TestDatabase.create());
    DirectoryTables tables = new DirectoryTables(jdbc);
    DirectoryQueries growing = new DirectoryQueries(jdbc);
    Ledger ledger = new Ledger();
    for (int i = 0; i < 7; i++) {
      ledger.append(product(i * 2), new ProductEvent.ProductCreated(SELLER, "Product " + i));
    }
    ledger.events().forEach(tables::apply);
    List<ProductId> joined = new ArrayList<>();
    String cursor = null;
    do {
      Page<ProductRow> page = growing.products(SELLER, new PageRequest(cursor, limit));
      page.items().forEach(row -> joined.add(row.id()));
      cursor = page.next();
      ledger.append(
          product(99 - joined.size()), new ProductEvent.ProductCreated(BUYER, "Another's"));
      tables.apply(ledger.events().getLast());
    } while (cursor != null);
    assertThat(joined)
        .isSortedAccordingTo(Comparator.comparing(ProductId::value))
        .hasSize(7)
        .doesNotHaveDuplicates();
  }

  private static ProductId product(int number) {
    return new ProductId("prd_%026d".formatted(number));
  }

  @Test
  void aMissingEventIsNoticed() {
    DirectoryTables tables = new DirectoryTables(JdbcClient.create(TestDatabase.create()));
    tables.apply(STORY.get(0));
    assertThatThrownBy(() -> tables.apply(STORY.get(2)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("an event is missing");
  }

  private static Instant when(String type, int nth) {
    return STORY.stream()
        .filter(recorded -> recorded.event().getClass().getSimpleName().equals(type))
        .skip(nth)
        .findFirst()
        .orElseThrow()
        .metadata()
        .recordedAt();
  }
}

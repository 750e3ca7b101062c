package dev.packledger.projections;

import static java.util.Objects.requireNonNull;

import dev.packledger.domain.ledger.Actor;
import dev.packledger.domain.ledger.Digest;
import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.PersonId;
import dev.packledger.domain.ledger.Recorded;
import dev.packledger.domain.ledger.Sealed;
import dev.packledger.domain.licenses.LicenseEvent;
import dev.packledger.domain.licenses.LicenseEvent.RevocationReason;
import dev.packledger.domain.licenses.LicenseEvent.SeatLoss;
import dev.packledger.domain.licenses.LicenseEvent.SuspensionReason;
import dev.packledger.domain.licenses.LicenseId;
import dev.packledger.domain.licenses.Payment;
import dev.packledger.domain.licenses.Source;
import dev.packledger.domain.namespaces.NamespaceEvent;
import dev.packledger.domain.namespaces.NamespaceId;
import dev.packledger.domain.organizations.MemberId;
import dev.packledger.domain.organizations.OrganizationEvent;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.organizations.PipelineId;
import dev.packledger.domain.organizations.Role;
import dev.packledger.domain.packages.Ecosystem;
import dev.packledger.domain.packages.PackageEvent;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.products.PlanId;
import dev.packledger.domain.products.ProductEvent;
import dev.packledger.domain.products.ProductId;
import dev.packledger.domain.releases.Artifact;
import dev.packledger.domain.releases.ReleaseEvent;
import dev.packledger.domain.releases.ReleaseId;
import dev.packledger.domain.terms.SeatRule;
import dev.packledger.domain.terms.Terms;
import dev.packledger.domain.terms.TokenRules;
import dev.packledger.domain.terms.Updates;
import dev.packledger.domain.terms.VersionConstraint;
import dev.packledger.domain.tokens.Scope;
import dev.packledger.domain.tokens.TokenEvent;
import dev.packledger.domain.tokens.TokenId;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One story, told as a ledger that holds every event type there is. */
public final class EveryEvent {
  public static final OrganizationId SELLER = OrganizationId.ofSlug("acme");
  public static final OrganizationId BUYER = OrganizationId.ofSlug("globex");
  public static final OrganizationId HEIR = OrganizationId.ofSlug("initech");
  public static final MemberId SELLER_OWNER = new MemberId("mem_00000000000000000000000001");
  public static final MemberId BUYER_OWNER = new MemberId("mem_00000000000000000000000002");
  public static final MemberId AUDITOR = new MemberId("mem_00000000000000000000000003");
  public static final PersonId SELLER_PERSON = new PersonId("per_00000000000000000000000001");
  public static final PersonId BUYER_PERSON = new PersonId("per_00000000000000000000000002");
  public static final PersonId AUDITOR_PERSON = new PersonId("per_00000000000000000000000003");
  public static final PipelineId PIPELINE = new PipelineId("pip_00000000000000000000000001");
  public static final ProductId PRODUCT = new ProductId("prd_00000000000000000000000001");
  public static final PlanId PRO = new PlanId("pln_00000000000000000000000001");
  public static final PlanId TEAM = new PlanId("pln_00000000000000000000000002");
  public static final NamespaceId NAMESPACE = NamespaceId.of(Ecosystem.NPM, "acme");
  public static final PackageId UI = PackageId.of(Ecosystem.NPM, "@acme/ui");
  public static final PackageId CORE = PackageId.of(Ecosystem.NPM, "@acme/core");
  public static final ReleaseId UI_1 = ReleaseId.of(UI, "1.0.0");
  public static final LicenseId LICENSE = LicenseId.ofPayment("stripe", "acct_1", "si_1");
  public static final TokenId TOKEN = new TokenId("tok_00000000000000000000000001");
  public static final Instant MONTH_END = Instant.parse("2026-02-01T00:00:00Z");
  public static final Instant NEXT_MONTH_END = Instant.parse("2026-03-01T00:00:00Z");
  public static final Source SOURCE =
      new Source("stripe", "acct_1", true, "sub_1", "si_1", "cus_1");

  public static final Terms PRO_TERMS =
      new Terms(
          Terms.Kind.SUBSCRIPTION,
          List.of(UI, CORE),
          new SeatRule(1, 10, SeatRule.Counted.BOTH),
          new Updates.WhileActive(),
          null,
          Set.of(),
          Terms.OnLapse.KEEP_COVERED_RELEASES,
          7,
          TokenRules.NONE);
  public static final Terms TEAM_TERMS =
      new Terms(
          Terms.Kind.PERPETUAL,
          List.of(UI),
          new SeatRule(0, null, SeatRule.Counted.UNLIMITED),
          new Updates.ForPeriod(Period.ofYears(1)),
          new VersionConstraint(">=1 <3"),
          Set.of("stable"),
          Terms.OnLapse.KEEP_COVERED_RELEASES,
          0,
          new TokenRules(90, List.of("10.0.0.0/8")));
  public static final Payment PAYMENT =
      new Payment(4900, 782, "eur", Ledger.START, MONTH_END, "in_1", "pi_1", "ch_1");

  private EveryEvent() {}

  public static Sealed sealed(PersonId person) {
    return new Sealed(person, "key-1", "bm9uY2U", "Y2lwaGVydGV4dA");
  }

  public static Digest digest(int number) {
    return new Digest("%064x".formatted(number));
  }

  /** The story, from its first event to its last. */
  public static List<Recorded<Event>> story() {
    Ledger ledger = new Ledger();
    organizations(ledger);
    products(ledger);
    packages(ledger);
    purchase(ledger);
    troubles(ledger);
    endings(ledger);
    return ledger.events();
  }

  private static void organizations(Ledger ledger) {
    ledger
        .by(Actor.Kind.OPERATOR, "operator")
        .append(SELLER, new OrganizationEvent.OrganizationRegistered("acme", "Acme"))
        .append(
            SELLER,
            new OrganizationEvent.MemberInvited(
                SELLER_OWNER, SELLER_PERSON, sealed(SELLER_PERSON), Role.OWNER, null))
        .append(SELLER, new OrganizationEvent.MemberJoined(SELLER_OWNER))
        .append(BUYER, new OrganizationEvent.OrganizationRegistered("globex", "Globex"))
        .append(
            BUYER,
            new OrganizationEvent.MemberInvited(
                BUYER_OWNER, BUYER_PERSON, sealed(BUYER_PERSON), Role.OWNER, null))
        .append(BUYER, new OrganizationEvent.MemberJoined(BUYER_OWNER))
        .append(HEIR, new OrganizationEvent.OrganizationRegistered("initech", "Initech"))
        .by(Actor.Kind.MEMBER, SELLER_OWNER.value())
        .append(SELLER, new OrganizationEvent.OrganizationRenamed("Acme Ltd"))
        .append(SELLER, new OrganizationEvent.PaymentAccountConnected("stripe", "acct_1", true))
        .by(Actor.Kind.MEMBER, BUYER_OWNER.value())
        .append(
            BUYER,
            new OrganizationEvent.MemberInvited(
                AUDITOR, AUDITOR_PERSON, sealed(AUDITOR_PERSON), Role.MEMBER, null))
        .append(BUYER, new OrganizationEvent.MemberJoined(AUDITOR))
        .append(
            BUYER, new OrganizationEvent.MemberRoleChanged(AUDITOR, Role.AUDITOR, NEXT_MONTH_END))
        .append(BUYER, new OrganizationEvent.PipelineRegistered(PIPELINE, "build"));
  }

  private static void products(Ledger ledger) {
    ledger
        .by(Actor.Kind.MEMBER, SELLER_OWNER.value())
        .append(PRODUCT, new ProductEvent.ProductCreated(SELLER, "Acme UI"))
        .append(PRODUCT, new ProductEvent.ProductRenamed("Acme Components"))
        .append(NAMESPACE, new NamespaceEvent.NamespaceRegistered(Ecosystem.NPM, "acme", SELLER))
        .append(UI, new PackageEvent.PackageRegistered(Ecosystem.NPM, "@acme/ui", SELLER))
        .append(CORE, new PackageEvent.PackageRegistered(Ecosystem.NPM, "@acme/core", SELLER))
        .append(PRODUCT, new ProductEvent.PackageAdded(UI, List.of(CORE)))
        .append(PRODUCT, new ProductEvent.PackageAdded(CORE, List.of()))
        .append(PRODUCT, new ProductEvent.PlanPublished(PRO, "Pro", PRO_TERMS, List.of("price_1")))
        .append(
            PRODUCT,
            new ProductEvent.PlanPublished(TEAM, "Team perpetual", TEAM_TERMS, List.of("price_2")));
  }

  private static void packages(Ledger ledger) {
    ledger
        .by(Actor.Kind.TOKEN, TOKEN.value())
        .append(
            UI_1,
            new ReleaseEvent.ReleasePublished(
                UI,
                "1.0.0",
                "",
                "stable",
                List.of(
                    new Artifact(
                        "ui-1.0.0.tgz", digest(1), 1000, Map.of("sha1", "ab", "sha512", "cd"))),
                "{\"name\":\"@acme/ui\"}"))
        .append(
            UI_1,
            new ReleaseEvent.ArtifactAdded(new Artifact("ui-1.0.0.txt", digest(2), 20, Map.of())))
        .append(UI, new PackageEvent.TagMoved("latest", "1.0.0"))
        .append(UI, new PackageEvent.TagMoved("next", "1.0.0"))
        .append(UI, new PackageEvent.TagRemoved("next"))
        .append(UI_1, new ReleaseEvent.ReleaseYanked("broken build"))
        .append(UI_1, new ReleaseEvent.ReleaseUnyanked())
        .append(UI_1, new ReleaseEvent.ReleaseDeprecated("use 2.x"));
  }

  private static void purchase(Ledger ledger) {
    ledger
        .by(Actor.Kind.WEBHOOK, "acct_1")
        .append(
            LICENSE,
            new LicenseEvent.LicenseGranted(
                PRODUCT,
                PRO,
                SELLER,
                PRO_TERMS,
                3,
                SOURCE,
                null,
                sealed(BUYER_PERSON),
                Ledger.START,
                MONTH_END))
        .append(LICENSE, new LicenseEvent.PaymentReceived(PAYMENT))
        .by(Actor.Kind.MEMBER, BUYER_OWNER.value())
        .append(LICENSE, new LicenseEvent.LicenseClaimed(BUYER))
        .append(LICENSE, new LicenseEvent.SeatAssigned(BUYER_OWNER))
        .append(LICENSE, new LicenseEvent.SeatAssigned(PIPELINE))
        .append(
            TOKEN,
            new TokenEvent.TokenIssued(
                BUYER,
                BUYER_OWNER,
                Set.of(Scope.READ, Scope.MANAGE),
                digest(3),
                "laptop",
                NEXT_MONTH_END,
                List.of("192.0.2.0/24")))
        .append(TOKEN, new TokenEvent.TokenRotated(digest(4), MONTH_END));
  }

  private static void troubles(Ledger ledger) {
    ledger
        .by(Actor.Kind.WEBHOOK, "acct_1")
        .append(LICENSE, new LicenseEvent.PaymentFailed("in_2"))
        .append(LICENSE, new LicenseEvent.LicensePastDue())
        .append(LICENSE, new LicenseEvent.LicenseRenewed(NEXT_MONTH_END))
        .append(LICENSE, new LicenseEvent.SeatsChanged(2))
        .append(LICENSE, new LicenseEvent.PlanChanged(TEAM, TEAM_TERMS))
        .append(LICENSE, new LicenseEvent.LicenseSuspended(SuspensionReason.DISPUTE_OPENED))
        .append(LICENSE, new LicenseEvent.LicenseSuspended(SuspensionReason.SELLER))
        .append(LICENSE, new LicenseEvent.SuspensionLifted(SuspensionReason.DISPUTE_OPENED))
        .append(LICENSE, new LicenseEvent.CancellationScheduled(NEXT_MONTH_END))
        .append(LICENSE, new LicenseEvent.CancellationWithdrawn())
        .append(LICENSE, new LicenseEvent.PaymentRefunded("re_1", 1000, PAYMENT))
        .append(LICENSE, new LicenseEvent.LicenseRevoked(RevocationReason.REFUND))
        .append(LICENSE, new LicenseEvent.LicenseRevoked(RevocationReason.CHARGEBACK))
        .append(LICENSE, new LicenseEvent.RevocationReversed(RevocationReason.CHARGEBACK));
  }

  private static void endings(Ledger ledger) {
    ledger
        .by(Actor.Kind.MEMBER, BUYER_OWNER.value())
        .append(LICENSE, new LicenseEvent.SeatUnassigned(PIPELINE, SeatLoss.UNASSIGNED))
        .append(LICENSE, new LicenseEvent.LicenseTransferred(HEIR))
        .append(BUYER, new OrganizationEvent.PipelineRemoved(PIPELINE))
        .append(BUYER, new OrganizationEvent.MemberRemoved(AUDITOR))
        .append(TOKEN, new TokenEvent.TokenRevoked(TokenEvent.Reason.LEAKED))
        .by(Actor.Kind.SCHEDULER, "scheduler")
        .append(LICENSE, new LicenseEvent.LicenseCancelled())
        .append(LICENSE, new LicenseEvent.LicenseExpired(NEXT_MONTH_END))
        .by(Actor.Kind.MEMBER, SELLER_OWNER.value())
        .append(PRODUCT, new ProductEvent.PackageRemoved(CORE))
        .append(PRODUCT, new ProductEvent.PlanRetired(PRO))
        .append(NAMESPACE, new NamespaceEvent.NamespaceTransferred(HEIR))
        .append(SELLER, new OrganizationEvent.PaymentAccountDisconnected("stripe", "acct_1"));
  }

  /** Every event type that the seven sealed streams permit. */
  public static List<Class<?>> types() {
    List<Class<?>> types = new ArrayList<>();
    for (Class<?> stream :
        List.of(
            OrganizationEvent.class,
            ProductEvent.class,
            NamespaceEvent.class,
            PackageEvent.class,
            ReleaseEvent.class,
            LicenseEvent.class,
            TokenEvent.class)) {
      types.addAll(List.of(requireNonNull(stream.getPermittedSubclasses(), stream.getName())));
    }
    return types;
  }
}

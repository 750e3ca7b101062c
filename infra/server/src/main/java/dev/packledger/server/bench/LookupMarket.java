package dev.packledger.server.bench;

import dev.packledger.domain.ledger.Digest;
import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Recorded;
import dev.packledger.domain.licenses.LicenseEvent;
import dev.packledger.domain.licenses.LicenseId;
import dev.packledger.domain.licenses.Source;
import dev.packledger.domain.organizations.OrganizationEvent;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.organizations.PipelineId;
import dev.packledger.domain.packages.Ecosystem;
import dev.packledger.domain.packages.PackageEvent;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.products.PlanId;
import dev.packledger.domain.products.ProductEvent;
import dev.packledger.domain.products.ProductId;
import dev.packledger.domain.releases.ReleaseEvent;
import dev.packledger.domain.releases.ReleaseId;
import dev.packledger.domain.terms.SeatRule;
import dev.packledger.domain.terms.Terms;
import dev.packledger.domain.terms.TokenRules;
import dev.packledger.domain.terms.Updates;
import dev.packledger.domain.tokens.Scope;
import dev.packledger.domain.tokens.TokenEvent;
import dev.packledger.domain.tokens.TokenId;
import dev.packledger.registry.shared.http.PresentedSecret;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The workload of look-ups, made by one seed: a thousand packages in five ecosystems; a licence for
 * every ten tokens that grants 1 to 20 of them (the number by Zipf's law); 5 of 100 tokens revoked,
 * 5 of 100 licences expired, 2 suspended. {@link #allows} is the plain reference program: it knows
 * what was made, and nothing of how decisions are made.
 */
final class LookupMarket {
  static final int PACKAGES = 1000;
  static final int TOKENS_A_LICENSE = 10;
  static final OrganizationId SELLER = OrganizationId.ofSlug("seller");
  private static final List<Ecosystem> ECOSYSTEMS =
      List.of(Ecosystem.NPM, Ecosystem.CARGO, Ecosystem.PYPI, Ecosystem.RUBYGEMS, Ecosystem.HEX);
  private static final int PLANS = 1000;
  private static final int GRANTS_MAX = 20;
  private static final long SEED = 20260101;
  private static final ProductId PRODUCT = new ProductId(new UUID(SEED, 1));
  private static final PipelineId ASKER = new PipelineId(new UUID(SEED, 2));

  private final int tokens;
  private final int[][] packagesOfPlan = new int[PLANS][];
  private final int[] planOfLicense;
  private final BitSet expired = new BitSet();
  private final BitSet suspended = new BitSet();
  private final boolean[] revoked;
  private final PackageId[] packages = new PackageId[PACKAGES];
  private final ReleaseId[] releases = new ReleaseId[PACKAGES];

  LookupMarket(int tokens) {
    this.tokens = tokens;
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < PACKAGES; i++) {
      packages[i] = PackageId.of(ecosystem(i), packageName(i));
      releases[i] = ReleaseId.of(packages[i], "1.0.0");
    }
    Zipf grants = new Zipf(GRANTS_MAX, 1.0);
    for (int plan = 0; plan < PLANS; plan++) {
      int size = grants.next(random) + 1;
      packagesOfPlan[plan] = random.ints(size, 0, PACKAGES).distinct().toArray();
    }
    planOfLicense = new int[licenses()];
    for (int license = 0; license < planOfLicense.length; license++) {
      planOfLicense[license] = random.nextInt(PLANS);
      int fate = random.nextInt(100);
      expired.set(license, fate < 5);
      suspended.set(license, fate >= 5 && fate < 7);
    }
    revoked = new boolean[tokens];
    for (int token = 0; token < tokens; token++) {
      revoked[token] = random.nextInt(100) < 5;
    }
  }

  int tokens() {
    return tokens;
  }

  int licenses() {
    return Math.max(1, tokens / TOKENS_A_LICENSE);
  }

  int licenseOf(int token) {
    return Math.min(token / TOKENS_A_LICENSE, licenses() - 1);
  }

  /** Whether a token may install a package; a token that was never issued may not. */
  boolean allows(int token, int pkg) {
    if (token >= tokens || revoked[token]) {
      return false;
    }
    int license = licenseOf(token);
    if (expired.get(license) || suspended.get(license)) {
      return false;
    }
    for (int granted : packagesOfPlan[planOfLicense[license]]) {
      if (granted == pkg) {
        return true;
      }
    }
    return false;
  }

  boolean isRevoked(int token) {
    return token < tokens && revoked[token];
  }

  /** From now on the token may nothing. */
  void revoke(int token) {
    revoked[token] = true;
  }

  /** A fact as a program knows it that computes permissions out of relations. */
  sealed interface Relation {
    record Holds(int token, int license) implements Relation {}

    record Names(int license, int pkg) implements Relation {}
  }

  /** What is neither revoked nor over, as relations. */
  List<Relation> relations() {
    List<Relation> relations = new ArrayList<>();
    for (int license = 0; license < licenses(); license++) {
      if (!expired.get(license) && !suspended.get(license)) {
        for (int pkg : packagesOfPlan[planOfLicense[license]]) {
          relations.add(new Relation.Names(license, pkg));
        }
      }
    }
    for (int token = 0; token < tokens; token++) {
      if (!revoked[token]) {
        relations.add(new Relation.Holds(token, licenseOf(token)));
      }
    }
    return relations;
  }

  /** One of the packages that the token's licence names. */
  int packageOf(int token, SplittableRandom random) {
    int[] granted = packagesOfPlan[planOfLicense[licenseOf(token)]];
    return granted[random.nextInt(granted.length)];
  }

  /** As long as a real one. */
  static String secret(int token) {
    String number = Integer.toString(token);
    return "plk_" + "0".repeat(33 - number.length()) + number;
  }

  /** The secret of the seller's program that asks. */
  static String askerSecret() {
    return "plk_" + "a".repeat(33);
  }

  static Digest digest(int token) {
    return PresentedSecret.digest(secret(token));
  }

  static TokenId tokenId(int token) {
    return new TokenId(new UUID(mixed(token), 0x8000_0000_0000_0000L | token));
  }

  private static LicenseId licenseId(int license) {
    return new LicenseId(new UUID(mixed(~license), 0x8000_0000_0000_0000L | license));
  }

  /** Spreads numbers as random ids are spread. */
  private static long mixed(long number) {
    return new SplittableRandom(number ^ SEED).nextLong();
  }

  OrganizationId buyerOf(int token) {
    return buyer(token >= tokens ? 0 : licenseOf(token));
  }

  private static OrganizationId buyer(int license) {
    return new OrganizationId(new UUID(mixed(license), 0x9000_0000_0000_0000L | license));
  }

  PackageId packageId(int pkg) {
    return packages[pkg];
  }

  ReleaseId releaseId(int pkg) {
    return releases[pkg];
  }

  /** The release's package URL. */
  static String url(int pkg) {
    Ecosystem ecosystem = ecosystem(pkg);
    String type = ecosystem == Ecosystem.RUBYGEMS ? "gem" : ecosystem.code();
    return "pkg:" + type + "/" + packageName(pkg).replace("@", "%40") + "@1.0.0";
  }

  private static Ecosystem ecosystem(int pkg) {
    return ECOSYSTEMS.get(pkg % ECOSYSTEMS.size());
  }

  private static String packageName(int pkg) {
    return (ecosystem(pkg) == Ecosystem.NPM ? "@seller/package-" : "package-") + pkg;
  }

  /** Tells the whole market, in the order of positions. */
  void tell(Consumer<Recorded<Event>> ledger) {
    EventWriter events = new EventWriter(SEED, ledger);
    List<Terms> plans = seller(events);
    for (int license = 0; license < licenses(); license++) {
      license(events, license, plans.get(planOfLicense[license]));
    }
    for (int token = 0; token < tokens; token++) {
      token(events, token);
    }
    for (int token = 0; token < tokens; token++) {
      if (revoked[token]) {
        events.append(tokenId(token), new TokenEvent.TokenRevoked(TokenEvent.Reason.REQUESTED));
      }
    }
  }

  private List<Terms> seller(EventWriter events) {
    events.append(SELLER, new OrganizationEvent.OrganizationRegistered("seller", "Seller"));
    events.append(SELLER, new OrganizationEvent.PipelineRegistered(ASKER, "registry"));
    events.append(
        new TokenId(new UUID(SEED, 3)),
        issued(SELLER, ASKER, Scope.DECIDE, PresentedSecret.digest(askerSecret())));
    for (int i = 0; i < PACKAGES; i++) {
      events.append(
          packages[i], new PackageEvent.PackageRegistered(ecosystem(i), packageName(i), SELLER));
      events.append(
          releases[i],
          new ReleaseEvent.ReleasePublished(packages[i], "1.0.0", "", "stable", List.of(), "{}"));
    }
    events.append(PRODUCT, new ProductEvent.ProductCreated(SELLER, "Goods"));
    List<Terms> plans = new ArrayList<>();
    for (int plan = 0; plan < PLANS; plan++) {
      Terms terms = terms(packagesOfPlan[plan]);
      plans.add(terms);
      events.append(
          PRODUCT, new ProductEvent.PlanPublished(planId(plan), "Plan " + plan, terms, List.of()));
    }
    return plans;
  }

  private static PlanId planId(int plan) {
    return new PlanId(new UUID(mixed(plan), 0xa000_0000_0000_0000L | plan));
  }

  private Terms terms(int[] granted) {
    List<PackageId> named = new ArrayList<>();
    for (int pkg : granted) {
      named.add(packages[pkg]);
    }
    return new Terms(
        Terms.Kind.SUBSCRIPTION,
        named,
        new SeatRule(1, null, SeatRule.Counted.UNLIMITED),
        new Updates.WhileActive(),
        null,
        Set.of(),
        Terms.OnLapse.REVOKE_EVERYTHING,
        0,
        TokenRules.NONE);
  }

  private void license(EventWriter events, int license, Terms terms) {
    OrganizationId buyer = buyer(license);
    events.append(
        buyer,
        new OrganizationEvent.OrganizationRegistered("buyer-" + license, "Buyer " + license));
    events.append(buyer, new OrganizationEvent.PipelineRegistered(pipeline(license), "ci"));
    @Nullable Instant end = expired.get(license) ? EventWriter.START.plusSeconds(1) : null;
    events.append(
        licenseId(license),
        new LicenseEvent.LicenseGranted(
            PRODUCT,
            planId(planOfLicense[license]),
            SELLER,
            terms,
            1,
            Source.MANUAL,
            buyer,
            null,
            EventWriter.START,
            end));
    if (suspended.get(license)) {
      events.append(
          licenseId(license),
          new LicenseEvent.LicenseSuspended(LicenseEvent.SuspensionReason.SELLER));
    }
  }

  private static PipelineId pipeline(int license) {
    return new PipelineId(new UUID(mixed(license), 0xb000_0000_0000_0000L | license));
  }

  private void token(EventWriter events, int token) {
    int license = licenseOf(token);
    events.append(
        tokenId(token), issued(buyer(license), pipeline(license), Scope.READ, digest(token)));
  }

  private static TokenEvent issued(
      OrganizationId organization, PipelineId holder, Scope scope, Digest secret) {
    return new TokenEvent.TokenIssued(
        organization, holder, Set.of(scope), secret, "ci", null, List.of());
  }
}

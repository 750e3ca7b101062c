package dev.packledger.server.bench;

import dev.packledger.domain.access.Credential;
import dev.packledger.domain.access.Decision;
import dev.packledger.domain.access.Resource;
import dev.packledger.domain.ledger.Actor;
import dev.packledger.domain.ledger.Cause;
import dev.packledger.domain.ledger.Digest;
import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Id;
import dev.packledger.domain.ledger.Metadata;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.ledger.Recorded;
import dev.packledger.domain.licenses.LicenseEvent;
import dev.packledger.domain.licenses.LicenseId;
import dev.packledger.domain.licenses.Source;
import dev.packledger.domain.organizations.MemberId;
import dev.packledger.domain.organizations.OrganizationEvent;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.packages.Ecosystem;
import dev.packledger.domain.packages.PackageEvent;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.products.PlanId;
import dev.packledger.domain.products.ProductId;
import dev.packledger.domain.terms.SeatRule;
import dev.packledger.domain.terms.Terms;
import dev.packledger.domain.terms.TokenRules;
import dev.packledger.domain.terms.Updates;
import dev.packledger.domain.tokens.Scope;
import dev.packledger.domain.tokens.TokenEvent;
import dev.packledger.domain.tokens.TokenId;
import dev.packledger.projections.access.AccessMemory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/**
 * A market in access memory: ten tokens and ten licences a buyer, one to twenty packages and three
 * seats a licence. Same figures at every run.
 */
public final class AccessMemoryBench {
  private static final double TOKEN_BYTES_MAX = 64;
  private static final double LICENSE_BYTES_MAX = 256;
  private static final int PACKAGES = 1000;
  private static final int TERMS = 500;
  private static final int EACH_BUYER = 10;
  private static final int DECISIONS = 2_000_000;
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final OrganizationId SELLER = OrganizationId.ofSlug("acme");

  private final Random random = new Random(20260101);
  private final AccessMemory memory = new AccessMemory();
  private final List<PackageId> packages = new ArrayList<>();
  private final List<TokenId> tokens = new ArrayList<>();
  private long position;

  private AccessMemoryBench() {}

  /** What was measured. */
  public record Result(double bytesPerToken, double bytesPerLicense, double decisionsPerSecond) {
    public boolean withinBudget() {
      return bytesPerToken <= TOKEN_BYTES_MAX && bytesPerLicense <= LICENSE_BYTES_MAX;
    }
  }

  /**
   * @param count of tokens, and of licences
   */
  public static Result run(int count) {
    AccessMemoryBench bench = new AccessMemoryBench();
    bench.fill(count);
    AccessMemory.Footprint footprint = bench.memory.footprint();
    bench.decide();
    return new Result(
        (double) footprint.tokenBytes() / bench.memory.tokens(),
        (double) footprint.licenseBytes() / bench.memory.licenses(),
        bench.decide());
  }

  private void fill(int count) {
    for (int i = 0; i < PACKAGES; i++) {
      PackageId pkg = PackageId.of(Ecosystem.NPM, "@acme/package-" + i);
      packages.add(pkg);
      apply(pkg, new PackageEvent.PackageRegistered(Ecosystem.NPM, "@acme/package-" + i, SELLER));
    }
    List<Terms> terms = new ArrayList<>();
    for (int i = 0; i < TERMS; i++) {
      terms.add(terms(1 + random.nextInt(20)));
    }
    for (int i = 0; i < count; i++) {
      token(i);
      license(i, terms.get(random.nextInt(TERMS)));
    }
  }

  private void token(int number) {
    OrganizationId buyer = buyer(number);
    MemberId member = new MemberId(new UUID(1, number));
    TokenId token = new TokenId(uuid());
    tokens.add(token);
    apply(buyer, new OrganizationEvent.MemberJoined(member));
    apply(
        token,
        new TokenEvent.TokenIssued(
            buyer, member, Set.of(Scope.READ), digest(), "token", null, List.of()));
  }

  private void license(int number, Terms terms) {
    LicenseId license = new LicenseId(uuid());
    apply(
        license,
        new LicenseEvent.LicenseGranted(
            new ProductId(new UUID(3, 1)),
            new PlanId(new UUID(3, 1)),
            SELLER,
            terms,
            3,
            Source.MANUAL,
            buyer(number),
            null,
            START,
            null));
    for (int seat = 0; seat < 3; seat++) {
      int holder = number / EACH_BUYER * EACH_BUYER + seat;
      apply(license, new LicenseEvent.SeatAssigned(new MemberId(new UUID(1, holder))));
    }
  }

  private Terms terms(int size) {
    List<PackageId> granted =
        random.ints(size, 0, PACKAGES).mapToObj(packages::get).distinct().toList();
    return new Terms(
        Terms.Kind.SUBSCRIPTION,
        granted,
        new SeatRule(1, null, SeatRule.Counted.BOTH),
        new Updates.WhileActive(),
        null,
        Set.of(),
        Terms.OnLapse.KEEP_COVERED_RELEASES,
        7,
        TokenRules.NONE);
  }

  /** Decisions per second about random tokens and packages. */
  private double decide() {
    long began = System.nanoTime();
    int allowed = 0;
    for (int i = 0; i < DECISIONS; i++) {
      int number = random.nextInt(tokens.size());
      var decision =
          memory.decide(
              new Credential.Named(tokens.get(number), null),
              new Resource.Browse(buyer(number), packages.get(random.nextInt(PACKAGES))),
              START);
      allowed += decision instanceof Decision.Allowed ? 1 : 0;
    }
    if (allowed == 0) {
      throw new IllegalStateException("nothing is allowed in this market");
    }
    return DECISIONS / ((System.nanoTime() - began) / 1e9);
  }

  private static OrganizationId buyer(int number) {
    return new OrganizationId(new UUID(2, number / EACH_BUYER));
  }

  private UUID uuid() {
    return new UUID(random.nextLong(), random.nextLong());
  }

  private Digest digest() {
    return new Digest(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
  }

  private void apply(Id stream, Event event) {
    position++;
    Metadata metadata =
        new Metadata(
            "event-" + position,
            new Actor(Actor.Kind.OPERATOR, "bench"),
            new Cause("command-" + position, null, "bench"),
            START.plusNanos(1000 * position),
            "00");
    memory.apply(new Recorded<>(stream.value(), 0, new Position(position), event, metadata));
  }
}

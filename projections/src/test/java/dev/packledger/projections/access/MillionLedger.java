package dev.packledger.projections.access;

import dev.packledger.domain.access.DecisionStory;
import dev.packledger.domain.ledger.Digest;
import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Id;
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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A large market, made as it is read: a thousand packages, ten tokens and ten licences a buyer; a
 * licence grants 1 to 20 packages (few grant many) and has 3 seats taken; half of the tokens end, 5
 * of 100 are revoked or were rotated; 5 of 100 licences are cancelled or renewed, 2 suspended.
 */
final class MillionLedger {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00.000001Z");
  private static final int PACKAGES = 1000;
  private static final int TERMS = 500;
  private static final int EACH_BUYER = 10;

  private final Random random = new Random(20260101);
  private final DecisionStory.Ledger ledger = new DecisionStory.Ledger();
  private final List<PackageId> packages = new ArrayList<>();
  private final List<Terms> terms = new ArrayList<>();
  private final int tokens;
  private final int licenses;
  private long micros;

  MillionLedger(int tokens, int licenses) {
    this.tokens = tokens;
    this.licenses = licenses;
    for (int i = 0; i < PACKAGES; i++) {
      packages.add(PackageId.of(Ecosystem.NPM, "@acme/package-" + i));
    }
    for (int i = 0; i < TERMS; i++) {
      terms.add(terms(zipf()));
    }
  }

  Stream<Recorded<Event>> events() {
    Stream<Recorded<Event>> registered =
        packages.stream()
            .map(
                pkg ->
                    at(
                        pkg,
                        new PackageEvent.PackageRegistered(
                            Ecosystem.NPM, pkg.value(), OrganizationId.ofSlug("acme"))));
    return Stream.of(
            registered,
            IntStream.range(0, tokens).boxed().flatMap(this::token),
            IntStream.range(0, licenses).boxed().flatMap(this::license))
        .flatMap(events -> events);
  }

  private Stream<Recorded<Event>> token(int number) {
    OrganizationId buyer = buyer(number);
    MemberId member = new MemberId(uuid());
    TokenId token = new TokenId(uuid());
    List<Recorded<Event>> events = new ArrayList<>();
    events.add(at(buyer, new OrganizationEvent.MemberJoined(member)));
    @Nullable Instant end =
        random.nextBoolean() ? null : Instant.ofEpochSecond(1_800_000_000L + number);
    events.add(
        at(
            token,
            new TokenEvent.TokenIssued(
                buyer, member, Set.of(Scope.READ), digest(), "token", end, List.of())));
    if (random.nextInt(20) == 0) {
      events.add(at(token, new TokenEvent.TokenRevoked(TokenEvent.Reason.REQUESTED)));
    } else if (random.nextInt(20) == 0) {
      events.add(at(token, new TokenEvent.TokenRotated(digest(), null)));
    }
    return events.stream();
  }

  private Stream<Recorded<Event>> license(int number) {
    OrganizationId buyer = buyer(number);
    LicenseId license = new LicenseId(uuid());
    List<Recorded<Event>> events = new ArrayList<>();
    events.add(
        at(
            license,
            new LicenseEvent.LicenseGranted(
                new ProductId(new UUID(1, 1)),
                new PlanId(new UUID(1, 1)),
                OrganizationId.ofSlug("acme"),
                terms.get(random.nextInt(TERMS)),
                3,
                Source.MANUAL,
                buyer,
                null,
                START,
                START.plus(Duration.ofDays(365)))));
    for (int seat = 0; seat < 3; seat++) {
      events.add(
          at(
              license,
              new LicenseEvent.SeatAssigned(new MemberId(new UUID(number / EACH_BUYER, seat)))));
    }
    switch (random.nextInt(50)) {
      case 0, 1 -> events.add(at(license, new LicenseEvent.LicenseCancelled()));
      case 2, 3, 4 ->
          events.add(
              at(license, new LicenseEvent.LicenseRenewed(START.plus(Duration.ofDays(730)))));
      case 5 ->
          events.add(
              at(license, new LicenseEvent.LicenseSuspended(LicenseEvent.SuspensionReason.SELLER)));
      default -> {}
    }
    return events.stream();
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

  /** 1 to 20, the probability of n being proportional to 1/n. */
  private int zipf() {
    double sum = 0;
    for (int n = 1; n <= 20; n++) {
      sum += 1.0 / n;
    }
    double at = random.nextDouble() * sum;
    for (int n = 1; n < 20; n++) {
      at -= 1.0 / n;
      if (at < 0) {
        return n;
      }
    }
    return 20;
  }

  private static OrganizationId buyer(int number) {
    return new OrganizationId(new UUID(2, number / EACH_BUYER));
  }

  private UUID uuid() {
    return new UUID(random.nextLong(), random.nextLong());
  }

  private Digest digest() {
    return new Digest(
        "%016x%016x%016x%016x"
            .formatted(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong()));
  }

  private Recorded<Event> at(Id stream, Event event) {
    return ledger.append(stream, event, START.plusNanos(1000 * micros++));
  }
}

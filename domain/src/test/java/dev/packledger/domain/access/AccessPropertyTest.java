package dev.packledger.domain.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Recorded;
import dev.packledger.domain.licenses.LicenseEvent;
import dev.packledger.domain.licenses.LicenseId;
import dev.packledger.domain.packages.PackageId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;

class AccessPropertyTest {
  private static final int EVENTS = 120;

  @Property(tries = 150)
  void decidingTwiceGivesTheSame(@ForAll long seed) {
    RandomLedger ledger = new RandomLedger(new Random(seed));
    ReferenceFacts facts = new ReferenceFacts();
    ReferenceFacts again = new ReferenceFacts();
    for (int i = 0; i < EVENTS; i++) {
      Recorded<Event> recorded = ledger.next();
      facts.apply(recorded);
      again.apply(recorded);
      RandomLedger.Question question = ledger.question();
      Decision decision = question.over(facts);
      assertThat(question.over(again)).isEqualTo(decision);
      assertThat(decision.at()).isEqualTo(recorded.position());
      assertThat(decision.instant()).isAfterOrEqualTo(recorded.metadata().recordedAt());
      Statistics.collect(decision instanceof Decision.Denied denied ? denied.reason() : "allowed");
    }
  }

  @Property(tries = 150)
  void decidingTogetherGivesWhatDecidingEachDoes(@ForAll long seed) {
    RandomLedger ledger = new RandomLedger(new Random(seed));
    ReferenceFacts facts = new ReferenceFacts();
    for (int i = 0; i < EVENTS; i++) {
      facts.apply(ledger.next());
      RandomLedger.Question asker = ledger.question();
      List<Resource> resources =
          Stream.generate(ledger::question).limit(8).map(RandomLedger.Question::resource).toList();
      List<Decision> each =
          resources.stream()
              .map(one -> AccessRules.decide(facts, asker.credential(), one, asker.clock()))
              .toList();
      assertThat(AccessRules.decideAll(facts, asker.credential(), resources, asker.clock()))
          .isEqualTo(each);
    }
  }

  /** What stands until a deadline is the same at every instant before it, and not said too late. */
  @Property(tries = 150)
  void whatStandsIsTheSameUntilItsDeadline(@ForAll long seed) {
    Random random = new Random(seed);
    RandomLedger ledger = new RandomLedger(random);
    ReferenceFacts facts = new ReferenceFacts();
    for (int i = 0; i < EVENTS; i++) {
      facts.apply(ledger.next());
      RandomLedger.Question asker = ledger.question();
      List<Resource> resources =
          Stream.generate(ledger::question).limit(4).map(RandomLedger.Question::resource).toList();
      Standing standing =
          AccessRules.decideStanding(facts, asker.credential(), resources, asker.clock());
      assertThat(standing.decisions())
          .isEqualTo(AccessRules.decideAll(facts, asker.credential(), resources, asker.clock()));
      Instant from = standing.decisions().getFirst().instant();
      Instant until = standing.until();
      Duration ahead =
          until == null ? Duration.ofDays(5000) : Duration.between(from, until).minusNanos(1000);
      for (Duration later : List.of(ahead, ahead.dividedBy(2), ahead.dividedBy(1000))) {
        List<Decision> then =
            AccessRules.decideAll(facts, asker.credential(), resources, from.plus(later));
        assertThat(then.stream().map(AccessPropertyTest::outcome).toList())
            .isEqualTo(standing.decisions().stream().map(AccessPropertyTest::outcome).toList());
      }
      Statistics.collect(until == null ? "for ever" : "until a deadline");
    }
  }

  /** A decision but for its instant. */
  private static List<Object> outcome(Decision decision) {
    return switch (decision) {
      case Decision.Allowed allowed -> List.of(allowed.token(), allowed.licenses());
      case Decision.Denied denied ->
          List.of(denied.reason(), Optional.ofNullable(denied.since()), denied.licenses());
    };
  }

  @Property(tries = 150)
  void aRevokedOrSuspendedLicenceAllowsNothing(@ForAll long seed) {
    RandomLedger ledger = new RandomLedger(new Random(seed));
    ReferenceFacts facts = new ReferenceFacts();
    Map<LicenseId, Set<Enum<?>>> against = new HashMap<>();
    for (int i = 0; i < EVENTS; i++) {
      Recorded<Event> recorded = ledger.next();
      facts.apply(recorded);
      if (recorded.event() instanceof LicenseEvent event) {
        count(against.computeIfAbsent(id(recorded), id -> new HashSet<>()), event);
      }
      for (int question = 0; question < 5; question++) {
        if (ledger.question().over(facts) instanceof Decision.Allowed allowed) {
          allowed
              .licenses()
              .forEach(license -> assertThat(against.get(license)).as(license.value()).isEmpty());
        }
      }
    }
  }

  private static LicenseId id(Recorded<Event> recorded) {
    return new LicenseId(recorded.stream());
  }

  private static void count(Set<Enum<?>> against, LicenseEvent event) {
    if (event instanceof LicenseEvent.LicenseRevoked revoked) {
      against.add(revoked.reason());
    } else if (event instanceof LicenseEvent.RevocationReversed reversed) {
      against.remove(reversed.reason());
    } else if (event instanceof LicenseEvent.LicenseSuspended suspended) {
      against.add(suspended.reason());
    } else if (event instanceof LicenseEvent.SuspensionLifted lifted) {
      against.remove(lifted.reason());
    }
  }

  @Property(tries = 150)
  void whoMayInstallMayBrowse(@ForAll long seed) {
    RandomLedger ledger = new RandomLedger(new Random(seed));
    ReferenceFacts facts = new ReferenceFacts();
    for (int i = 0; i < EVENTS; i++) {
      facts.apply(ledger.next());
      RandomLedger.Question question = ledger.question();
      if (question.resource() instanceof Resource.Install install
          && question.over(facts) instanceof Decision.Allowed) {
        Resource browse = new Resource.Browse(install.organization(), install.pkg());
        assertThat(AccessRules.decide(facts, question.credential(), browse, question.clock()))
            .isInstanceOf(Decision.Allowed.class);
      }
    }
  }

  /** Without an event, time takes away; it gives only what starts. */
  @Property(tries = 150)
  void timeAloneGivesNothingBack(@ForAll long seed) {
    RandomLedger ledger = new RandomLedger(new Random(seed));
    ReferenceFacts facts = new ReferenceFacts();
    for (int i = 0; i < EVENTS; i++) {
      facts.apply(ledger.next());
      RandomLedger.Question now = ledger.question();
      var later =
          new RandomLedger.Question(
              now.credential(), now.resource(), now.clock().plus(Duration.ofDays(20)));
      if (now.over(facts) instanceof Decision.Denied
          && later.over(facts) instanceof Decision.Allowed allowed) {
        assertThat(startOf(facts, allowed, now.resource())).isAfter(now.clock());
      }
    }
  }

  private static Instant startOf(Facts facts, Decision.Allowed allowed, Resource resource) {
    PackageId pkg =
        switch (resource) {
          case Resource.Install install -> install.pkg();
          case Resource.Browse browse -> browse.pkg();
          case Resource.Publish publish -> publish.pkg();
          case Resource.Closed closed -> throw new AssertionError("never allowed: " + closed);
          case Resource.Account account -> throw new AssertionError("no package: " + account);
        };
    Facts.Token token = Objects.requireNonNull(facts.token(allowed.token()));
    return facts.licenses(token.organization(), pkg, token.holder()).stream()
        .filter(license -> allowed.licenses().contains(license.id()))
        .findFirst()
        .orElseThrow()
        .startsAt();
  }

  /** Grants are counted: allowed by all licences together exactly when one alone allows. */
  @Property(tries = 150)
  void severalLicencesAllowWhenOneDoes(@ForAll long seed) {
    RandomLedger ledger = new RandomLedger(new Random(seed));
    ReferenceFacts facts = new ReferenceFacts();
    for (int i = 0; i < EVENTS; i++) {
      facts.apply(ledger.next());
      RandomLedger.Question question = ledger.question();
      Decision together = question.over(facts);
      if (together.licenses().isEmpty()) {
        continue;
      }
      boolean oneAllows = false;
      for (String name : List.of("l1", "l2", "l3", "l4")) {
        Facts alone = new OneLicense(facts, StoryNames.license(name));
        Decision decision = question.over(alone);
        oneAllows |= decision instanceof Decision.Allowed;
        if (together instanceof Decision.Denied denied
            && decision instanceof Decision.Denied single
            && !single.licenses().isEmpty()) {
          assertThat(single.reason()).isLessThanOrEqualTo(denied.reason());
        }
      }
      assertThat(together instanceof Decision.Allowed).isEqualTo(oneAllows);
    }
  }
}

package dev.packledger.domain.access;

import dev.packledger.domain.Scenario;
import dev.packledger.domain.ledger.Actor;
import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.IdText;
import dev.packledger.domain.ledger.Outcome;
import dev.packledger.domain.ledger.PersonId;
import dev.packledger.domain.ledger.Recorded;
import dev.packledger.domain.ledger.Sealed;
import dev.packledger.domain.licenses.License;
import dev.packledger.domain.licenses.LicenseCommand;
import dev.packledger.domain.licenses.LicenseDecider;
import dev.packledger.domain.licenses.LicenseEvent;
import dev.packledger.domain.licenses.LicenseId;
import dev.packledger.domain.licenses.Source;
import dev.packledger.domain.organizations.Holder;
import dev.packledger.domain.organizations.MemberId;
import dev.packledger.domain.organizations.OrganizationEvent;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.organizations.PipelineId;
import dev.packledger.domain.organizations.Role;
import dev.packledger.domain.packages.Ecosystem;
import dev.packledger.domain.packages.PackageEvent;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.products.PlanId;
import dev.packledger.domain.products.ProductId;
import dev.packledger.domain.releases.ReleaseEvent;
import dev.packledger.domain.releases.ReleaseId;
import dev.packledger.domain.terms.SeatRule;
import dev.packledger.domain.terms.Terms;
import dev.packledger.domain.terms.TokenRules;
import dev.packledger.domain.terms.Updates;
import dev.packledger.domain.terms.VersionConstraint;
import dev.packledger.domain.tokens.Scope;
import dev.packledger.domain.tokens.TokenEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A ledger of a few organisations, packages, licences and tokens that behaves at random but
 * legally, and questions about it at the instants that matter. One seed gives one ledger.
 */
public final class RandomLedger {
  private static final List<String> ORGANIZATIONS = List.of("acme", "globex", "initech");
  private static final List<String> PACKAGES = List.of("ui", "core", "tools");
  private static final List<String> VERSIONS = List.of("0.9.0", "1.0.0", "2.0.0-rc.1", "3.1.0");
  private static final List<String> LICENSES = List.of("l1", "l2", "l3", "l4");
  private static final List<String> TOKENS = List.of("t1", "t2", "t3", "t4", "t5", "t6", "t7");
  private static final List<String> ADDRESSES = List.of("10.0.0.1", "192.0.2.7", "2001:db8::1");
  private static final Actor ACTOR = new Actor(Actor.Kind.SCHEDULER, "random");

  private final RandomGenerator random;
  private final DecisionStory.Ledger ledger = new DecisionStory.Ledger();
  private final Deque<Recorded<Event>> pending = new ArrayDeque<>();
  private final Map<LicenseId, License> licenses = new HashMap<>();
  private final Map<String, Integer> rotations = new HashMap<>();
  private final Set<String> once = new HashSet<>();
  private final List<Instant> deadlines = new ArrayList<>();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  /** A ledger that begins with members, packages, releases and tokens in place. */
  public RandomLedger(RandomGenerator random) {
    this.random = random;
    for (int i = 0; i < 12; i++) {
      people();
      packages();
      releases();
      tokens();
    }
  }

  /** The next event; time moves on, sometimes by nothing. */
  public Recorded<Event> next() {
    while (pending.isEmpty()) {
      if (random.nextInt(4) > 0) {
        now = now.plus(Duration.ofHours(random.nextInt(60))).plusNanos(1000L * random.nextInt(3));
      }
      happen();
    }
    return pending.removeFirst();
  }

  /** A question that mostly gets past the token. */
  public Question question() {
    String token = random.nextInt(30) == 0 ? "nobody" : pick(TOKENS);
    OrganizationId tree =
        random.nextInt(20) == 0 ? organization() : StoryNames.organization(home(token));
    return new Question(credential(token), resource(tree), instant());
  }

  /** What is asked of every implementation alike. */
  public record Question(Credential credential, Resource resource, Instant clock) {
    /** The rule's answer over these facts. */
    public Decision over(Facts facts) {
      return AccessRules.decide(facts, credential, resource, clock);
    }
  }

  /** The organisation that a token belongs to: one is the seller's, most are the buyers'. */
  private static String home(String token) {
    return switch (token) {
      case "t1" -> "acme";
      case "t2" -> "initech";
      default -> "globex";
    };
  }

  private Credential credential(String token) {
    @Nullable String address = random.nextInt(3) == 0 ? null : pick(ADDRESSES);
    int older = random.nextInt(6) == 0 ? random.nextInt(3) : 0;
    int secret = Math.max(0, rotations.getOrDefault(token, 0) - older);
    return random.nextInt(4) == 0
        ? new Credential.Named(StoryNames.token(token), address)
        : new Credential.Secret(StoryNames.secret(token, secret), address);
  }

  private Resource resource(OrganizationId tree) {
    String name = random.nextInt(25) == 0 ? "nothing" : pick(PACKAGES);
    PackageId pkg = StoryNames.pkg(name);
    ReleaseId release = StoryNames.release(name + "@" + pick(VERSIONS));
    return switch (random.nextInt(12)) {
      case 0 -> new Resource.Publish(tree, pkg);
      case 1 -> new Resource.Account(tree, pick(List.of(Scope.values())));
      case 2, 3 -> new Resource.Browse(tree, pkg);
      default -> new Resource.Install(tree, pkg, release);
    };
  }

  /** An instant just before, at or just after something that may matter. */
  private Instant instant() {
    Instant around = deadlines.isEmpty() || random.nextBoolean() ? now : pick(deadlines);
    Instant near = around.plusNanos(1000L * (random.nextInt(3) - 1));
    return random.nextInt(5) == 0 ? near.plus(Duration.ofDays(random.nextInt(800))) : near;
  }

  private void happen() {
    switch (random.nextInt(12)) {
      case 0 -> people();
      case 1 -> packages();
      case 2 -> releases();
      case 3 -> tokens();
      default -> licenses();
    }
  }

  private void people() {
    String organization = pick(ORGANIZATIONS);
    OrganizationId stream = StoryNames.organization(organization);
    if (random.nextInt(3) == 0) {
      PipelineId pipeline = (PipelineId) StoryNames.holder("ci-" + organization);
      if (once.add(pipeline.value())) {
        append(stream, new OrganizationEvent.PipelineRegistered(pipeline, "ci"));
      } else if (random.nextInt(4) == 0) {
        once.remove(pipeline.value());
        append(stream, new OrganizationEvent.PipelineRemoved(pipeline));
      }
      return;
    }
    MemberId member = (MemberId) StoryNames.holder("mem-" + organization);
    if (once.add(member.value())) {
      PersonId person = new PersonId(IdText.derived(PersonId.PREFIX, organization));
      Sealed email = new Sealed(person, "key", "nonce", "ciphertext");
      append(stream, new OrganizationEvent.MemberInvited(member, person, email, role(), end(90)));
      append(stream, new OrganizationEvent.MemberJoined(member));
    } else if (random.nextInt(3) == 0) {
      append(stream, new OrganizationEvent.MemberRoleChanged(member, role(), end(90)));
    } else if (random.nextInt(5) == 0) {
      once.remove(member.value());
      append(stream, new OrganizationEvent.MemberRemoved(member));
    }
  }

  /** Mostly one that carries what is mostly asked. */
  private Role role() {
    return random.nextInt(3) > 0 ? Role.ADMIN : pick(List.of(Role.values()));
  }

  private void packages() {
    String name = pick(PACKAGES);
    PackageId pkg = StoryNames.pkg(name);
    if (once.add(pkg.value())) {
      append(
          pkg,
          new PackageEvent.PackageRegistered(
              Ecosystem.NPM,
              "@acme/" + name,
              StoryNames.organization(random.nextInt(3) == 0 ? "globex" : "acme")));
    } else {
      append(pkg, new PackageEvent.TagMoved("latest", "1.0.0"));
    }
  }

  private void releases() {
    String name = pick(PACKAGES);
    String version = pick(VERSIONS);
    ReleaseId release = StoryNames.release(name + "@" + version);
    if (once.add(release.value())) {
      String channel = version.contains("-") ? "rc" : "stable";
      append(
          release,
          new ReleaseEvent.ReleasePublished(
              StoryNames.pkg(name), version, "", channel, List.of(), "{}"));
    } else {
      append(
          release,
          random.nextBoolean()
              ? new ReleaseEvent.ReleaseYanked("broken")
              : new ReleaseEvent.ReleaseUnyanked());
    }
  }

  private void tokens() {
    String name = pick(TOKENS);
    if (once.add(name)) {
      String organization = home(name);
      Set<Scope> scopes =
          random.nextInt(8) == 0 ? Set.of(Scope.PUBLISH) : Set.of(Scope.READ, Scope.PUBLISH);
      append(
          StoryNames.token(name),
          new TokenEvent.TokenIssued(
              StoryNames.organization(organization),
              StoryNames.holder((random.nextBoolean() ? "mem-" : "ci-") + organization),
              scopes,
              StoryNames.secret(name, 0),
              name,
              end(300),
              random.nextInt(4) == 0 ? List.of("10.0.0.0/8") : List.of()));
    } else if (random.nextInt(10) == 0 && once.add("revoked " + name)) {
      append(StoryNames.token(name), new TokenEvent.TokenRevoked(TokenEvent.Reason.REQUESTED));
    } else if (random.nextInt(3) == 0 && !once.contains("revoked " + name)) {
      append(
          StoryNames.token(name),
          new TokenEvent.TokenRotated(
              StoryNames.secret(name, rotations.merge(name, 1, Integer::sum)), end(5)));
    }
  }

  private void licenses() {
    LicenseId id = StoryNames.license(pick(LICENSES));
    @Nullable License state = licenses.get(id);
    LicenseCommand command = state == null ? grant(id) : command(id);
    Outcome outcome = LicenseDecider.decide(state, command, Scenario.context(now, ACTOR));
    if (outcome instanceof Outcome.Accepted accepted) {
      for (Event event : accepted.events()) {
        state = LicenseDecider.evolve(state, (LicenseEvent) event);
        append(id, event);
      }
      if (state != null) {
        licenses.put(id, state);
        @Nullable Instant deadline = state.standing().deadline(state.terms());
        if (deadline != null) {
          deadlines.add(deadline);
        }
      }
    }
  }

  private LicenseCommand grant(LicenseId id) {
    boolean open = random.nextInt(4) == 0;
    Instant starts = now.plus(Duration.ofDays(random.nextInt(3)));
    deadlines.add(starts);
    return new LicenseCommand.Grant(
        id,
        new ProductId(IdText.derived(ProductId.PREFIX, "product")),
        new PlanId(IdText.derived(PlanId.PREFIX, "plan")),
        StoryNames.organization("acme"),
        terms(),
        1 + random.nextInt(2),
        Source.MANUAL,
        open ? null : organization(),
        null,
        starts,
        random.nextInt(3) == 0 ? null : starts.plus(Duration.ofDays(1 + random.nextInt(30))));
  }

  private LicenseCommand command(LicenseId id) {
    var suspension = pick(List.of(LicenseEvent.SuspensionReason.values()));
    var revocation = pick(List.of(LicenseEvent.RevocationReason.values()));
    String organization = pick(ORGANIZATIONS);
    Holder holder = StoryNames.holder((random.nextBoolean() ? "mem-" : "ci-") + organization);
    Instant soon = now.plus(Duration.ofDays(random.nextInt(40)));
    return switch (random.nextInt(22)) {
      case 0 -> new LicenseCommand.Claim(id, StoryNames.organization(organization));
      case 1, 2 -> new LicenseCommand.Renew(id, soon);
      case 3 -> new LicenseCommand.Suspend(id, suspension);
      case 4, 5 -> new LicenseCommand.LiftSuspension(id, suspension);
      case 6 -> new LicenseCommand.Revoke(id, revocation);
      case 7, 8 -> new LicenseCommand.ReverseRevocation(id, revocation);
      case 9 -> new LicenseCommand.ChangeSeats(id, 1 + random.nextInt(3));
      case 10, 11, 12 -> new LicenseCommand.AssignSeat(id, holder);
      case 13 -> new LicenseCommand.UnassignSeat(id, holder, LicenseEvent.SeatLoss.UNASSIGNED);
      case 14 ->
          new LicenseCommand.ChangePlan(
              id, new PlanId(IdText.derived(PlanId.PREFIX, "plan")), terms());
      case 15 -> new LicenseCommand.ScheduleCancellation(id, soon);
      case 16 -> new LicenseCommand.WithdrawCancellation(id);
      case 17 ->
          random.nextInt(4) == 0
              ? new LicenseCommand.Cancel(id)
              : new LicenseCommand.MarkPastDue(id);
      case 18 -> new LicenseCommand.Expire(id);
      case 19 -> new LicenseCommand.Transfer(id, StoryNames.organization(organization));
      case 20 -> new LicenseCommand.FailPayment(id, "in_" + random.nextInt(3));
      default -> new LicenseCommand.Claim(id, StoryNames.organization("globex"));
    };
  }

  private Terms terms() {
    List<PackageId> packages = new ArrayList<>();
    for (String name : PACKAGES) {
      if (random.nextInt(3) > 0) {
        packages.add(StoryNames.pkg(name));
      }
    }
    return new Terms(
        pick(List.of(Terms.Kind.values())),
        packages,
        new SeatRule(0, null, pick(List.of(SeatRule.Counted.values()))),
        random.nextInt(3) == 0
            ? new Updates.ForPeriod(Period.ofDays(10))
            : new Updates.WhileActive(),
        random.nextInt(4) == 0 ? new VersionConstraint(">=1 <3") : null,
        random.nextInt(4) == 0 ? Set.of("stable") : Set.of(),
        pick(List.of(Terms.OnLapse.values())),
        random.nextInt(3),
        new TokenRules(
            random.nextInt(5) == 0 ? 20 : null,
            random.nextInt(5) == 0 ? List.of("192.0.2.0/24") : List.of()));
  }

  private @Nullable Instant end(int days) {
    if (random.nextInt(3) > 0) {
      return null;
    }
    Instant end = now.plus(Duration.ofDays(random.nextInt(days)));
    deadlines.add(end);
    return end;
  }

  private OrganizationId organization() {
    return StoryNames.organization(random.nextInt(3) > 0 ? "globex" : pick(ORGANIZATIONS));
  }

  private void append(dev.packledger.domain.ledger.Id stream, Event event) {
    pending.addLast(ledger.append(stream, event, now));
    deadlines.add(now);
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}

package dev.packledger.domain.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.domain.AggregateWiring;
import dev.packledger.domain.RefusalTable;
import dev.packledger.domain.Scenario;
import dev.packledger.domain.Scenario.Given;
import dev.packledger.domain.StreamLaws;
import dev.packledger.domain.ledger.Actor;
import dev.packledger.domain.ledger.Context;
import dev.packledger.domain.ledger.Digest;
import dev.packledger.domain.ledger.Outcome;
import dev.packledger.domain.organizations.MemberId;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.organizations.PipelineId;
import dev.packledger.domain.tokens.TokenCommand.Issue;
import dev.packledger.domain.tokens.TokenCommand.Revoke;
import dev.packledger.domain.tokens.TokenCommand.Rotate;
import dev.packledger.domain.tokens.TokenEvent.Reason;
import dev.packledger.domain.tokens.TokenEvent.TokenIssued;
import dev.packledger.domain.tokens.TokenEvent.TokenRevoked;
import dev.packledger.domain.tokens.TokenEvent.TokenRotated;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class TokenTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant LATER = NOW.plusSeconds(3600);
  private static final Instant OVERLAP_END = NOW.plus(Duration.ofDays(7));
  private static final Actor MEMBER = new Actor(Actor.Kind.MEMBER, "mem_1");
  private static final Context CONTEXT = Scenario.context(NOW, MEMBER);
  private static final TokenId ID = new TokenId(new UUID(0, 1));
  private static final OrganizationId ACME = OrganizationId.ofSlug("acme");
  private static final MemberId ADA = new MemberId(new UUID(0, 1));
  private static final Digest FIRST = secret("a");
  private static final Digest SECOND = secret("b");
  private static final Digest THIRD = secret("c");
  private static final Issue ISSUE = issue("laptop", Set.of(Scope.READ), LATER, List.of());
  private static final TokenIssued ISSUED =
      new TokenIssued(ACME, ADA, Set.of(Scope.READ), FIRST, "laptop", LATER, List.of());
  private static final TokenRotated ROTATED = new TokenRotated(SECOND, null);
  private static final TokenRevoked REVOKED = new TokenRevoked(Reason.REQUESTED);
  private static final StreamLaws<AccessToken, TokenCommand, TokenEvent> LAWS =
      new StreamLaws<>(TokenDecider::decide, TokenDecider::evolve, TokenEvent.class);

  @Test
  void issuesOnce() {
    given().when(ISSUE, NOW, MEMBER).then(ISSUED);
    given(ISSUED).when(ISSUE, NOW, MEMBER).then();
    given(ISSUED, ROTATED, REVOKED).when(ISSUE, LATER, MEMBER).then();
  }

  @Test
  void issuesForAPipelineWithoutEndFromSomeAddresses() {
    PipelineId pipeline = new PipelineId(new UUID(0, 1));
    Set<Scope> scopes = Set.of(Scope.READ, Scope.PUBLISH);
    List<String> addresses = List.of("192.0.2.0/24", "2001:db8::/32", "198.51.100.7");
    given()
        .when(new Issue(ID, ACME, pipeline, scopes, FIRST, "ci", null, addresses), NOW, MEMBER)
        .then(new TokenIssued(ACME, pipeline, scopes, FIRST, "ci", null, addresses));
  }

  @Test
  void rotates() {
    given(ISSUED).when(new Rotate(ID, SECOND, null), NOW, MEMBER).then(ROTATED);
    given(ISSUED, ROTATED).when(new Rotate(ID, SECOND, null), NOW, MEMBER).then();
    given(ISSUED, ROTATED)
        .when(new Rotate(ID, THIRD, null), NOW, MEMBER)
        .then(new TokenRotated(THIRD, null));
  }

  @Test
  void rotatesWithAnOverlapOfAWeekAtMost() {
    given(ISSUED)
        .when(new Rotate(ID, SECOND, OVERLAP_END), NOW, MEMBER)
        .then(new TokenRotated(SECOND, OVERLAP_END));
    given(ISSUED)
        .when(new Rotate(ID, SECOND, OVERLAP_END.plusNanos(1000)), NOW, MEMBER)
        .thenRefused("token.overlap_too_long");
  }

  @Test
  void revokesForGood() {
    given(ISSUED).when(new Revoke(ID, Reason.REQUESTED), NOW, MEMBER).then(REVOKED);
    given(ISSUED, REVOKED).when(new Revoke(ID, Reason.LEAKED), NOW, MEMBER).then();
    given(ISSUED)
        .when(new Revoke(ID, Reason.LEAKED), LATER, MEMBER)
        .then(new TokenRevoked(Reason.LEAKED));
  }

  @Test
  void expiresTheInstantItSays() {
    given(ISSUED).when(new Rotate(ID, SECOND, null), LATER.minusNanos(1000), MEMBER).then(ROTATED);
    given(ISSUED).when(new Rotate(ID, SECOND, null), LATER, MEMBER).thenRefused("token.expired");
  }

  @TestFactory
  List<DynamicTest> refusals() {
    RefusalTable<AccessToken, TokenCommand, TokenRefusal> table = new RefusalTable<>(NOW, MEMBER);
    List<String> nowhere = List.of("the office");
    table
        .row(
            TokenRefusal.EXISTS,
            "another secret",
            given(ISSUED),
            new Issue(ID, ACME, ADA, Set.of(Scope.READ), SECOND, "laptop", LATER, List.of()))
        .row(TokenRefusal.NAME_INVALID, "a blank name", given(), issue(" ", Set.of(), NOW, nowhere))
        .row(TokenRefusal.SCOPE_MISSING, "no scope", given(), issue("a", Set.of(), NOW, nowhere))
        .row(
            TokenRefusal.EXPIRY_PAST,
            "an end that is now",
            given(),
            issue("a", Set.of(Scope.READ), NOW, nowhere))
        .row(
            TokenRefusal.ADDRESS_INVALID,
            "no address",
            given(),
            issue("a", Set.of(Scope.READ), LATER, nowhere));
    TokenIssued ended =
        new TokenIssued(ACME, ADA, Set.of(Scope.READ), FIRST, "laptop", NOW, List.of());
    table
        .row(TokenRefusal.UNKNOWN, "none", given(), new Rotate(ID, FIRST, NOW))
        .row(TokenRefusal.REVOKED, "revoked", given(ended, REVOKED), new Rotate(ID, FIRST, NOW))
        .row(TokenRefusal.EXPIRED, "expired", given(ended), new Rotate(ID, FIRST, NOW))
        .row(
            TokenRefusal.SECRET_REUSED,
            "the secret before",
            given(ISSUED, ROTATED),
            new Rotate(ID, FIRST, NOW))
        .row(
            TokenRefusal.OVERLAP_PAST,
            "an overlap that ends now",
            given(ISSUED),
            new Rotate(ID, SECOND, NOW))
        .row(
            TokenRefusal.OVERLAP_TOO_LONG,
            "an overlap of eight days",
            given(ISSUED),
            new Rotate(ID, SECOND, NOW.plus(Duration.ofDays(8))))
        .row(TokenRefusal.UNKNOWN, "none", given(), new Revoke(ID, Reason.LEAKED));
    return table.tests(TokenRefusal.class);
  }

  @Property
  void evolveIsTotal(@ForAll("histories") List<TokenEvent> events) {
    LAWS.foldsAnything(events);
  }

  @Property
  void decideIsDeterministic(
      @ForAll("histories") List<TokenEvent> events, @ForAll("commands") TokenCommand command) {
    LAWS.decidesAlike(events, command, CONTEXT);
  }

  @Property
  void whatIsDecidedFolds(@ForAll("stories") List<TokenCommand> commands) {
    LAWS.foldsWhatItDecides(commands, CONTEXT);
  }

  @Property
  void askingAgainChangesNothing(@ForAll("stories") List<TokenCommand> commands) {
    LAWS.repeatsChangeNothing(commands, CONTEXT, command -> true);
  }

  @Property
  void nothingFollowsARevocation(@ForAll("stories") List<TokenCommand> commands) {
    List<TokenEvent> history = new ArrayList<>();
    LAWS.run(commands, CONTEXT, history, (command, outcome) -> {});
    int revoked = history.indexOf(REVOKED);
    assertThat(revoked < 0 || revoked == history.size() - 1).isTrue();
  }

  @Test
  void isWiredToAxon() {
    wiring().creates(ISSUE, ISSUED);
    wiring()
        .answers(
            new TokenEvent[] {ISSUED}, new Rotate(ID, SECOND, null), Outcome.accepted(ROTATED));
    wiring()
        .refusesWithoutStream(
            new Rotate(ID, SECOND, null),
            new Outcome.Refused(TokenRefusal.UNKNOWN, "There is no such token."));
    wiring().stopsAtAlien(ISSUE);
  }

  @Provide
  Arbitrary<List<TokenEvent>> histories() {
    return Arbitraries.<TokenEvent>oneOf(
            Arbitraries.just(ISSUED),
            Combinators.combine(secrets(), ends()).as(TokenRotated::new),
            Arbitraries.of(Reason.class).map(TokenRevoked::new))
        .list()
        .ofMaxSize(10);
  }

  @Provide
  Arbitrary<List<TokenCommand>> stories() {
    return commands().list().ofMaxSize(20);
  }

  @Provide
  Arbitrary<TokenCommand> commands() {
    return Arbitraries.frequencyOf(
        Tuple.of(3, Arbitraries.just(ISSUE)),
        Tuple.of(1, ends().map(end -> issue("laptop", Set.of(Scope.READ), end, List.of()))),
        Tuple.of(
            6,
            Combinators.combine(secrets(), ends())
                .as((secret, end) -> new Rotate(ID, secret, end))),
        Tuple.of(1, Arbitraries.just(new Revoke(ID, Reason.REQUESTED))));
  }

  private static Arbitrary<Digest> secrets() {
    return Arbitraries.of(FIRST, SECOND, THIRD);
  }

  private static Arbitrary<@Nullable Instant> ends() {
    return Arbitraries.of(NOW, LATER, OVERLAP_END.plusSeconds(1)).injectNull(0.5);
  }

  private static Issue issue(
      String name, Set<Scope> scopes, @Nullable Instant end, List<String> addresses) {
    return new Issue(ID, ACME, ADA, scopes, FIRST, name, end, addresses);
  }

  private static Digest secret(String digit) {
    return new Digest(digit.repeat(64));
  }

  private static AggregateWiring<TokenAggregate> wiring() {
    return new AggregateWiring<>(TokenAggregate.class, "token", CONTEXT);
  }

  private static Given<AccessToken, TokenCommand> given(TokenEvent... events) {
    return Scenario.given(TokenDecider::decide, TokenDecider::evolve, events);
  }
}

package dev.packledger.domain.access;

import static dev.packledger.domain.access.StoryNames.holder;
import static dev.packledger.domain.access.StoryNames.license;
import static dev.packledger.domain.access.StoryNames.organization;
import static dev.packledger.domain.access.StoryNames.pkg;
import static dev.packledger.domain.access.StoryNames.release;
import static dev.packledger.domain.access.StoryNames.token;

import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Id;
import dev.packledger.domain.ledger.IdText;
import dev.packledger.domain.ledger.PersonId;
import dev.packledger.domain.ledger.Sealed;
import dev.packledger.domain.licenses.LicenseEvent;
import dev.packledger.domain.licenses.Source;
import dev.packledger.domain.organizations.Holder;
import dev.packledger.domain.organizations.MemberId;
import dev.packledger.domain.organizations.OrganizationEvent;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.organizations.PipelineId;
import dev.packledger.domain.organizations.Role;
import dev.packledger.domain.packages.Ecosystem;
import dev.packledger.domain.packages.PackageEvent;
import dev.packledger.domain.products.PlanId;
import dev.packledger.domain.products.ProductId;
import dev.packledger.domain.releases.ReleaseEvent;
import dev.packledger.domain.terms.SeatRule;
import dev.packledger.domain.terms.Terms;
import dev.packledger.domain.terms.TokenRules;
import dev.packledger.domain.terms.Updates;
import dev.packledger.domain.terms.VersionConstraint;
import dev.packledger.domain.tokens.Scope;
import dev.packledger.domain.tokens.TokenEvent;
import java.time.Instant;
import java.time.Period;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns a story's lines into events and questions; {@code decisions/README.md} explains them. */
final class StoryGrammar {
  private final Map<String, Terms> terms = new HashMap<>();
  private final Map<String, String> organizations = new HashMap<>();
  private final Map<String, Integer> rotations = new HashMap<>();

  /** An event and the stream it belongs to. */
  record Fact(Id stream, Event event) {}

  void defineTerms(StoryLine line) {
    String[] seats = line.option("seats", "unlimited").split(":");
    @Nullable String range = seats.length > 1 ? seats[1] : null;
    SeatRule rule =
        new SeatRule(
            range == null ? 0 : Integer.parseInt(range.substring(0, range.indexOf('-'))),
            range == null ? null : Integer.valueOf(range.substring(range.indexOf('-') + 1)),
            SeatRule.Counted.valueOf(upper(seats[0])));
    String updates = line.option("updates", "while-active");
    @Nullable String versions = line.option("versions");
    @Nullable String days = line.option("token-days");
    terms.put(
        line.word(0),
        new Terms(
            Terms.Kind.SUBSCRIPTION,
            line.list("packages").stream().map(StoryNames::pkg).toList(),
            rule,
            updates.equals("while-active")
                ? new Updates.WhileActive()
                : new Updates.ForPeriod(Period.parse(updates)),
            versions == null ? null : new VersionConstraint(versions.replace(',', ' ')),
            Set.copyOf(line.list("channels")),
            line.option("lapse", "keep").equals("keep")
                ? Terms.OnLapse.KEEP_COVERED_RELEASES
                : Terms.OnLapse.REVOKE_EVERYTHING,
            Integer.parseInt(line.option("grace", "0")),
            new TokenRules(days == null ? null : Integer.valueOf(days), line.list("addresses"))));
    line.done();
  }

  DecisionStory.Asked ask(StoryLine line) {
    String name = line.word(0);
    @Nullable String address = line.option("address");
    int present = rotations.getOrDefault(name, 0);
    int rotation = Integer.parseInt(line.option("secret", Integer.toString(present)));
    boolean byId = line.option("by", "secret").equals("id");
    Credential credential =
        byId
            ? new Credential.Named(token(name), address)
            : new Credential.Secret(StoryNames.secret(name, rotation), address);
    OrganizationId tree =
        organization(line.option("in", organizations.getOrDefault(name, "nowhere")));
    DecisionStory.Asked asked =
        new DecisionStory.Asked(
            line.text(),
            credential,
            byId ? token(name).value() : StoryNames.secretText(name, rotation),
            resource(line, tree),
            line.word(2),
            line.at(),
            ExpectedDecision.of(line.answer()));
    line.done();
    return asked;
  }

  private static Resource resource(StoryLine line, OrganizationId tree) {
    String thing = line.word(2);
    return switch (line.word(1)) {
      case "install" ->
          new Resource.Install(tree, pkg(StoryNames.packagePart(thing)), release(thing));
      case "browse" -> new Resource.Browse(tree, pkg(thing));
      case "publish" -> new Resource.Publish(tree, pkg(thing));
      case "closed" -> new Resource.Closed(tree, Resource.Barrier.valueOf(upper(thing)));
      case "account" -> new Resource.Account(tree, Scope.valueOf(upper(thing)));
      default -> throw new IllegalArgumentException("what is asked for? " + line.text());
    };
  }

  List<Fact> events(StoryLine line) {
    List<Fact> facts =
        switch (line.verb()) {
          case "organization" -> {
            OrganizationId id = organization(line.word(0));
            yield List.of(
                new Fact(
                    id, new OrganizationEvent.OrganizationRegistered(line.word(0), line.word(0))));
          }
          case "invite", "join", "member", "role", "remove", "pipeline" -> people(line);
          case "package" ->
              List.of(
                  new Fact(
                      pkg(line.word(0)),
                      new PackageEvent.PackageRegistered(
                          Ecosystem.NPM,
                          "@acme/" + line.word(0),
                          organization(line.required("owner")))));
          case "release", "yank", "unyank" ->
              List.of(new Fact(release(line.word(0)), releaseEvent(line)));
          case "token", "rotate", "revoke-token" ->
              List.of(new Fact(token(line.word(0)), tokenEvent(line)));
          default -> List.of(new Fact(license(line.word(0)), licenseEvent(line)));
        };
    line.done();
    return facts;
  }

  private List<Fact> people(StoryLine line) {
    String name = line.word(0);
    @Nullable String of = line.option("of");
    if (of != null) {
      organizations.put(name, of);
    }
    OrganizationId organization =
        organization(of == null ? organizations.getOrDefault(name, "nowhere") : of);
    Holder holder = holder(name);
    if (holder instanceof PipelineId pipeline) {
      return List.of(
          new Fact(
              organization,
              line.verb().equals("remove")
                  ? new OrganizationEvent.PipelineRemoved(pipeline)
                  : new OrganizationEvent.PipelineRegistered(pipeline, name)));
    }
    MemberId member = (MemberId) holder;
    @Nullable Instant until = line.instant("until");
    Role role = Role.valueOf(upper(line.option("role", "member")));
    Fact joined = new Fact(organization, new OrganizationEvent.MemberJoined(member));
    return switch (line.verb()) {
      case "invite" -> List.of(invited(organization, member, name, role, until));
      case "join" -> List.of(joined);
      case "role" ->
          List.of(
              new Fact(organization, new OrganizationEvent.MemberRoleChanged(member, role, until)));
      case "remove" -> List.of(new Fact(organization, new OrganizationEvent.MemberRemoved(member)));
      default -> List.of(invited(organization, member, name, role, until), joined);
    };
  }

  private static Fact invited(
      OrganizationId organization,
      MemberId member,
      String name,
      Role role,
      @Nullable Instant until) {
    PersonId person = new PersonId(IdText.derived(PersonId.PREFIX, name));
    Sealed email = new Sealed(person, "key", "nonce", "ciphertext");
    return new Fact(
        organization, new OrganizationEvent.MemberInvited(member, person, email, role, until));
  }

  private static ReleaseEvent releaseEvent(StoryLine line) {
    String thing = line.word(0);
    return switch (line.verb()) {
      case "yank" -> new ReleaseEvent.ReleaseYanked("broken");
      case "unyank" -> new ReleaseEvent.ReleaseUnyanked();
      default ->
          new ReleaseEvent.ReleasePublished(
              pkg(StoryNames.packagePart(thing)),
              StoryNames.versionPart(thing),
              "",
              line.option("channel", "stable"),
              List.of(),
              "{}");
    };
  }

  private TokenEvent tokenEvent(StoryLine line) {
    String name = line.word(0);
    return switch (line.verb()) {
      case "rotate" ->
          new TokenEvent.TokenRotated(
              StoryNames.secret(name, rotations.merge(name, 1, Integer::sum)),
              line.instant("overlap"));
      case "revoke-token" ->
          new TokenEvent.TokenRevoked(
              TokenEvent.Reason.valueOf(upper(line.option("reason", "requested"))));
      default -> {
        String holder = line.required("holder");
        String organization = line.option("of", organizations.getOrDefault(holder, "nowhere"));
        organizations.put(name, organization);
        yield new TokenEvent.TokenIssued(
            organization(organization),
            holder(holder),
            scopes(line.option("scopes", "read")),
            StoryNames.secret(name, 0),
            name,
            line.instant("expires"),
            line.list("addresses"));
      }
    };
  }

  private LicenseEvent licenseEvent(StoryLine line) {
    return switch (line.verb()) {
      case "grant" -> granted(line);
      case "claim" -> new LicenseEvent.LicenseClaimed(organization(line.required("buyer")));
      case "transfer" -> new LicenseEvent.LicenseTransferred(organization(line.required("buyer")));
      case "renew" -> new LicenseEvent.LicenseRenewed(Instant.parse(line.required("through")));
      case "suspend" -> new LicenseEvent.LicenseSuspended(suspension(line));
      case "lift" -> new LicenseEvent.SuspensionLifted(suspension(line));
      case "revoke" -> new LicenseEvent.LicenseRevoked(revocation(line));
      case "reverse" -> new LicenseEvent.RevocationReversed(revocation(line));
      case "seat" -> new LicenseEvent.SeatAssigned(holder(line.required("holder")));
      case "unseat" ->
          new LicenseEvent.SeatUnassigned(
              holder(line.required("holder")),
              LicenseEvent.SeatLoss.valueOf(upper(line.option("reason", "unassigned"))));
      case "plan" -> new LicenseEvent.PlanChanged(plan(), termsOf(line));
      case "schedule" ->
          new LicenseEvent.CancellationScheduled(Instant.parse(line.required("cancels")));
      case "withdraw" -> new LicenseEvent.CancellationWithdrawn();
      case "cancel" -> new LicenseEvent.LicenseCancelled();
      case "expire" -> new LicenseEvent.LicenseExpired(Instant.parse(line.required("deadline")));
      case "past-due" -> new LicenseEvent.LicensePastDue();
      case "payment-failed" -> new LicenseEvent.PaymentFailed("in_1");
      default -> throw new IllegalArgumentException("what happened? " + line.text());
    };
  }

  private LicenseEvent granted(StoryLine line) {
    @Nullable String buyer = line.option("buyer");
    @Nullable Instant starts = line.instant("starts");
    return new LicenseEvent.LicenseGranted(
        new ProductId(IdText.derived(ProductId.PREFIX, "product")),
        plan(),
        organization("acme"),
        termsOf(line),
        Integer.parseInt(line.option("seats", "3")),
        Source.MANUAL,
        buyer == null ? null : organization(buyer),
        null,
        starts == null ? line.at() : starts,
        line.instant("through"));
  }

  private Terms termsOf(StoryLine line) {
    @Nullable Terms known = terms.get(line.required("terms"));
    if (known == null) {
      throw new IllegalArgumentException("unknown terms: " + line.text());
    }
    return known;
  }

  private static PlanId plan() {
    return new PlanId(IdText.derived(PlanId.PREFIX, "plan"));
  }

  private static LicenseEvent.SuspensionReason suspension(StoryLine line) {
    return LicenseEvent.SuspensionReason.valueOf(upper(line.required("reason")));
  }

  private static LicenseEvent.RevocationReason revocation(StoryLine line) {
    return LicenseEvent.RevocationReason.valueOf(upper(line.required("reason")));
  }

  private static Set<Scope> scopes(String text) {
    return Set.of(text.split(",")).stream()
        .map(scope -> Scope.valueOf(upper(scope)))
        .collect(Collectors.toSet());
  }

  private static String upper(String word) {
    return word.toUpperCase(Locale.ROOT);
  }
}

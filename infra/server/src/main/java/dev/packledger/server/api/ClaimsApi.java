package dev.packledger.server.api;

import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.licenses.LicenseCommand;
import dev.packledger.domain.licenses.LicenseId;
import dev.packledger.domain.organizations.MemberId;
import dev.packledger.domain.organizations.OrganizationCommand;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.organizations.Role;
import dev.packledger.domain.tokens.Scope;
import dev.packledger.domain.tokens.TokenCommand;
import dev.packledger.domain.tokens.TokenId;
import dev.packledger.identity.ClaimLinks;
import dev.packledger.identity.TokenSecrets;
import dev.packledger.projections.directory.LicenseRow;
import dev.packledger.server.web.Addresses;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * How a licence finds its buyer. A signed link is the credential of whoever was sent it; {@code
 * LicenseClaimed} ends it.
 */
@RestController
@RequestMapping("/api/v1")
public class ClaimsApi {
  private static final int DAYS = 30;
  private static final int DAYS_MAX = 365;

  private final ApiCommands commands;
  private final LicenseRights rights;
  private final ClaimLinks links;
  private final People people;
  private final IdempotencyKeys keys;
  private final Addresses addresses;
  private final InstantSource clock;

  ClaimsApi(
      ApiCommands commands,
      LicenseRights rights,
      ClaimLinks links,
      People people,
      IdempotencyKeys keys,
      Addresses addresses,
      InstantSource clock) {
    this.commands = commands;
    this.rights = rights;
    this.links = links;
    this.people = people;
    this.keys = keys;
    this.addresses = addresses;
    this.clock = clock;
  }

  /**
   * @param days how long the link works; null for 30
   */
  public record LinkWish(@Nullable Integer days) {}

  /**
   * @param link where a person claims the licence
   * @param claim the last part of it: the credential of a program that does
   */
  public record Link(URI link, String claim, Instant until) {
    /** Without the credential. */
    @Override
    public String toString() {
      return "Link[until " + until + ']';
    }
  }

  /** A licence claimed into an organisation that exists. */
  public record Claim(String claim, OrganizationId organization) {
    /** Without the credential. */
    @Override
    public String toString() {
      return "Claim[]";
    }
  }

  /** A licence claimed into an organisation that does not exist yet. */
  public record NewOrganization(String slug, String displayName, String ownerEmail) {}

  public record Claimed(LicenseId license, OrganizationId organization) {}

  /**
   * @param token manages the new organisation in its owner's name
   * @param secret shown this once
   */
  public record Founded(
      LicenseId license,
      OrganizationId organization,
      MemberId owner,
      TokenId token,
      String secret) {
    /** Without the secret. */
    @Override
    public String toString() {
      return "Founded[" + license.value() + ']';
    }
  }

  /** The seller makes a link to hand to the customer; the last one made works as the first does. */
  @PostMapping("/licenses/{license}/claim-links")
  public ResponseEntity<Link> link(
      Call call, @PathVariable LicenseId license, @RequestBody LinkWish body) {
    LicenseRow row = rights.ofSeller(call, license);
    if (row.buyer() != null) {
      throw claimed();
    }
    int days = body.days() == null ? DAYS : body.days();
    if (days < 1 || days > DAYS_MAX) {
      throw ProblemException.of(422, "claim.days_invalid", "A link works for 1 to 365 days.");
    }
    Instant until = call.now().plus(Duration.ofDays(days));
    String claim = links.sign(license, until);
    URI link = URI.create(addresses.server() + "/claim/" + claim);
    return ResponseEntity.created(link).body(new Link(link, claim, until));
  }

  /** An administrator takes the licence into the organisation. The link works once. */
  @PostMapping("/claims")
  @ResponseStatus(HttpStatus.OK)
  public ResponseEntity<Claimed> claim(Call call, @RequestBody Claim body) {
    call.require(body.organization(), Role.ADMIN);
    LicenseId license = license(body.claim());
    if (!call.repeated() && rights.isClaimed(license)) {
      throw claimed();
    }
    return ApiCommands.done(
        commands.send(call, new LicenseCommand.Claim(license, body.organization())),
        new Claimed(license, body.organization()));
  }

  private static ProblemException claimed() {
    return ProblemException.of(409, "license.claimed", "The licence has been claimed.");
  }

  /** Whoever has the link founds an organisation with it; the link is the credential. */
  @PostMapping("/claims/organizations")
  public ResponseEntity<Founded> found(Call call, @RequestBody NewOrganization body) {
    if (!(call.caller() instanceof Caller.Claimant claimant)) {
      throw ProblemException.of(
          403, "claim.missing", "Send the claim of the link: Authorization: Bearer ...");
    }
    OrganizationId organization = OrganizationId.ofSlug(body.slug());
    LicenseRow row = rights.claimable(call, claimant.license(), organization);
    MemberId owner = new MemberId(call.postKey().id(MemberId.PREFIX));
    People.Person person = people.person(call, body.ownerEmail());
    Position registered =
        commands.send(
            call,
            "register",
            new OrganizationCommand.Register(
                organization, body.slug(), body.displayName(), owner, person.id(), person.email()));
    // Safe now: the organisation. A crash here leaves one without licence; the retry claims it.
    Position claimed =
        commands.send(call, "claim", new LicenseCommand.Claim(row.id(), organization));
    TokenId token = new TokenId(call.postKey().id(TokenId.PREFIX));
    String secret = keys.tokenSecret(call.postKey());
    Position issued = commands.send(call, "token", ownersToken(token, organization, owner, secret));
    return ApiCommands.created(
        "/api/v1/organizations/" + organization.value(),
        latest(registered, claimed, issued),
        new Founded(row.id(), organization, owner, token, secret));
  }

  private static TokenCommand.Issue ownersToken(
      TokenId token, OrganizationId organization, MemberId owner, String secret) {
    return new TokenCommand.Issue(
        token,
        organization,
        owner,
        Set.of(Scope.MANAGE),
        TokenSecrets.digestOf(secret),
        "First management token",
        null,
        List.of());
  }

  private static Position latest(Position... positions) {
    return Arrays.stream(positions).max(Position::compareTo).orElse(Position.START);
  }

  private LicenseId license(String claim) {
    return switch (links.read(claim, clock.instant())) {
      case ClaimLinks.Claim.Valid valid -> valid.license();
      case ClaimLinks.Claim.Expired expired ->
          throw ProblemException.of(409, "claim.expired", "The claim link has expired.");
      case ClaimLinks.Claim.Invalid invalid ->
          throw ProblemException.of(404, "claim.unknown", "This is no claim of this server.");
    };
  }
}

package dev.packledger.server.api;

import dev.packledger.domain.access.Credential;
import dev.packledger.domain.access.Facts;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.organizations.Holder;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.organizations.Role;
import dev.packledger.domain.tokens.Scope;
import dev.packledger.domain.tokens.TokenCommand;
import dev.packledger.domain.tokens.TokenEvent;
import dev.packledger.domain.tokens.TokenId;
import dev.packledger.identity.TokenSecrets;
import dev.packledger.projections.Page;
import dev.packledger.projections.directory.DirectoryQueries;
import dev.packledger.projections.directory.TokenRow;
import dev.packledger.server.web.AccessDecisions;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Access tokens. A secret is shown by the request that makes it, and never again. */
@RestController
@RequestMapping("/api/v1")
public class TokensApi {
  private final ApiCommands commands;
  private final DirectoryQueries directory;
  private final AccessDecisions access;
  private final IdempotencyKeys keys;
  private final HolderRights holders;

  TokensApi(
      ApiCommands commands,
      DirectoryQueries directory,
      AccessDecisions access,
      IdempotencyKeys keys,
      HolderRights holders) {
    this.commands = commands;
    this.directory = directory;
    this.access = access;
    this.keys = keys;
    this.holders = holders;
  }

  /**
   * @param expiresAt the first instant it no longer works; null for no end
   * @param addresses CIDR blocks it works from; empty for everywhere
   */
  public record Issue(
      Holder holder,
      String name,
      List<Scope> scopes,
      @Nullable Instant expiresAt,
      @Nullable List<String> addresses) {}

  /** The answer that shows a secret. */
  public record Shown(TokenId id, String secret) {
    /** Without the secret, whoever prints it. */
    @Override
    public String toString() {
      return "Shown[" + id.value() + ']';
    }
  }

  /**
   * @param overlapUntil until when the old secret goes on working; null where it ends at once
   */
  public record Rotation(@Nullable Instant overlapUntil) {}

  /** Why a token is revoked by hand. */
  public record Revocation(TokenEvent.Reason reason) {}

  public record View(
      TokenId id,
      OrganizationId organization,
      Holder holder,
      Set<Scope> scopes,
      String name,
      Instant issuedAt,
      @Nullable Instant expiresAt,
      List<String> addresses,
      @Nullable Instant rotatedAt,
      @Nullable Instant overlapUntil,
      @Nullable Instant revokedAt,
      TokenEvent.@Nullable Reason revokedFor) {
    static View of(TokenRow row) {
      return new View(
          row.id(),
          row.organization(),
          row.holder(),
          row.scopes(),
          row.name(),
          row.issuedAt(),
          row.expiresAt(),
          row.addresses(),
          row.rotatedAt(),
          row.overlapUntil(),
          row.revokedAt(),
          row.revokedFor());
    }
  }

  @PostMapping("/organizations/{organization}/tokens")
  public ResponseEntity<Shown> issue(
      Call call, @PathVariable OrganizationId organization, @RequestBody Issue body) {
    requireMayIssue(call, organization, body);
    TokenId token = new TokenId(call.postKey().id(TokenId.PREFIX));
    String secret = keys.tokenSecret(call.postKey());
    Position position =
        commands.send(
            call,
            new TokenCommand.Issue(
                token,
                organization,
                body.holder(),
                Set.copyOf(body.scopes()),
                TokenSecrets.digestOf(secret),
                body.name(),
                body.expiresAt(),
                body.addresses() == null ? List.of() : body.addresses()));
    return ApiCommands.created(
        "/api/v1/tokens/" + token.value(), position, new Shown(token, secret));
  }

  /** Administrators issue for everyone, members for themselves, nobody beyond the holder's role. */
  private void requireMayIssue(Call call, OrganizationId organization, Issue body) {
    if (!isOwn(call, organization, body.holder())) {
      call.require(organization, Role.ADMIN);
    }
    holders.requirePresent(organization, body.holder(), call.now());
    EnumSet<Scope> wanted = EnumSet.noneOf(Scope.class);
    wanted.addAll(body.scopes());
    holders.requireMayHold(organization, body.holder(), wanted);
  }

  private static boolean isOwn(Call call, OrganizationId organization, Holder holder) {
    return call.caller() instanceof Caller.Party party
        && party.organization().equals(organization)
        && party.holder().equals(holder)
        && party.scopes().contains(Scope.MANAGE);
  }

  @GetMapping("/organizations/{organization}/tokens")
  public Page<View> list(
      Call call,
      @PathVariable OrganizationId organization,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = Pages.LIMIT) int limit) {
    call.requireReader(organization);
    return Pages.map(directory.tokens(organization, Pages.request(after, limit)), View::of);
  }

  @GetMapping("/tokens/{token}")
  public View read(Call call, @PathVariable TokenId token) {
    TokenRow row = row(token);
    call.requireReader(row.organization());
    return View.of(row);
  }

  /** Gives the token a new secret; the old one ends at once or with the overlap. */
  @PostMapping("/tokens/{token}/rotate")
  @ResponseStatus(HttpStatus.OK)
  public ResponseEntity<Shown> rotate(
      Call call, @PathVariable TokenId token, @RequestBody Rotation body) {
    requireMayEnd(call, token);
    String secret = keys.tokenSecret(call.postKey());
    Position position =
        commands.send(
            call,
            new TokenCommand.Rotate(token, TokenSecrets.digestOf(secret), body.overlapUntil()));
    return ApiCommands.done(position, new Shown(token, secret));
  }

  @PostMapping("/tokens/{token}/revoke")
  public ResponseEntity<Void> revoke(
      Call call, @PathVariable TokenId token, @RequestBody Revocation body) {
    requireMayEnd(call, token);
    return ApiCommands.done(commands.send(call, new TokenCommand.Revoke(token, body.reason())));
  }

  /** Revokes a token because its holder or an administrator asked. */
  @DeleteMapping("/tokens/{token}")
  public ResponseEntity<Void> end(Call call, @PathVariable TokenId token) {
    return revoke(call, token, new Revocation(TokenEvent.Reason.REQUESTED));
  }

  /** Whose token it is, memory knows: to end one does not wait for the database's readers. */
  private void requireMayEnd(Call call, TokenId id) {
    Facts.Token token =
        access
            .token(new Credential.Named(id, null))
            .orElseThrow(() -> ProblemException.unknown("token"));
    if (!isOwn(call, token.organization(), token.holder())) {
      call.require(token.organization(), Role.ADMIN);
    }
  }

  private TokenRow row(TokenId token) {
    return directory.token(token).orElseThrow(() -> ProblemException.unknown("token"));
  }
}

package dev.packledger.server.api;

import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.organizations.Role;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.releases.ReleaseId;
import dev.packledger.domain.tokens.Scope;
import dev.packledger.domain.tokens.TokenId;
import dev.packledger.projections.Page;
import dev.packledger.projections.directory.DirectoryQueries;
import dev.packledger.projections.directory.TokenRow;
import dev.packledger.server.usage.UsageQueries;
import dev.packledger.server.usage.UsageQueries.Filter;
import dev.packledger.server.usage.UsageQueries.LastUsed;
import dev.packledger.server.usage.UsageQueries.OfPackage;
import dev.packledger.server.usage.UsageQueries.OfToken;
import dev.packledger.server.usage.UsedClient;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Downloads and denials by day, to each side its own: a buyer sees what its tokens did, a seller
 * how its packages were used and by whom, and never with which token.
 */
@RestController
@RequestMapping("/api/v1/organizations/{organization}/usage")
public class UsageApi {
  private final UsageQueries usage;
  private final DirectoryQueries directory;

  UsageApi(UsageQueries usage, DirectoryQueries directory) {
    this.usage = usage;
    this.directory = directory;
  }

  /**
   * Query parameters that narrow the list.
   *
   * @param from the first day, in UTC
   * @param until the first day no longer in it
   * @param client such as {@code npm}; {@code other} for all that are not in the list
   */
  public record Narrowing(
      @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate from,
      @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate until,
      @Nullable PackageId pkg,
      @Nullable ReleaseId release,
      @Nullable String client) {
    Filter filter() {
      return new Filter(from, until, pkg, release, client == null ? null : usedClient(client));
    }

    private static UsedClient usedClient(String name) {
      for (UsedClient client : UsedClient.values()) {
        if (client.name().toLowerCase(Locale.ROOT).equals(name)) {
          return client;
        }
      }
      throw ProblemException.of(400, "parameter.invalid", "client is none of the known ones.");
    }
  }

  /** What tokens did: all of the organisation's to who looks after them, else the caller's own. */
  @GetMapping("/tokens")
  public Page<OfToken> ofTokens(
      Call call,
      @PathVariable OrganizationId organization,
      Narrowing narrowing,
      @RequestParam(required = false) @Nullable TokenId token,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = Pages.LIMIT) int limit) {
    call.requireReader(organization);
    return usage.ofTokens(
        organization, shown(call, token), narrowing.filter(), Pages.request(after, limit));
  }

  /** The last day of each token that was used: of all tokens, or of the caller's own. */
  @GetMapping("/tokens/last")
  public List<LastUsed> lastUsed(Call call, @PathVariable OrganizationId organization) {
    call.requireReader(organization);
    return usage.lastUsed(organization, shown(call, null));
  }

  /** The tokens that the caller may see of those asked for; null for all. */
  private @Nullable List<TokenId> shown(Call call, @Nullable TokenId token) {
    List<TokenId> asked = token == null ? null : List.of(token);
    return switch (call.caller()) {
      case Caller.Operator _ -> asked;
      case Caller.Claimant _ -> List.of();
      case Caller.Party caller -> {
        if (seesAll(caller, Role.OWNER, Role.ADMIN)) {
          yield asked;
        }
        List<TokenId> own = directory.tokens(caller.holder()).stream().map(TokenRow::id).toList();
        yield asked == null ? own : asked.stream().filter(own::contains).toList();
      }
    };
  }

  /** How the organisation's packages were used, by those who have or had a licence of them. */
  @GetMapping("/packages")
  public Page<OfPackage> ofPackages(
      Call call,
      @PathVariable OrganizationId organization,
      Narrowing narrowing,
      @RequestParam(required = false) @Nullable OrganizationId buyer,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = Pages.LIMIT) int limit) {
    call.requireReader(organization);
    if (!(call.caller() instanceof Caller.Party caller && caller.scopes().contains(Scope.AUDIT))) {
      call.require(organization, Role.ADMIN, Role.PUBLISHER, Role.FINANCE);
    }
    return usage.ofPackages(organization, buyer, narrowing.filter(), Pages.request(after, limit));
  }

  private static boolean seesAll(Caller.Party caller, Role... roles) {
    Role role = caller.role();
    return caller.scopes().contains(Scope.AUDIT) || (role != null && Set.of(roles).contains(role));
  }
}

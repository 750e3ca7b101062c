package dev.packledger.server.pages.people;

import dev.packledger.domain.access.RoleScopes;
import dev.packledger.domain.organizations.Holder;
import dev.packledger.domain.organizations.Role;
import dev.packledger.domain.tokens.Scope;
import dev.packledger.projections.PageRequest;
import dev.packledger.server.api.MembersApi;
import dev.packledger.server.api.PipelinesApi;
import dev.packledger.server.api.TokensApi;
import dev.packledger.server.pages.Lists;
import dev.packledger.server.pages.PageCall;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who of an organisation may hold a seat or a token, by the names that people know. */
@Component
public final class Holders {
  private final MembersApi members;
  private final PipelinesApi pipelines;
  private final TokensApi tokens;

  Holders(MembersApi members, PipelinesApi pipelines, TokensApi tokens) {
    this.members = members;
    this.pipelines = pipelines;
    this.tokens = tokens;
  }

  /**
   * A member or pipeline.
   *
   * @param name the address of a member, the name of a pipeline; the id of who was forgotten
   * @param role null for a pipeline
   * @param present whether seats and tokens can be given to them now
   */
  public record Named(Holder id, String name, @Nullable Role role, boolean present) {
    /** What their tokens may be used for. */
    public Set<Scope> scopes() {
      return RoleScopes.of(role);
    }
  }

  /** All there are and were, members first. */
  public List<Named> all(PageCall page) {
    Instant now = page.call().now();
    List<Named> all = new ArrayList<>();
    for (MembersApi.View member :
        Lists.whole(
            after ->
                members.list(
                    page.call(), page.here().organization(), after, PageRequest.LIMIT_MAX))) {
      Instant until = member.roleUntil();
      boolean present =
          member.joinedAt() != null
              && member.removedAt() == null
              && (until == null || now.isBefore(until));
      String name = Objects.requireNonNullElse(member.email(), member.id().value());
      all.add(new Named(member.id(), name, member.role(), present));
    }
    for (PipelinesApi.View pipeline :
        Lists.whole(
            after ->
                pipelines.list(
                    page.call(), page.here().organization(), after, PageRequest.LIMIT_MAX))) {
      all.add(new Named(pipeline.id(), pipeline.name(), null, pipeline.removedAt() == null));
    }
    return List.copyOf(all);
  }

  /** Their names by the text of their ids. */
  public static Map<String, String> names(List<Named> holders) {
    return holders.stream()
        .collect(Collectors.toUnmodifiableMap(one -> one.id().value(), Named::name));
  }

  /** Every token of the organisation, as who looks may see them. */
  List<TokensApi.View> tokens(PageCall page) {
    return Lists.whole(
        (@Nullable String after) ->
            tokens.list(page.call(), page.here().organization(), after, PageRequest.LIMIT_MAX));
  }

  /** The tokens of one holder that work now. */
  List<TokensApi.View> workingTokens(PageCall page, Holder holder) {
    return tokens(page).stream()
        .filter(token -> token.holder().equals(holder))
        .filter(token -> TokenState.of(token, page.call().now()).works())
        .toList();
  }
}

package dev.packledger.server.pages.buying;

import dev.packledger.domain.access.RoleScopes;
import dev.packledger.domain.organizations.Holder;
import dev.packledger.domain.organizations.Role;
import dev.packledger.domain.tokens.Scope;
import dev.packledger.projections.Page;
import dev.packledger.projections.PageRequest;
import dev.packledger.server.api.MembersApi;
import dev.packledger.server.api.PipelinesApi;
import dev.packledger.server.pages.PageCall;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who of an organisation may hold a seat or a token, by the names that people know. */
@Component
final class Holders {
  private final MembersApi members;
  private final PipelinesApi pipelines;

  Holders(MembersApi members, PipelinesApi pipelines) {
    this.members = members;
    this.pipelines = pipelines;
  }

  /**
   * A member or pipeline.
   *
   * @param name the address of a member, the name of a pipeline; the id of who was forgotten
   * @param role null for a pipeline
   * @param present whether seats and tokens can be given to them now
   */
  record Named(Holder id, String name, @Nullable Role role, boolean present) {
    /** What their tokens may be used for. */
    public Set<Scope> scopes() {
      return RoleScopes.of(role);
    }
  }

  /** All there are and were, members first. */
  List<Named> all(PageCall page) {
    Instant now = page.call().now();
    List<Named> all = new ArrayList<>();
    for (MembersApi.View member :
        whole(
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
        whole(
            after ->
                pipelines.list(
                    page.call(), page.here().organization(), after, PageRequest.LIMIT_MAX))) {
      all.add(new Named(pipeline.id(), pipeline.name(), null, pipeline.removedAt() == null));
    }
    return List.copyOf(all);
  }

  /** Their names by the text of their ids. */
  static Map<String, String> names(List<Named> holders) {
    return holders.stream()
        .collect(Collectors.toUnmodifiableMap(one -> one.id().value(), Named::name));
  }

  /** A list from its first page to its last. */
  static <T> List<T> whole(Function<@Nullable String, Page<T>> part) {
    List<T> items = new ArrayList<>();
    @Nullable String after = null;
    do {
      Page<T> page = part.apply(after);
      items.addAll(page.items());
      after = page.next();
    } while (after != null);
    return items;
  }
}

package dev.packledger.server.api;

import dev.packledger.domain.access.RoleScopes;
import dev.packledger.domain.organizations.Holder;
import dev.packledger.domain.organizations.MemberId;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.organizations.PipelineId;
import dev.packledger.domain.tokens.Scope;
import dev.packledger.projections.directory.DirectoryQueries;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Who may be given a seat or a token, and what a token of theirs may do. */
@Component
final class HolderRights {
  private final DirectoryQueries directory;

  HolderRights(DirectoryQueries directory) {
    this.directory = directory;
  }

  /** Refuses a holder who is no joined member or registered pipeline of the organisation. */
  void requirePresent(OrganizationId organization, Holder holder, Instant now) {
    boolean present =
        switch (holder) {
          case MemberId member ->
              directory.member(organization, member).filter(row -> row.isPresent(now)).isPresent();
          case PipelineId pipeline ->
              directory
                  .pipeline(organization, pipeline)
                  .filter(row -> row.removedAt() == null)
                  .isPresent();
        };
    if (!present) {
      throw ProblemException.unknown("holder");
    }
  }

  /** Refuses scopes that the holder's role does not carry. */
  void requireMayHold(OrganizationId organization, Holder holder, Set<Scope> scopes) {
    EnumSet<Scope> lacking = EnumSet.noneOf(Scope.class);
    lacking.addAll(scopes);
    lacking.removeAll(
        switch (holder) {
          case MemberId member ->
              directory
                  .member(organization, member)
                  .map(row -> RoleScopes.of(row.role()))
                  .orElseGet(Set::of);
          case PipelineId pipeline -> RoleScopes.of(null);
        });
    if (!lacking.isEmpty()) {
      throw ProblemException.of(
          422,
          "token.scope_beyond_role",
          "The holder may have no token with the scope "
              + lacking.iterator().next().name().toLowerCase(Locale.ROOT)
              + ".");
    }
  }
}

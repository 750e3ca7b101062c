package dev.packledger.server.pages;

import dev.packledger.domain.organizations.Role;
import dev.packledger.identity.signin.Session;
import dev.packledger.identity.signin.Sessions;
import dev.packledger.identity.signin.Subject;
import dev.packledger.projections.directory.DirectoryQueries;
import dev.packledger.projections.directory.MemberRow;
import dev.packledger.projections.directory.OrganizationRow;
import dev.packledger.server.web.AccessDecisions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Who a session's secret belongs to. What a person is in an organisation is asked of the access
 * memory at every request, so that a membership ends here at the position at which it ends for
 * tokens; who belongs nowhere any more is signed out.
 */
@Component
final class Visits {
  private final Sessions sessions;
  private final DirectoryQueries directory;
  private final AccessDecisions access;
  private final InstantSource clock;

  Visits(
      Sessions sessions, DirectoryQueries directory, AccessDecisions access, InstantSource clock) {
    this.sessions = sessions;
    this.directory = directory;
    this.access = access;
    this.clock = clock;
  }

  /**
   * @param secret the session's; null where none was shown
   */
  Visitor of(@Nullable String secret) {
    Instant now = clock.instant();
    Session session = secret == null ? null : sessions.find(secret, now).orElse(null);
    if (session == null) {
      return new Visitor.Stranger();
    }
    return switch (session.subject()) {
      case Subject.Operator _ -> new Visitor.Operator(session);
      case Subject.Person person -> {
        List<MemberRow> rows = directory.memberships(person.id());
        List<Membership> memberships = memberships(rows, now);
        if (memberships.isEmpty()) {
          // Of two nodes one may not know yet that somebody joined: that ends nothing.
          if (rows.stream().allMatch(row -> row.joinedAt() != null && !row.isPresent(now))) {
            var unused = sessions.end(session.id(), now);
          }
          yield new Visitor.Stranger();
        }
        yield new Visitor.Person(session, person.id(), memberships);
      }
    };
  }

  private List<Membership> memberships(List<MemberRow> rows, Instant now) {
    List<Membership> present = new ArrayList<>();
    for (MemberRow row : rows) {
      Optional<Role> role = access.roleOfPresent(row.organization(), row.member(), now);
      Optional<OrganizationRow> organization = directory.organization(row.organization());
      if (role.isPresent() && organization.isPresent()) {
        present.add(
            new Membership(
                row.organization(),
                organization.get().slug(),
                organization.get().displayName(),
                row.member(),
                role.get()));
      }
    }
    return present;
  }
}

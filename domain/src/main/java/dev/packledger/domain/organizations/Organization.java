package dev.packledger.domain.organizations;

import dev.packledger.domain.ledger.Id;
import dev.packledger.domain.ledger.PersistentMap;
import dev.packledger.domain.ledger.PersonId;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What an organisation is after its events.
 *
 * @param founder the first member that ever was; null before one is
 * @param members everyone who was ever invited
 * @param pipelines every pipeline that was ever registered
 * @param paymentAccounts every account that was ever connected
 */
public record Organization(
    String slug,
    String displayName,
    @Nullable MemberId founder,
    Map<MemberId, Member> members,
    Map<PipelineId, Pipeline> pipelines,
    Map<PaymentAccount, Connection> paymentAccounts) {
  private static final Comparator<Id> BY_TEXT = Comparator.comparing(Id::value);
  private static final Comparator<PaymentAccount> BY_PROVIDER =
      Comparator.comparing(PaymentAccount::provider).thenComparing(PaymentAccount::account);

  public Organization {
    members = PersistentMap.copyOf(members, BY_TEXT);
    pipelines = PersistentMap.copyOf(pipelines, BY_TEXT);
    paymentAccounts = PersistentMap.copyOf(paymentAccounts, BY_PROVIDER);
  }

  static Organization registered(String slug, String displayName) {
    return new Organization(slug, displayName, null, Map.of(), Map.of(), Map.of());
  }

  /**
   * A membership, past ones included.
   *
   * @param roleUntil the first instant the role no longer holds; null for no end
   */
  public record Member(PersonId person, Role role, @Nullable Instant roleUntil, Standing standing) {
    /** An owner on whom the organisation can rely: joined, and without an end. */
    boolean isLastingOwner() {
      return standing == Standing.JOINED && role == Role.OWNER && roleUntil == null;
    }

    boolean isRemoved() {
      return standing == Standing.REMOVED;
    }

    Member standing(Standing next) {
      return new Member(person, role, roleUntil, next);
    }

    Member role(Role next, @Nullable Instant until) {
      return new Member(person, next, until, standing);
    }
  }

  /** Where a membership stands. */
  public enum Standing {
    INVITED,
    JOINED,
    REMOVED
  }

  public record Pipeline(String name, boolean removed) {}

  /** An account at a payment provider. */
  public record PaymentAccount(String provider, String account) {}

  /**
   * @param live false in the provider's test mode
   * @param connected false once disconnected
   */
  public record Connection(boolean live, boolean connected) {}

  /** The person's present membership, invited or joined. */
  Optional<MemberId> membershipOf(PersonId person) {
    return members.entrySet().stream()
        .filter(entry -> entry.getValue().person().equals(person))
        .filter(entry -> !entry.getValue().isRemoved())
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** Whether nobody else could hand out roles if this member no longer were an owner. */
  boolean isLastOwner(MemberId id) {
    Member member = members.get(id);
    return member != null
        && member.isLastingOwner()
        && members.values().stream().filter(Member::isLastingOwner).count() == 1;
  }

  Organization named(String name) {
    return new Organization(slug, name, founder, members, pipelines, paymentAccounts);
  }

  Organization with(MemberId id, Member member) {
    return new Organization(
        slug,
        displayName,
        founder == null ? id : founder,
        PersistentMap.copyOf(members, BY_TEXT).with(id, member),
        pipelines,
        paymentAccounts);
  }

  /** Changes a present membership; an absent or removed one stays as it is. */
  Organization changing(MemberId id, UnaryOperator<Member> change) {
    Member member = members.get(id);
    return member == null || member.isRemoved() ? this : with(id, change.apply(member));
  }

  Organization with(PipelineId id, Pipeline pipeline) {
    return new Organization(
        slug,
        displayName,
        founder,
        members,
        PersistentMap.copyOf(pipelines, BY_TEXT).with(id, pipeline),
        paymentAccounts);
  }

  Organization without(PipelineId id) {
    Pipeline pipeline = pipelines.get(id);
    return pipeline == null ? this : with(id, new Pipeline(pipeline.name(), true));
  }

  Organization with(PaymentAccount account, Connection connection) {
    return new Organization(
        slug,
        displayName,
        founder,
        members,
        pipelines,
        PersistentMap.copyOf(paymentAccounts, BY_PROVIDER).with(account, connection));
  }

  Organization without(PaymentAccount account) {
    Connection connection = paymentAccounts.get(account);
    return connection == null ? this : with(account, new Connection(connection.live(), false));
  }
}

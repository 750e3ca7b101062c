package dev.packledger.domain.organizations;

import dev.packledger.domain.ledger.PersonId;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What an organisation is after its events.
 *
 * @param members everyone who was ever invited, the founder first
 * @param pipelines every pipeline that was ever registered, in that order
 * @param paymentAccounts every account that was ever connected, in that order
 */
public record Organization(
    String slug,
    String displayName,
    Map<MemberId, Member> members,
    Map<PipelineId, Pipeline> pipelines,
    Map<PaymentAccount, Connection> paymentAccounts) {
  public Organization {
    members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    pipelines = Collections.unmodifiableMap(new LinkedHashMap<>(pipelines));
    paymentAccounts = Collections.unmodifiableMap(new LinkedHashMap<>(paymentAccounts));
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

  /** The first member that ever was; null before one is. */
  @Nullable MemberId founder() {
    return members.isEmpty() ? null : members.keySet().iterator().next();
  }

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
    return new Organization(slug, name, members, pipelines, paymentAccounts);
  }

  Organization with(MemberId id, Member member) {
    return new Organization(
        slug, displayName, with(members, id, member), pipelines, paymentAccounts);
  }

  /** Changes a present membership; an absent or removed one stays as it is. */
  Organization changing(MemberId id, UnaryOperator<Member> change) {
    Member member = members.get(id);
    return member == null || member.isRemoved() ? this : with(id, change.apply(member));
  }

  Organization with(PipelineId id, Pipeline pipeline) {
    return new Organization(
        slug, displayName, members, with(pipelines, id, pipeline), paymentAccounts);
  }

  Organization without(PipelineId id) {
    Pipeline pipeline = pipelines.get(id);
    return pipeline == null ? this : with(id, new Pipeline(pipeline.name(), true));
  }

  Organization with(PaymentAccount account, Connection connection) {
    return new Organization(
        slug, displayName, members, pipelines, with(paymentAccounts, account, connection));
  }

  Organization without(PaymentAccount account) {
    Connection connection = paymentAccounts.get(account);
    return connection == null ? this : with(account, new Connection(connection.live(), false));
  }

  private static <K, V> Map<K, V> with(Map<K, V> map, K key, V value) {
    Map<K, V> changed = new LinkedHashMap<>(map);
    changed.put(key, value);
    return changed;
  }
}

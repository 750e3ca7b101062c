package dev.packledger.projections.access;

import dev.packledger.domain.access.Facts;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.organizations.Holder;
import dev.packledger.domain.organizations.MemberId;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.organizations.PipelineId;
import dev.packledger.domain.organizations.Role;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Organisations, and the members and pipelines in them. A place is one holder in one organisation;
 * tokens name a place, whether anybody ever arrived there or not.
 */
final class HolderTable {
  private static final int MEMBER = 0;
  private static final int PIPELINE = 1;

  private static final int ORGANIZATION = 0;
  private static final int HOLDER = 1;
  private static final int STATE = 2;
  private static final int SINCE = 3;
  private static final int UNTIL = 5;
  private static final int DECIDED_AT = 7;
  private static final int ROLE = 9;
  private static final int PLACE_STRIDE = 10;

  private static final int UNKNOWN = 0;
  private static final int ABSENT = 1;
  private static final int PRESENT = 2;

  /** Roles by number, from 1; 0 is none, as a pipeline has. */
  private static final List<Role> ROLES = List.of(Role.values());

  private final IdRows organizations = new IdRows(0);
  private final IdRows members = new IdRows(0);
  private final IdRows pipelines = new IdRows(0);
  private final Rows places = new Rows(PLACE_STRIDE);
  private final Index placeIndex =
      new Index(row -> placeHash(places.get(row, ORGANIZATION), places.get(row, HOLDER)));

  int organization(OrganizationId id) {
    return organizations.find(IdBits.of(id));
  }

  int internOrganization(OrganizationId id) {
    return organizations.intern(IdBits.of(id));
  }

  OrganizationId organizationId(int organization) {
    return new OrganizationId(organizations.id(organization));
  }

  /** The number of a holder, the same in every organisation; negative where never heard of. */
  int holder(Holder holder) {
    return switch (holder) {
      case MemberId member -> numbered(members.find(IdBits.of(member)), MEMBER);
      case PipelineId pipeline -> numbered(pipelines.find(IdBits.of(pipeline)), PIPELINE);
    };
  }

  int internHolder(Holder holder) {
    return switch (holder) {
      case MemberId member -> numbered(members.intern(IdBits.of(member)), MEMBER);
      case PipelineId pipeline -> numbered(pipelines.intern(IdBits.of(pipeline)), PIPELINE);
    };
  }

  /** Both kinds share one numbering: members have the even numbers. */
  private static int numbered(int row, int kind) {
    return row < 0 ? row : row * 2 + kind;
  }

  private Holder holderId(int holder) {
    int row = holder >> 1;
    return (holder & 1) == MEMBER
        ? new MemberId(members.id(row))
        : new PipelineId(pipelines.id(row));
  }

  /** The place of a holder in an organisation; negative where there is none. */
  int place(int organization, int holder) {
    if (organization < 0 || holder < 0) {
      return -1;
    }
    return placeIndex.find(
        placeHash(organization, holder),
        row -> places.get(row, ORGANIZATION) == organization && places.get(row, HOLDER) == holder);
  }

  int internPlace(OrganizationId organizationId, Holder holderId) {
    int organization = internOrganization(organizationId);
    int holder = internHolder(holderId);
    int known = place(organization, holder);
    if (known >= 0) {
      return known;
    }
    int row = places.add();
    places.set(row, ORGANIZATION, organization);
    places.set(row, HOLDER, holder);
    places.setLong(row, UNTIL, Micros.NONE);
    placeIndex.add(row);
    return row;
  }

  OrganizationId organizationOf(int place) {
    return organizationId(organizationAt(place));
  }

  int organizationAt(int place) {
    return places.get(place, ORGANIZATION);
  }

  Holder holderOf(int place) {
    return holderId(holderAt(place));
  }

  int holderAt(int place) {
    return places.get(place, HOLDER);
  }

  Facts.@Nullable Presence presence(OrganizationId organization, Holder holder) {
    return presence(place(organization(organization), holder(holder)));
  }

  Facts.@Nullable Presence presence(int place) {
    if (place < 0 || places.get(place, STATE) == UNKNOWN) {
      return null;
    }
    return new Facts.Presence(
        places.get(place, STATE) == PRESENT,
        Micros.exactly(places.getLong(place, SINCE)),
        roleOf(place),
        Micros.instant(places.getLong(place, UNTIL)),
        new Position(places.getLong(place, DECIDED_AT)));
  }

  void apply(AccessChange.HolderChange change, Position position) {
    int place = internPlace(change.organization(), change.holder());
    switch (change) {
      case AccessChange.HolderExpected expected -> {
        put(place, ABSENT, expected.since(), position);
        putRole(place, expected.role());
        places.setLong(place, UNTIL, Micros.of(expected.until()));
      }
      case AccessChange.HolderArrived arrived -> put(place, PRESENT, arrived.since(), position);
      case AccessChange.HolderLeft left -> {
        requireKnown(place);
        put(place, ABSENT, left.since(), position);
      }
      case AccessChange.HolderRoleChanged changed -> {
        requireKnown(place);
        putRole(place, changed.role());
        places.setLong(place, UNTIL, Micros.of(changed.until()));
        places.setLong(place, DECIDED_AT, position.value());
      }
    }
  }

  private void requireKnown(int place) {
    if (places.get(place, STATE) == UNKNOWN) {
      throw new IllegalStateException(
          "no holder " + holderOf(place).value() + "; rebuild the projection");
    }
  }

  /** Puts a place as it was stored. */
  void restore(OrganizationId organization, Holder holder, Facts.Presence presence) {
    int place = internPlace(organization, holder);
    put(place, presence.present() ? PRESENT : ABSENT, presence.since(), presence.decidedAt());
    putRole(place, presence.role());
    places.setLong(place, UNTIL, Micros.of(presence.until()));
  }

  private @Nullable Role roleOf(int place) {
    int number = places.get(place, ROLE);
    return number == 0 ? null : ROLES.get(number - 1);
  }

  private void putRole(int place, @Nullable Role role) {
    places.set(place, ROLE, role == null ? 0 : role.ordinal() + 1);
  }

  private void put(int place, int state, Instant since, Position position) {
    places.set(place, STATE, state);
    places.setLong(place, SINCE, Micros.of(since));
    places.setLong(place, DECIDED_AT, position.value());
  }

  private static long placeHash(int organization, int holder) {
    return Index.hash(organization, holder);
  }

  void reserve() {
    organizations.reserve();
    members.reserve();
    pipelines.reserve();
    placeIndex.reserve();
  }

  long bytes() {
    return organizations.bytes()
        + members.bytes()
        + pipelines.bytes()
        + places.bytes()
        + placeIndex.bytes();
  }
}

package dev.packledger.projections.access;

import dev.packledger.domain.access.Facts;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.licenses.LicenseEvent.RevocationReason;
import dev.packledger.domain.licenses.LicenseEvent.SuspensionReason;
import dev.packledger.domain.licenses.LicenseId;
import dev.packledger.domain.organizations.Holder;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.terms.Terms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Licences in 52 bytes each, beside them 16 a package granted and 8 a seat (and their indexes);
 * what few licences have (holds, cancellations, renewals) lies beside.
 */
final class LicenseTable {
  /** The buyer's number plus one; 0 while nobody has claimed it. */
  private static final int BUYER = IdRows.AFTER_ID;

  private static final int TERMS = BUYER + 1;
  private static final int STARTS_AT = BUYER + 2;
  private static final int PAID_THROUGH = BUYER + 4;
  private static final int DECIDED_AT = BUYER + 6;

  /** Which of the sparse columns to look into. */
  private static final int FLAGS = BUYER + 8;

  private static final int COLUMNS = 9;
  private static final int RENEWED = 1;
  private static final int CANCELLED = 2;
  private static final int CANCELS = 4;
  private static final int HELD = 8;

  /** Reasons of both kinds in one numbering, suspensions first. */
  private static final int SUSPENSIONS = SuspensionReason.values().length;

  private static final int HOLDS = SUSPENSIONS + RevocationReason.values().length;

  private final HolderTable holders;
  private final PackageTable packages;
  private final TermsTable terms;
  private final IdRows licenses = new IdRows(COLUMNS);
  private final GrantTable grants = new GrantTable();
  private final SeatTable seats = new SeatTable();
  private final SparseLongs renewedThrough = new SparseLongs();
  private final SparseLongs cancelledAt = new SparseLongs();
  private final SparseLongs cancelsAt = new SparseLongs();
  private final SparseLongs heldSince = new SparseLongs();

  LicenseTable(HolderTable holders, PackageTable packages) {
    this.holders = holders;
    this.packages = packages;
    this.terms = new TermsTable(packages);
  }

  int count() {
    return licenses.rows().count();
  }

  List<Facts.License> licenses(OrganizationId buyer, PackageId pkg, Holder holder) {
    return licenses(holders.organization(buyer), pkg, holders.holder(holder));
  }

  /** As the holder and buyer of these numbers see it. */
  List<Facts.License> licenses(int buyer, PackageId pkg, int holder) {
    int grant = grants.first(buyer, packages.pkg(pkg));
    if (grant < 0) {
      return List.of();
    }
    List<Facts.License> found = new ArrayList<>(2);
    for (; grant >= 0; grant = grants.next(grant)) {
      found.add(license(grants.license(grant), buyer, grants.lostAt(grant), holder));
    }
    if (found.size() > 1) {
      found.sort(Comparator.comparing(license -> license.id().value()));
    }
    return found;
  }

  private Facts.License license(int row, int buyer, long lostAt, int holder) {
    Rows rows = licenses.rows();
    int flags = rows.get(row, FLAGS);
    boolean held = (flags & HELD) != 0;
    return new Facts.License(
        new LicenseId(licenses.id(row)),
        terms.terms(rows.get(row, TERMS)),
        Micros.instant(lostAt),
        lostAt != Micros.NONE && rows.get(row, BUYER) - 1 != buyer,
        Micros.exactly(rows.getLong(row, STARTS_AT)),
        Micros.instant(rows.getLong(row, PAID_THROUGH)),
        (flags & RENEWED) == 0 ? null : Micros.instant(renewedThrough.get(row)),
        (flags & CANCELLED) == 0 ? null : Micros.instant(cancelledAt.get(row)),
        (flags & CANCELS) == 0 ? null : Micros.instant(cancelsAt.get(row)),
        held ? heldSince(row, 0, SUSPENSIONS) : null,
        held ? heldSince(row, SUSPENSIONS, HOLDS) : null,
        seats.holds(row, holder),
        new Position(rows.getLong(row, DECIDED_AT)));
  }

  private @Nullable Instant heldSince(int row, int from, int to) {
    long oldest = Long.MAX_VALUE;
    for (int reason = from; reason < to; reason++) {
      long since = heldSince.get(holdKey(row, reason));
      if (since != Micros.NONE && since < oldest) {
        oldest = since;
      }
    }
    return oldest == Long.MAX_VALUE ? null : Micros.instant(oldest);
  }

  void apply(AccessChange.LicenseChange change, Position position) {
    int row =
        change instanceof AccessChange.LicenseAdded added ? add(added) : known(change.license());
    licenses.rows().setLong(row, DECIDED_AT, position.value());
    switch (change) {
      case AccessChange.LicenseAdded added -> {
        if (added.buyer() != null) {
          moveTo(row, added.buyer(), added.startsAt());
        }
      }
      case AccessChange.BuyerChanged changed -> moveTo(row, changed.buyer(), changed.at());
      case AccessChange.TermsChanged changed -> changeTerms(row, changed.terms(), changed.at());
      case AccessChange.PaidThroughMoved moved -> renew(row, Micros.of(moved.through()));
      case AccessChange.Suspended suspended ->
          hold(row, suspended.reason().ordinal(), Micros.of(suspended.at()));
      case AccessChange.SuspensionEnded ended -> hold(row, ended.reason().ordinal(), Micros.NONE);
      case AccessChange.Revoked revoked ->
          hold(row, SUSPENSIONS + revoked.reason().ordinal(), Micros.of(revoked.at()));
      case AccessChange.RevocationEnded ended ->
          hold(row, SUSPENSIONS + ended.reason().ordinal(), Micros.NONE);
      case AccessChange.SeatTaken taken -> seats.take(row, holders.internHolder(taken.holder()));
      case AccessChange.SeatFreed freed -> seats.free(row, holders.internHolder(freed.holder()));
      case AccessChange.CancellationMoved moved -> put(cancelsAt, CANCELS, row, moved.at());
      case AccessChange.Cancelled cancelled -> put(cancelledAt, CANCELLED, row, cancelled.at());
    }
  }

  private int add(AccessChange.LicenseAdded added) {
    int row = licenses.add(IdBits.of(added.license()));
    Rows rows = licenses.rows();
    rows.set(row, TERMS, terms.intern(added.terms()));
    rows.setLong(row, STARTS_AT, Micros.of(added.startsAt()));
    rows.setLong(row, PAID_THROUGH, Micros.of(added.paidThrough()));
    return row;
  }

  private void moveTo(int row, OrganizationId newBuyer, Instant at) {
    Rows rows = licenses.rows();
    int[] named = terms.packages(rows.get(row, TERMS));
    int former = rows.get(row, BUYER) - 1;
    if (former >= 0) {
      grants.lose(former, named, new int[0], row, Micros.of(at));
    }
    int buyer = holders.internOrganization(newBuyer);
    rows.set(row, BUYER, buyer + 1);
    grants.hold(buyer, named, row);
  }

  private void changeTerms(int row, Terms newTerms, Instant at) {
    Rows rows = licenses.rows();
    int[] before = terms.packages(rows.get(row, TERMS));
    int number = terms.intern(newTerms);
    rows.set(row, TERMS, number);
    int buyer = rows.get(row, BUYER) - 1;
    if (buyer >= 0) {
      grants.lose(buyer, before, terms.packages(number), row, Micros.of(at));
      grants.hold(buyer, terms.packages(number), row);
    }
  }

  private void renew(int row, long through) {
    Rows rows = licenses.rows();
    long paid = rows.getLong(row, PAID_THROUGH);
    if (paid != Micros.NONE && through > paid) {
      rows.setLong(row, PAID_THROUGH, through);
    }
    if ((rows.get(row, FLAGS) & RENEWED) == 0 || through > renewedThrough.get(row)) {
      put(renewedThrough, RENEWED, row, Micros.exactly(through));
    }
  }

  private void hold(int row, int reason, long since) {
    heldSince.put(holdKey(row, reason), since);
    setFlag(row, HELD);
  }

  private void put(SparseLongs column, int flag, int row, @Nullable Instant value) {
    column.put(row, Micros.of(value));
    if (value != null) {
      setFlag(row, flag);
    }
  }

  private void setFlag(int row, int flag) {
    licenses.rows().set(row, FLAGS, licenses.rows().get(row, FLAGS) | flag);
  }

  private static int holdKey(int row, int reason) {
    return row * HOLDS + reason;
  }

  private int known(LicenseId id) {
    int row = licenses.find(IdBits.of(id));
    if (row < 0) {
      throw new IllegalStateException("no licence " + id.value() + "; rebuild the projection");
    }
    return row;
  }

  /** Puts a licence as it was stored, without its holds, seats and grants. */
  void restore(
      AccessChange.LicenseAdded added,
      @Nullable Instant renewed,
      @Nullable Instant cancelled,
      @Nullable Instant cancels,
      Position decidedAt) {
    int row = add(added);
    Rows rows = licenses.rows();
    OrganizationId buyer = added.buyer();
    rows.set(row, BUYER, buyer == null ? 0 : holders.internOrganization(buyer) + 1);
    rows.setLong(row, DECIDED_AT, decidedAt.value());
    put(renewedThrough, RENEWED, row, renewed);
    put(cancelledAt, CANCELLED, row, cancelled);
    put(cancelsAt, CANCELS, row, cancels);
  }

  void restoreHold(LicenseId license, SuspensionReason reason, Instant since) {
    hold(known(license), reason.ordinal(), Micros.of(since));
  }

  void restoreHold(LicenseId license, RevocationReason reason, Instant since) {
    hold(known(license), SUSPENSIONS + reason.ordinal(), Micros.of(since));
  }

  void restoreSeat(LicenseId license, Holder holder) {
    seats.take(known(license), holders.internHolder(holder));
  }

  void restoreGrant(
      LicenseId license, OrganizationId buyer, PackageId pkg, @Nullable Instant lostAt) {
    grants.restore(
        holders.internOrganization(buyer),
        packages.internPackage(pkg),
        known(license),
        Micros.of(lostAt));
  }

  void reserve() {
    licenses.reserve();
    grants.reserve();
    seats.reserve();
  }

  long bytes() {
    return licenses.bytes()
        + grants.bytes()
        + seats.bytes()
        + renewedThrough.bytes()
        + cancelledAt.bytes()
        + cancelsAt.bytes()
        + heldSince.bytes();
  }
}

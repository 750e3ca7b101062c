package dev.packledger.server.api;

import dev.packledger.domain.licenses.LicenseId;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.organizations.Role;
import dev.packledger.projections.directory.DirectoryQueries;
import dev.packledger.projections.directory.LicenseRow;
import org.springframework.stereotype.Component;

/** Which side of a licence a caller stands on. A third party learns nothing of it. */
@Component
final class LicenseRights {
  private final DirectoryQueries directory;

  LicenseRights(DirectoryQueries directory) {
    this.directory = directory;
  }

  /** The licence, for its seller's roles that sell. */
  LicenseRow ofSeller(Call call, LicenseId license) {
    LicenseRow row = seen(call, license);
    call.require(row.seller(), Role.ADMIN, Role.FINANCE);
    return row;
  }

  /** The licence, for its buyer's roles that manage seats. */
  LicenseRow ofBuyer(Call call, LicenseId license) {
    LicenseRow row = seen(call, license);
    OrganizationId buyer = row.buyer();
    if (buyer == null) {
      throw ProblemException.of(409, "license.unclaimed", "The licence is still to be claimed.");
    }
    call.require(buyer, Role.ADMIN);
    return row;
  }

  /** Whether the licence has a buyer; says nothing else of it. */
  boolean isClaimed(LicenseId license) {
    return directory.licenses().byId(license).filter(row -> row.buyer() != null).isPresent();
  }

  /** The licence, for whoever holds a link to it, unless another organisation has claimed it. */
  LicenseRow claimable(Call call, LicenseId license, OrganizationId organization) {
    LicenseRow row = seen(call, license);
    if (row.buyer() != null && !row.buyer().equals(organization)) {
      throw ProblemException.of(
          409, "license.claimed", "Another organisation has claimed the licence.");
    }
    return row;
  }

  /** The licence, for either side. */
  LicenseRow ofEither(Call call, LicenseId license) {
    LicenseRow row = seen(call, license);
    call.requireReader(isSeller(call, row) ? row.seller() : buyer(row));
    return row;
  }

  /** Whether the caller may see what only the seller sees. */
  boolean isSeller(Call call, LicenseRow row) {
    return switch (call.caller()) {
      case Caller.Operator operator -> true;
      case Caller.Claimant claimant -> false;
      case Caller.Party party -> party.organization().equals(row.seller());
    };
  }

  private LicenseRow seen(Call call, LicenseId license) {
    LicenseRow row =
        directory.licenses().byId(license).orElseThrow(() -> ProblemException.unknown("license"));
    boolean party =
        switch (call.caller()) {
          case Caller.Operator operator -> true;
          case Caller.Claimant claimant -> claimant.license().equals(license);
          case Caller.Party one ->
              one.organization().equals(row.seller()) || one.organization().equals(row.buyer());
        };
    if (!party) {
      throw ProblemException.unknown("license");
    }
    return row;
  }

  /** Who has the licence; a problem while it is to be claimed. */
  static OrganizationId buyer(LicenseRow row) {
    OrganizationId buyer = row.buyer();
    if (buyer == null) {
      throw ProblemException.unknown("license");
    }
    return buyer;
  }
}

package dev.packledger.projections.access;

import dev.packledger.domain.access.Facts;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.releases.ReleaseId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Packages with their owners, and releases. A package may be named by terms before it exists. */
final class PackageTable {
  private static final int OWNER = IdRows.AFTER_ID;

  private static final int PACKAGE = IdRows.AFTER_ID;
  private static final int PUBLISHED_AT = PACKAGE + 1;
  private static final int DECIDED_AT = PACKAGE + 3;
  private static final int YANKED = PACKAGE + 5;

  private final HolderTable holders;
  private final IdRows packages = new IdRows(1);
  private final IdRows releases = new IdRows(6);
  private Names[] names = new Names[16];
  private final Map<String, String> channels = new HashMap<>();

  /** The texts of a release. */
  private record Names(String version, String channel) {}

  PackageTable(HolderTable holders) {
    this.holders = holders;
  }

  /** The number of a package; negative where nothing names it. */
  int pkg(PackageId id) {
    return packages.find(IdBits.of(id));
  }

  int internPackage(PackageId id) {
    return packages.intern(IdBits.of(id));
  }

  @Nullable OrganizationId owner(PackageId id) {
    int row = pkg(id);
    int owner = row < 0 ? 0 : packages.rows().get(row, OWNER);
    return owner == 0 ? null : holders.organizationId(owner - 1);
  }

  void own(PackageId id, OrganizationId owner) {
    packages.rows().set(internPackage(id), OWNER, holders.internOrganization(owner) + 1);
  }

  Facts.@Nullable Release release(ReleaseId id) {
    int row = releases.find(IdBits.of(id));
    if (row < 0) {
      return null;
    }
    Rows rows = releases.rows();
    Names text = names[row];
    return new Facts.Release(
        id,
        new PackageId(packages.id(rows.get(row, PACKAGE))),
        text.version(),
        text.channel(),
        Micros.exactly(rows.getLong(row, PUBLISHED_AT)),
        rows.get(row, YANKED) != 0,
        new Position(rows.getLong(row, DECIDED_AT)));
  }

  void add(AccessChange.ReleaseAdded added, Position position) {
    int row = releases.intern(IdBits.of(added.release()));
    if (row >= names.length) {
      names = Arrays.copyOf(names, names.length * 2);
    }
    String channel = channels.computeIfAbsent(added.channel(), name -> name);
    names[row] = new Names(added.version(), channel);
    Rows rows = releases.rows();
    rows.set(row, PACKAGE, internPackage(added.pkg()));
    rows.setLong(row, PUBLISHED_AT, Micros.of(added.publishedAt()));
    rows.setLong(row, DECIDED_AT, position.value());
  }

  void yank(ReleaseId id, boolean yanked) {
    int row = releases.find(IdBits.of(id));
    if (row < 0) {
      throw new IllegalStateException("no release " + id.value() + "; rebuild the projection");
    }
    releases.rows().set(row, YANKED, yanked ? 1 : 0);
  }

  void reserve() {
    packages.reserve();
    releases.reserve();
  }

  long bytes() {
    return packages.bytes() + releases.bytes() + 8L * names.length;
  }
}

package dev.packledger.registry.shared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.namespaces.NamespaceId;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.packages.Ecosystem;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.releases.ReleaseId;
import dev.packledger.projections.registryindex.IndexedPackageRow;
import dev.packledger.projections.registryindex.IndexedReleaseRow;
import dev.packledger.projections.registryindex.IndexedTagRow;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Asks the tables once for each position, and never misses a change that was applied. */
class RememberedIndexTest implements RegistryIndex {
  private static final PackageId UI = PackageId.of(Ecosystem.NPM, "@acme/ui");
  private static final PackageId NONE = PackageId.of(Ecosystem.NPM, "@acme/none");

  private int asked;
  private long tables = 1;
  private long applied = 1;
  private final RememberedIndex index = new RememberedIndex(this, () -> new Position(applied));

  @Test
  void asksOnceWhileNothingChanges() {
    assertThat(changedAt(UI)).isEqualTo(1);
    assertThat(changedAt(UI)).isEqualTo(1);
    assertThat(index.pkg(NONE)).isNull();
    assertThat(index.pkg(NONE)).isNull();
    assertThat(asked).isEqualTo(2);
  }

  @Test
  void asksAgainOnceAnythingWasApplied() {
    changedAt(UI);
    tables = applied = 2;
    assertThat(changedAt(UI)).isEqualTo(2);
    assertThat(asked).isEqualTo(2);
  }

  @Test
  void anAnswerFromTablesThatRanAheadIsAskedAgain() {
    tables = 2;
    assertThat(changedAt(UI)).isEqualTo(2);
    tables = applied = 3;
    assertThat(changedAt(UI)).isEqualTo(3);
  }

  private long changedAt(PackageId pkg) {
    return Objects.requireNonNull(index.pkg(pkg)).changedAt().value();
  }

  @Override
  public Position position() {
    return new Position(tables);
  }

  @Override
  public @Nullable IndexedPackageRow pkg(PackageId id) {
    asked++;
    return id.equals(UI)
        ? new IndexedPackageRow(
            id, Ecosystem.NPM, "@acme/ui", OrganizationId.ofSlug("acme"), new Position(tables))
        : null;
  }

  @Override
  public List<IndexedReleaseRow> releases(PackageId pkg) {
    return List.of();
  }

  @Override
  public @Nullable IndexedReleaseRow indexed(ReleaseId release) {
    return null;
  }

  @Override
  public List<IndexedTagRow> tags(PackageId pkg) {
    return List.of();
  }

  @Override
  public List<IndexedPackageRow> packages(OrganizationId organization, Ecosystem ecosystem) {
    return List.of();
  }

  @Override
  public @Nullable OrganizationId owner(NamespaceId namespace) {
    return null;
  }
}

package dev.packledger.projections.registryindex;

import static dev.packledger.projections.EveryEvent.BUYER;
import static dev.packledger.projections.EveryEvent.CORE;
import static dev.packledger.projections.EveryEvent.HEIR;
import static dev.packledger.projections.EveryEvent.SELLER;
import static dev.packledger.projections.EveryEvent.UI;
import static dev.packledger.projections.EveryEvent.UI_1;
import static dev.packledger.projections.EveryEvent.digest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Recorded;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.packages.Ecosystem;
import dev.packledger.domain.releases.Artifact;
import dev.packledger.domain.releases.ReleaseEvent;
import dev.packledger.projections.EveryEvent;
import dev.packledger.projections.TestDatabase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the registry index answers after the story, read from a real PostgreSQL. */
class RegistryIndexTest {
  private static final List<Recorded<Event>> STORY = EveryEvent.story();
  private static RegistryIndexQueries index;

  @BeforeAll
  static void tellTheStory() {
    JdbcClient jdbc = JdbcClient.create(TestDatabase.create());
    RegistryIndexTables tables = new RegistryIndexTables(jdbc);
    STORY.forEach(tables::apply);
    index = new RegistryIndexQueries(jdbc);
  }

  @Test
  void packagesAreThoseOwnedOrOnceLicensed() {
    assertThat(names(SELLER)).containsExactly("@acme/core", "@acme/ui");
    assertThat(names(BUYER)).containsExactly("@acme/core", "@acme/ui");
    assertThat(names(HEIR)).containsExactly("@acme/core", "@acme/ui");
    assertThat(names(OrganizationId.ofSlug("stranger"))).isEmpty();
    assertThat(index.packages(BUYER, Ecosystem.HEX)).isEmpty();
  }

  private static List<String> names(OrganizationId organization) {
    return index.packages(organization, Ecosystem.NPM).stream()
        .map(IndexedPackageRow::name)
        .toList();
  }

  @Test
  void aPackageChangesWithItsReleasesAndTags() {
    assertThat(index.pkg(Ecosystem.NPM, "@acme/ui").orElseThrow().changedAt())
        .isEqualTo(lastOf(ReleaseEvent.ReleaseDeprecated.class).position());
    assertThat(index.pkg(CORE).orElseThrow().owner()).isEqualTo(SELLER);
    assertThat(index.pkg(Ecosystem.NPM, "@acme/none")).isEmpty();
  }

  @Test
  void aReleaseTellsAllAnIndexSays() {
    IndexedReleaseRow release = index.release(UI_1).orElseThrow();
    assertThat(index.releases(UI)).containsExactly(release);
    assertThat(release.version()).isEqualTo("1.0.0");
    assertThat(release.artifacts())
        .containsExactly(
            new Artifact("ui-1.0.0.tgz", digest(1), 1000, Map.of("sha1", "ab", "sha512", "cd")),
            new Artifact("ui-1.0.0.txt", digest(2), 20, Map.of()));
    assertThat(release.publishedAt())
        .isEqualTo(lastOf(ReleaseEvent.ReleasePublished.class).metadata().recordedAt());
    assertThat(release.packageMetadata()).isEqualTo("{\"name\":\"@acme/ui\"}");
    assertThat(release.yanked()).isFalse();
    assertThat(release.deprecation()).isEqualTo("use 2.x");
  }

  @Test
  void removedTagsAreGone() {
    assertThat(index.tags(UI)).extracting(IndexedTagRow::tag).containsExactly("latest");
    assertThat(index.tags(CORE)).isEmpty();
  }

  @Test
  void filesAreFoundByTheirBytes() {
    assertThat(index.releasesWith(digest(2))).containsExactly(UI_1);
    assertThat(index.releasesWith(digest(9))).isEmpty();
    assertThat(index.storedBytes(SELLER)).isEqualTo(1020);
    assertThat(index.storedBytes(BUYER)).isZero();
  }

  private static Recorded<Event> lastOf(Class<? extends Event> type) {
    return STORY.stream()
        .filter(recorded -> type.isInstance(recorded.event()))
        .reduce((first, second) -> second)
        .orElseThrow();
  }
}

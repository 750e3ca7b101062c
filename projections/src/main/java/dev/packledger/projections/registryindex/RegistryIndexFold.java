package dev.packledger.projections.registryindex;

import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Recorded;
import dev.packledger.domain.licenses.LicenseEvent;
import dev.packledger.domain.namespaces.NamespaceEvent;
import dev.packledger.domain.organizations.OrganizationEvent;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.packages.PackageEvent;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.products.ProductEvent;
import dev.packledger.domain.releases.Artifact;
import dev.packledger.domain.releases.ReleaseEvent;
import dev.packledger.domain.terms.Terms;
import dev.packledger.domain.tokens.TokenEvent;
import dev.packledger.projections.RowChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What each event changes in the rows that index documents are made of. Pure. */
public final class RegistryIndexFold {
  private static final String POSITION = "position";
  private static final String RELEASES = "registryindex_releases";
  private static final String TAGS = "registryindex_tags";

  private RegistryIndexFold() {}

  /**
   * @throws IllegalArgumentException for an event of no stream that is known here
   */
  public static List<RowChange> changes(Recorded<Event> recorded) {
    return switch (recorded.event()) {
      case OrganizationEvent _ -> List.of();
      case ProductEvent _ -> List.of();
      case NamespaceEvent _ -> List.of();
      case PackageEvent event -> List.of(pkg(recorded, event));
      case ReleaseEvent event -> release(recorded, event);
      case LicenseEvent event -> license(recorded, event);
      case TokenEvent _ -> List.of();
      case Event alien ->
          throw new IllegalArgumentException("an event nobody knows: " + alien.getClass());
    };
  }

  private static RowChange pkg(Recorded<Event> recorded, PackageEvent event) {
    return switch (event) {
      case PackageEvent.PackageRegistered registered ->
          RowChange.put("registryindex_packages", Map.of("id", recorded.stream()))
              .with("ecosystem", registered.ecosystem())
              .with("name", registered.name())
              .with("owner", registered.owner())
              .with(POSITION, recorded.position());
      case PackageEvent.TagMoved moved ->
          RowChange.put(TAGS, Map.of("pkg", recorded.stream(), "tag", moved.tag()))
              .with("version", moved.version())
              .with("moved_at", recorded.metadata().recordedAt())
              .with(POSITION, recorded.position());
      case PackageEvent.TagRemoved removed ->
          RowChange.set(TAGS, Map.of("pkg", recorded.stream(), "tag", removed.tag()))
              .with("version", null)
              .with("moved_at", recorded.metadata().recordedAt())
              .with(POSITION, recorded.position());
    };
  }

  private static List<RowChange> release(Recorded<Event> recorded, ReleaseEvent event) {
    RowChange.Set release =
        RowChange.set(RELEASES, Map.of("id", recorded.stream()))
            .with(POSITION, recorded.position());
    return switch (event) {
      case ReleaseEvent.ReleasePublished published -> published(recorded, published);
      case ReleaseEvent.ArtifactAdded added ->
          List.of(artifact(recorded, added.artifact(), 0), release);
      case ReleaseEvent.ReleaseYanked yanked ->
          List.of(
              release
                  .with("yanked_at", recorded.metadata().recordedAt())
                  .with("yanked_position", recorded.position())
                  .with("yank_reason", yanked.reason()));
      case ReleaseEvent.ReleaseUnyanked unyanked ->
          List.of(
              release
                  .with("yanked_at", null)
                  .with("yanked_position", null)
                  .with("yank_reason", null));
      case ReleaseEvent.ReleaseDeprecated deprecated ->
          List.of(
              release.with(
                  "deprecation", deprecated.message().isEmpty() ? null : deprecated.message()));
    };
  }

  private static List<RowChange> published(
      Recorded<Event> recorded, ReleaseEvent.ReleasePublished published) {
    List<RowChange> changes = new ArrayList<>();
    changes.add(
        RowChange.put(RELEASES, Map.of("id", recorded.stream()))
            .with("pkg", published.pkg())
            .with("version", published.version())
            .with("platform", published.platform())
            .with("channel", published.channel())
            .with("package_metadata", published.packageMetadata())
            .with("published_at", recorded.metadata().recordedAt())
            .with("published_position", recorded.position())
            .with(POSITION, recorded.position()));
    for (int i = 0; i < published.artifacts().size(); i++) {
      changes.add(artifact(recorded, published.artifacts().get(i), i));
    }
    return changes;
  }

  private static RowChange artifact(Recorded<Event> recorded, Artifact artifact, int ordinal) {
    return RowChange.put(
            "registryindex_artifacts",
            Map.of("release", recorded.stream(), "filename", artifact.filename()))
        .with("ordinal", ordinal)
        .with("digest", artifact.digest())
        .with("size", artifact.size())
        .with(
            "checksums",
            artifact.checksums().entrySet().stream()
                .map(entry -> entry.getKey() + ":" + entry.getValue())
                .toList())
        .with(POSITION, recorded.position());
  }

  private static List<RowChange> license(Recorded<Event> recorded, LicenseEvent event) {
    return switch (event) {
      case LicenseEvent.LicenseGranted granted -> {
        List<RowChange> changes = new ArrayList<>(named(recorded, granted.terms()));
        OrganizationId buyer = granted.buyer();
        if (buyer != null) {
          changes.add(held(recorded, buyer));
        }
        yield changes;
      }
      case LicenseEvent.PlanChanged changed -> named(recorded, changed.terms());
      case LicenseEvent.LicenseClaimed claimed -> List.of(held(recorded, claimed.buyer()));
      case LicenseEvent.LicenseTransferred transferred ->
          List.of(held(recorded, transferred.buyer()));
      case LicenseEvent.LicenseRenewed _ -> List.of();
      case LicenseEvent.PaymentFailed _ -> List.of();
      case LicenseEvent.LicensePastDue _ -> List.of();
      case LicenseEvent.LicenseSuspended _ -> List.of();
      case LicenseEvent.SuspensionLifted _ -> List.of();
      case LicenseEvent.SeatsChanged _ -> List.of();
      case LicenseEvent.SeatAssigned _ -> List.of();
      case LicenseEvent.SeatUnassigned _ -> List.of();
      case LicenseEvent.CancellationScheduled _ -> List.of();
      case LicenseEvent.CancellationWithdrawn _ -> List.of();
      case LicenseEvent.LicenseCancelled _ -> List.of();
      case LicenseEvent.LicenseExpired _ -> List.of();
      case LicenseEvent.LicenseRevoked _ -> List.of();
      case LicenseEvent.RevocationReversed _ -> List.of();
      case LicenseEvent.PaymentReceived _ -> List.of();
      case LicenseEvent.PaymentRefunded _ -> List.of();
    };
  }

  private static List<RowChange> named(Recorded<Event> recorded, Terms terms) {
    return terms.packages().stream().map(pkg -> named(recorded, pkg)).toList();
  }

  private static RowChange named(Recorded<Event> recorded, PackageId pkg) {
    return RowChange.put(
        "registryindex_license_packages", Map.of("license", recorded.stream(), "pkg", pkg));
  }

  private static RowChange held(Recorded<Event> recorded, OrganizationId buyer) {
    return RowChange.put(
        "registryindex_license_buyers", Map.of("buyer", buyer, "license", recorded.stream()));
  }
}

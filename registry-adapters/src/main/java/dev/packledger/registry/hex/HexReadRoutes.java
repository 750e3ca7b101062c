package dev.packledger.registry.hex;

import dev.packledger.domain.access.Decision;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.releases.Artifact;
import dev.packledger.domain.releases.ReleaseId;
import dev.packledger.registry.shared.Asker;
import dev.packledger.registry.shared.Sight;
import dev.packledger.registry.shared.StaleNode;
import dev.packledger.registry.shared.Tree;
import dev.packledger.registry.shared.TreeDocuments;
import dev.packledger.registry.shared.WeighedCache;
import dev.packledger.registry.shared.http.Document;
import dev.packledger.registry.shared.http.ReleaseFiles;
import dev.packledger.registry.shared.http.Reply;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The registry: signed documents, tarballs, documentation. */
final class HexReadRoutes {
  private static final String BYTES = "application/octet-stream";
  private static final String PEM = "application/x-pem-file";
  private static final long DOCUMENT_BYTES_MAX = 64L << 20;

  private final HexDesk desk;
  private final WeighedCache<View, Document> documents =
      new WeighedCache<>(DOCUMENT_BYTES_MAX, Document::weight);
  private final TreeDocuments<HexRelease> overviews;

  HexReadRoutes(HexDesk desk) {
    this.desk = desk;
    this.overviews = new TreeDocuments<>(desk.ports().index(), desk.packages());
  }

  /** Everything that a package's document follows from. */
  private record View(OrganizationId tree, PackageId pkg, Position changedAt, BitSet visible) {}

  /** Which of the documents about all packages. */
  enum Overview {
    NAMES,
    VERSIONS
  }

  /** The key is no secret, but whose there is one would tell who there is. */
  Reply publicKey(Asker asker) {
    return asker.account() instanceof Decision.Denied denied
        ? HexDenial.told(denied, asker, null, HexForm.TEXT)
        : Document.of(desk.repository(asker).pem().getBytes(StandardCharsets.US_ASCII)).reply(PEM);
  }

  Reply pkg(HexName name, Asker asker, HttpServletRequest request) {
    return switch (Sight.of(name.id(), asker, desk.packages())) {
      case Sight.Seen<HexRelease> seen -> document(name, seen, asker).reply(BYTES);
      case Sight.Hidden<HexRelease>(Decision.Denied denied) -> {
        desk.ports().usage().denied(denied, name.id(), null, ReleaseFiles.userAgent(request));
        yield HexDenial.told(denied, asker, null, HexForm.TEXT);
      }
      case Sight.Nothing<HexRelease> _ -> HexDenial.notFound(HexForm.TEXT);
    };
  }

  private Document document(HexName name, Sight.Seen<HexRelease> seen, Asker asker) {
    View view =
        new View(asker.request().organization(), name.id(), seen.pkg().changedAt(), seen.visible());
    Document kept = documents.find(view);
    if (kept == null) {
      kept =
          Document.of(
              HexIndex.pkg(new HexIndex.Visible(name, seen.releases()), desk.repository(asker)));
      documents.put(view, kept);
    }
    return kept;
  }

  /** All packages that the asker sees anything of. */
  Reply overview(Overview which, Asker asker) {
    return switch (asker.account()) {
      case Decision.Denied denied -> HexDenial.told(denied, asker, null, HexForm.TEXT);
      case Decision.Allowed allowed ->
          overviews
              .document(which.name(), asker, allowed, tree -> overview(which, tree, asker))
              .reply(BYTES);
    };
  }

  private Document overview(Overview which, List<Tree.Package<HexRelease>> tree, Asker asker) {
    HexRepository repository = desk.repository(asker);
    List<HexIndex.Visible> packages = visible(tree);
    return Document.of(
        switch (which) {
          case NAMES -> HexIndex.names(packages, repository);
          case VERSIONS -> HexIndex.versions(packages, repository);
        });
  }

  List<HexIndex.Visible> visible(Asker asker) {
    return visible(Tree.of(asker, desk.packages()));
  }

  private static List<HexIndex.Visible> visible(List<Tree.Package<HexRelease>> tree) {
    List<HexIndex.Visible> packages = new ArrayList<>();
    for (Tree.Package<HexRelease> pkg : tree) {
      if (pkg.sight() instanceof Sight.Seen<HexRelease> seen) {
        packages.add(new HexIndex.Visible(new HexName(pkg.name()), seen.releases()));
      }
    }
    return packages;
  }

  Reply tarball(HexName name, HexVersion version, Asker asker, HttpServletRequest request)
      throws IOException {
    return file(name, version, asker, request, release -> Optional.of(release.tarball()));
  }

  /** Documentation is decided about as the release is: it tells what is inside. */
  Reply docs(HexName name, HexVersion version, Asker asker, HttpServletRequest request)
      throws IOException {
    return file(name, version, asker, request, release -> release.docs(name));
  }

  private Reply file(
      HexName name,
      HexVersion version,
      Asker asker,
      HttpServletRequest request,
      Function<HexRelease, Optional<Artifact>> chosen)
      throws IOException {
    ReleaseId release = ReleaseId.of(name.id(), version.text());
    if (asker.install(name.id(), release) instanceof Decision.Allowed
        && chosen.apply(found(name, release)).isEmpty()) {
      return HexDenial.notFound(HexForm.TEXT);
    }
    return desk.files()
        .reply(
            name.id(),
            release,
            () -> chosen.apply(found(name, release)).orElseThrow(() -> new StaleNode(1)),
            BYTES,
            asker,
            request,
            denied ->
                HexDenial.told(
                    denied,
                    asker,
                    denied.reason().toldAsNotFound() ? null : lastCovered(name, asker),
                    HexForm.TEXT));
  }

  private HexRelease found(HexName name, ReleaseId release) {
    return desk.packages().known(name.id()).release(release).orElseThrow(() -> new StaleNode(1));
  }

  private @Nullable HexVersion lastCovered(HexName name, Asker asker) {
    return Sight.of(name.id(), asker, desk.packages()) instanceof Sight.Seen<HexRelease> seen
        ? seen.last().version()
        : null;
  }
}

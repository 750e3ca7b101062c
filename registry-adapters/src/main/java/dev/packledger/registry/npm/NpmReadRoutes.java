package dev.packledger.registry.npm;

import dev.packledger.domain.access.Decision;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.releases.ReleaseId;
import dev.packledger.registry.shared.Asker;
import dev.packledger.registry.shared.RenderedPackage;
import dev.packledger.registry.shared.Sight;
import dev.packledger.registry.shared.StaleNode;
import dev.packledger.registry.shared.WeighedCache;
import dev.packledger.registry.shared.http.Document;
import dev.packledger.registry.shared.http.ReleaseFiles;
import dev.packledger.registry.shared.http.Reply;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.BitSet;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Everything that is read: documents and files. */
final class NpmReadRoutes {
  static final String JSON = "application/json";
  private static final String ABBREVIATED = "application/vnd.npm.install-v1+json";
  private static final String TARBALL = "application/octet-stream";
  private static final String SUFFIX = ".tgz";
  private static final long DOCUMENT_BYTES_MAX = 64L << 20;

  private final NpmDesk desk;
  private final WeighedCache<View, Document> documents =
      new WeighedCache<>(DOCUMENT_BYTES_MAX, Document::weight);

  NpmReadRoutes(NpmDesk desk) {
    this.desk = desk;
  }

  /** Everything that a packument's bytes follow from. */
  private record View(
      PackageId pkg,
      Position changedAt,
      BitSet visible,
      URI base,
      NpmIndex.Form form,
      @Nullable String revision) {}

  Reply packument(NpmName name, Asker asker, HttpServletRequest request) {
    String accept = request.getHeader("Accept");
    boolean shortened =
        accept != null && accept.contains(ABBREVIATED) && request.getQueryString() == null;
    NpmIndex.Form form = shortened ? NpmIndex.Form.ABBREVIATED : NpmIndex.Form.FULL;
    return seen(
        name,
        asker,
        request,
        seen -> send(document(seen, asker.request().base(), form), shortened ? ABBREVIATED : JSON));
  }

  private Document document(Sight.Seen<NpmRelease> seen, URI base, NpmIndex.Form form) {
    RenderedPackage<NpmRelease> pkg = seen.pkg();
    View view =
        new View(pkg.id(), pkg.changedAt(), seen.visible(), base, form, NpmIndex.revision(seen));
    Document kept = documents.find(view);
    if (kept == null) {
      kept = Document.of(NpmIndex.packument(seen, base, form));
      documents.put(view, kept);
    }
    return kept;
  }

  Reply distTags(NpmName name, Asker asker, HttpServletRequest request) {
    return seen(
        name,
        asker,
        request,
        seen ->
            send(Document.of(NpmIndex.of(seen, asker.request().base()).distTagsDocument()), JSON));
  }

  Reply version(NpmName name, String versionOrTag, Asker asker, HttpServletRequest request) {
    return seen(
        name,
        asker,
        request,
        seen -> {
          NpmIndex index = NpmIndex.of(seen, asker.request().base());
          Optional<NpmRelease> release = index.resolve(versionOrTag);
          return release.isPresent()
              ? send(Document.of(index.versionDocument(release.get())), JSON)
              : hiddenVersion(name, versionOrTag, asker, seen, request);
        });
  }

  private Reply hiddenVersion(
      NpmName name,
      String version,
      Asker asker,
      Sight.Seen<NpmRelease> seen,
      HttpServletRequest request) {
    Optional<NpmRelease> release =
        NpmVersion.parse(version)
            .flatMap(parsed -> seen.pkg().release(ReleaseId.of(name.id(), parsed.text())));
    if (release.isPresent()
        && asker.install(name.id(), release.get().id()) instanceof Decision.Denied denied) {
      desk.ports()
          .usage()
          .denied(denied, name.id(), release.get().id(), ReleaseFiles.userAgent(request));
      return NpmDenial.told(denied, asker, seen.last().version());
    }
    return NpmDenial.notFound();
  }

  /** A tarball; to a stranger it is not there. */
  Reply tarball(NpmName name, String filename, Asker asker, HttpServletRequest request)
      throws IOException {
    Optional<NpmVersion> version = version(name, filename);
    if (version.isEmpty()) {
      return asker.account() instanceof Decision.Denied denied
          ? NpmDenial.told(denied, asker, null)
          : NpmDenial.notFound();
    }
    ReleaseId release = ReleaseId.of(name.id(), version.get().text());
    return desk.files()
        .reply(
            name.id(),
            release,
            () -> found(name, release).tarball(),
            TARBALL,
            asker,
            request,
            denied ->
                denied.reason().toldAsNotFound()
                    ? NpmDenial.notFound()
                    : NpmDenial.told(denied, asker, lastCovered(name, asker)));
  }

  private NpmRelease found(NpmName name, ReleaseId release) {
    return desk.packages().known(name.id()).release(release).orElseThrow(() -> new StaleNode(1));
  }

  private @Nullable NpmVersion lastCovered(NpmName name, Asker asker) {
    return Sight.of(name.id(), asker, desk.packages()) instanceof Sight.Seen<NpmRelease> seen
        ? seen.last().version()
        : null;
  }

  /** The version that a file's name tells; its only spelling. */
  static Optional<NpmVersion> version(NpmName name, String filename) {
    String start = name.name() + '-';
    if (!filename.startsWith(start)
        || !filename.endsWith(SUFFIX)
        || filename.length() < start.length() + SUFFIX.length()) {
      return Optional.empty();
    }
    String version = filename.substring(start.length(), filename.length() - SUFFIX.length());
    return NpmVersion.parse(version).filter(parsed -> parsed.text().equals(version));
  }

  private Reply seen(
      NpmName name,
      Asker asker,
      HttpServletRequest request,
      Function<Sight.Seen<NpmRelease>, Reply> answer) {
    return switch (Sight.of(name.id(), asker, desk.packages())) {
      case Sight.Seen<NpmRelease> seen -> answer.apply(seen);
      case Sight.Hidden<NpmRelease>(Decision.Denied denied) -> {
        desk.ports().usage().denied(denied, name.id(), null, ReleaseFiles.userAgent(request));
        yield NpmDenial.told(denied, asker, null);
      }
      case Sight.Nothing<NpmRelease> _ -> NpmDenial.notFound();
    };
  }

  private static Reply send(Document document, String type) {
    return document.reply(type).with("Vary", "Accept");
  }
}

package dev.packledger.registry.npm;

import dev.packledger.domain.access.Decision;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.releases.Artifact;
import dev.packledger.domain.releases.ReleaseId;
import dev.packledger.registry.npm.NpmPackages.NpmPackage;
import dev.packledger.registry.shared.Blobs.Blob;
import dev.packledger.registry.shared.StaleNode;
import dev.packledger.registry.shared.http.Answer;
import dev.packledger.registry.shared.http.EntityTag;
import dev.packledger.registry.shared.http.FileAnswer;
import dev.packledger.registry.shared.http.Reply;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.BitSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
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
      new WeighedCache<>(DOCUMENT_BYTES_MAX, document -> document.body().length() + 500L);

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

  private record Document(Answer.Body body, EntityTag tag) {
    static Document of(byte[] bytes) {
      return new Document(new Answer.Body(bytes), EntityTag.of(bytes));
    }
  }

  Reply packument(NpmName name, NpmAsker asker, HttpServletRequest request) {
    String accept = request.getHeader("Accept");
    boolean shortened =
        accept != null && accept.contains(ABBREVIATED) && request.getQueryString() == null;
    NpmIndex.Form form = shortened ? NpmIndex.Form.ABBREVIATED : NpmIndex.Form.FULL;
    return seen(
        name,
        asker,
        request,
        seen ->
            send(
                document(seen, asker.request().base(), form),
                shortened ? ABBREVIATED : JSON,
                request));
  }

  private Document document(NpmSight.Seen seen, URI base, NpmIndex.Form form) {
    NpmPackage pkg = seen.pkg();
    View view =
        new View(pkg.name().id(), pkg.changedAt(), seen.visible(), base, form, seen.revision());
    Document kept = documents.find(view);
    if (kept == null) {
      NpmIndex index = seen.index(base);
      kept =
          Document.of(
              switch (form) {
                case FULL -> index.packument(seen.revision());
                case ABBREVIATED -> index.abbreviatedPackument();
              });
      documents.put(view, kept);
    }
    return kept;
  }

  Reply distTags(NpmName name, NpmAsker asker, HttpServletRequest request) {
    return seen(
        name,
        asker,
        request,
        seen ->
            send(
                Document.of(seen.index(asker.request().base()).distTagsDocument()), JSON, request));
  }

  Reply version(NpmName name, String versionOrTag, NpmAsker asker, HttpServletRequest request) {
    return seen(
        name,
        asker,
        request,
        seen -> {
          NpmIndex index = seen.index(asker.request().base());
          Optional<NpmRelease> release = index.resolve(versionOrTag);
          return release.isPresent()
              ? send(Document.of(index.versionDocument(release.get())), JSON, request)
              : hiddenVersion(name, versionOrTag, asker, seen, request);
        });
  }

  private Reply hiddenVersion(
      NpmName name,
      String version,
      NpmAsker asker,
      NpmSight.Seen seen,
      HttpServletRequest request) {
    Optional<NpmRelease> release =
        NpmVersion.parse(version).flatMap(parsed -> seen.pkg().release(parsed));
    if (release.isPresent()
        && asker.install(name, release.get().id()) instanceof Decision.Denied denied) {
      desk.usage().denied(denied, name.id(), release.get().id(), userAgent(request));
      return asker.told(denied, seen.greatest());
    }
    return NpmDenial.notFound();
  }

  /** A file: decided by itself, for a lockfile asks for it without any document. */
  Reply tarball(NpmName name, String filename, NpmAsker asker, HttpServletRequest request)
      throws IOException {
    Optional<NpmVersion> version = version(name, filename);
    if (version.isEmpty()) {
      return asker.account() instanceof Decision.Denied denied
          ? asker.told(denied, null)
          : NpmDenial.notFound();
    }
    ReleaseId release = ReleaseId.of(name.id(), version.get().text());
    String userAgent = userAgent(request);
    return switch (asker.install(name, release)) {
      case Decision.Denied denied -> {
        desk.usage().denied(denied, name.id(), release, userAgent);
        yield denied.reason().toldAsNotFound()
            ? NpmDenial.notFound()
            : asker.told(denied, lastCovered(name, asker));
      }
      case Decision.Allowed allowed -> {
        NpmRelease found =
            desk.packages().known(name).release(version.get()).orElseThrow(() -> new StaleNode(1));
        yield new FileAnswer(
            blob(found.tarball()),
            TARBALL,
            () -> desk.usage().downloaded(allowed, name.id(), release, userAgent));
      }
    };
  }

  private static @Nullable String userAgent(HttpServletRequest request) {
    return request.getHeader("User-Agent");
  }

  private Blob blob(Artifact tarball) throws IOException {
    Blob blob = desk.blobs().find(tarball.digest());
    if (blob == null || blob.size() != tarball.size()) {
      throw new IOException(
          "the bytes of " + tarball.filename() + " are lost: " + tarball.digest());
    }
    return blob;
  }

  private @Nullable NpmVersion lastCovered(NpmName name, NpmAsker asker) {
    return NpmSight.of(name, asker, desk.packages()) instanceof NpmSight.Seen seen
        ? seen.greatest()
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
      NpmAsker asker,
      HttpServletRequest request,
      Function<NpmSight.Seen, Reply> answer) {
    return switch (NpmSight.of(name, asker, desk.packages())) {
      case NpmSight.Seen seen -> answer.apply(seen);
      case NpmSight.Hidden(Decision.Denied denied) -> {
        desk.usage().denied(denied, name.id(), null, userAgent(request));
        yield asker.told(denied, null);
      }
      case NpmSight.Nothing() -> NpmDenial.notFound();
    };
  }

  private static Answer send(Document document, String type, HttpServletRequest request) {
    SortedMap<String, String> headers = new TreeMap<>();
    headers.put("Cache-Control", "private, no-cache");
    headers.put("ETag", document.tag().header());
    headers.put("Vary", "Accept");
    if (document.tag().namedBy(request.getHeader("If-None-Match"))) {
      return new Answer(304, null, headers, new Answer.Body(new byte[0]));
    }
    headers.put("Content-Type", type);
    return new Answer(200, null, headers, document.body());
  }
}

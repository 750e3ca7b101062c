package dev.packledger.registry.shared.http;

import dev.packledger.domain.access.Decision;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.releases.Artifact;
import dev.packledger.domain.releases.ReleaseId;
import dev.packledger.registry.shared.Asker;
import dev.packledger.registry.shared.Blobs;
import dev.packledger.registry.shared.Blobs.Blob;
import dev.packledger.registry.shared.Ports;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The files of releases. Each is decided by itself, for a lockfile asks for it without any
 * document, and a yanked one is still there for whom it is covered.
 */
public final class ReleaseFiles {
  private final Ports ports;

  public ReleaseFiles(Ports ports) {
    this.ports = ports;
  }

  /**
   * Answers a request for a file.
   *
   * @param artifact looked up only where it may be had
   * @param told the answer to a denial
   */
  public Reply reply(
      PackageId pkg,
      ReleaseId release,
      Supplier<Artifact> artifact,
      String contentType,
      Asker asker,
      HttpServletRequest request,
      Function<Decision.Denied, Reply> told)
      throws IOException {
    String userAgent = userAgent(request);
    return switch (asker.install(pkg, release)) {
      case Decision.Denied denied -> {
        ports.usage().denied(denied, pkg, release, userAgent);
        yield told.apply(denied);
      }
      case Decision.Allowed allowed ->
          new FileAnswer(
              blob(ports.blobs(), artifact.get()),
              contentType,
              () -> ports.usage().downloaded(allowed, pkg, release, userAgent));
    };
  }

  /** What the client calls itself; null where it says nothing. */
  public static @Nullable String userAgent(HttpServletRequest request) {
    return request.getHeader("User-Agent");
  }

  private static Blob blob(Blobs blobs, Artifact artifact) throws IOException {
    Blob blob = blobs.find(artifact.digest());
    if (blob == null || blob.size() != artifact.size()) {
      throw new IOException(
          "the bytes of " + artifact.filename() + " are lost: " + artifact.digest());
    }
    return blob;
  }
}

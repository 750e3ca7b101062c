package dev.packledger.registry.shared;

import dev.packledger.domain.access.Decision;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.releases.ReleaseId;
import org.jspecify.annotations.Nullable;

/**
 * What adapters tell of how packages are used; supplied by {@code server}, which counts it. Telling
 * never waits, never fails and decides nothing: what cannot be counted is lost.
 */
public interface Usage {
  /**
   * The file of a release was sent, to its last byte.
   *
   * @param by the decision that allowed it
   * @param userAgent the client's own header of that name; null where it sent none
   */
  void downloaded(
      Decision.Allowed by, PackageId pkg, ReleaseId release, @Nullable String userAgent);

  /**
   * Somebody asked for a package or release in vain. A denial of nobody known is not counted.
   *
   * @param release null where a package as a whole was asked for
   */
  void denied(
      Decision.Denied denied,
      PackageId pkg,
      @Nullable ReleaseId release,
      @Nullable String userAgent);
}

package dev.packledger.domain.releases;

import dev.packledger.domain.ledger.Id;
import dev.packledger.domain.ledger.IdText;
import dev.packledger.domain.packages.PackageId;
import java.util.UUID;

/**
 * A release; derived from package, canonical version and platform, so that publishing twice is a
 * conflict of streams.
 */
public record ReleaseId(String value) implements Id {
  public static final String PREFIX = "rel";

  public ReleaseId {
    IdText.checked(PREFIX, value);
  }

  public static ReleaseId of(UUID uuid) {
    return new ReleaseId(IdText.of(PREFIX, uuid));
  }

  public static ReleaseId of(PackageId pkg, String canonicalVersion) {
    return new ReleaseId(IdText.derived(PREFIX, pkg.value(), canonicalVersion, ""));
  }

  public static ReleaseId of(PackageId pkg, String canonicalVersion, String platform) {
    return new ReleaseId(IdText.derived(PREFIX, pkg.value(), canonicalVersion, platform));
  }
}

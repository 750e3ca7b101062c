package dev.packledger.domain.releases;

import dev.packledger.domain.ledger.Id;
import dev.packledger.domain.ledger.IdText;
import dev.packledger.domain.packages.PackageId;
import java.util.UUID;

/**
 * A release; derived from package, canonical version and platform, so that publishing twice is a
 * conflict of streams.
 */
public record ReleaseId(UUID bits) implements Id {
  public static final String PREFIX = "rel";

  public ReleaseId(String value) {
    this(IdText.parse(PREFIX, value));
  }

  public static ReleaseId of(PackageId pkg, String canonicalVersion) {
    return new ReleaseId(IdText.derived(PREFIX, pkg.value(), canonicalVersion, ""));
  }

  public static ReleaseId of(PackageId pkg, String canonicalVersion, String platform) {
    return new ReleaseId(IdText.derived(PREFIX, pkg.value(), canonicalVersion, platform));
  }

  @Override
  public String value() {
    return IdText.of(PREFIX, bits);
  }

  @Override
  public String toString() {
    return value();
  }
}

package dev.packledger.registry.shared.http;

import dev.packledger.domain.ledger.Refusal;
import dev.packledger.domain.packages.PackageRefusal;
import dev.packledger.domain.releases.ReleaseRefusal;
import dev.packledger.registry.shared.BlobRefusal;
import dev.packledger.registry.shared.archive.ArchiveRefusal;
import java.util.Set;

/** The status that tells a refusal which is no ecosystem's own. */
public final class RefusalStatus {
  private static final Set<Refusal> FORBIDDING =
      Set.of(ReleaseRefusal.EXISTS, PackageRefusal.TAKEN, BlobRefusal.SELLER_SPACE_USED);
  private static final Set<Refusal> TOO_LARGE =
      Set.of(BlobRefusal.TOO_LARGE, ArchiveRefusal.TOO_LARGE, ArchiveRefusal.UNPACKED_TOO_LARGE);
  private static final Set<Refusal> NOT_FOUND =
      Set.of(PackageRefusal.UNKNOWN, ReleaseRefusal.UNKNOWN);

  private RefusalStatus() {}

  /** 403 for what is another's or full, 413 for what is too large, 404 for what is not there. */
  public static int of(Refusal refusal) {
    if (FORBIDDING.contains(refusal)) {
      return 403;
    }
    if (TOO_LARGE.contains(refusal)) {
      return 413;
    }
    return NOT_FOUND.contains(refusal) ? 404 : 400;
  }
}

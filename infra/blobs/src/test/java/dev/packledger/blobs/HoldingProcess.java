package dev.packledger.blobs;

import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.registry.shared.Blobs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;

/** Another process in the midst of a publication: keeps a blob, says its digest, then waits. */
final class HoldingProcess {
  private HoldingProcess() {}

  public static void main(String[] arguments) throws IOException {
    FileBlobs blobs =
        new FileBlobs(
            Path.of(arguments[0]),
            BlobLimits.USUAL,
            InstantSource.fixed(Instant.parse("2025-01-01T00:00:00Z")));
    try (Blobs.Staged staged = blobs.stage(OrganizationId.ofSlug("acme"))) {
      staged.sink().write(7);
      System.out.println(staged.keep().hex());
      System.out.flush();
      int end = System.in.read();
      System.out.println(end);
    }
  }
}

package dev.packledger.blobs;

import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.registry.shared.Blobs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Another process that keeps blobs of a hundred bytes each for a seller until there is no room, and
 * says how many it kept. Begins once something is written to it, so that several begin together.
 */
final class KeepingProcess {
  static final int BLOB_BYTES = 100;

  private KeepingProcess() {}

  /** Folder, the seller's limit in bytes, and a word that makes the bytes its own. */
  public static void main(String[] arguments) throws IOException {
    FileBlobs blobs =
        new FileBlobs(
            Path.of(arguments[0]),
            new BlobLimits(BLOB_BYTES, Long.parseLong(arguments[1])),
            InstantSource.fixed(Instant.parse("2025-01-01T00:00:00Z")));
    int begun = System.in.read();
    int kept = 0;
    try {
      while (begun >= 0) {
        keep(blobs, (arguments[2] + kept + " ".repeat(BLOB_BYTES)).substring(0, BLOB_BYTES));
        kept++;
      }
    } catch (Blobs.LimitExceeded full) {
      System.out.println(kept);
    }
  }

  private static void keep(FileBlobs blobs, String content) throws IOException {
    try (Blobs.Staged staged = blobs.stage(OrganizationId.ofSlug("acme"))) {
      staged.sink().write(content.getBytes(StandardCharsets.UTF_8));
      var unused = staged.keep();
    }
  }
}

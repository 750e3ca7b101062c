package dev.packledger.blobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.registry.shared.Blobs;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SellerSpaceTest {
  private static final OrganizationId SELLER = OrganizationId.ofSlug("acme");
  private static final int ROOM = 101;

  @TempDir Path folder;

  /** All fill one seller's space at once; together they keep as much as fits, to the last blob. */
  @Test
  void severalProcessesKeepExactlyWhatFits() throws Exception {
    long bytesMax = (long) ROOM * KeepingProcess.BLOB_BYTES + 99;
    List<Process> processes = new ArrayList<>();
    try {
      for (String word : List.of("a", "b", "c")) {
        processes.add(keeping(word, bytesMax));
      }
      for (Process process : processes) {
        process.outputWriter().append("go\n").flush();
      }
      int kept = 0;
      for (Process process : processes) {
        try (BufferedReader said = process.inputReader()) {
          kept += Integer.parseInt(said.readLine());
        }
      }
      assertThat(kept).isEqualTo(ROOM);
    } finally {
      processes.forEach(Process::destroyForcibly);
    }
  }

  private Process keeping(String word, long bytesMax) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            KeepingProcess.class.getName(),
            folder.toString(),
            Long.toString(bytesMax),
            word)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** As left by a process that died between a mark and the number. */
  @Test
  void aNumberThatWasCutOffIsCountedAnew() throws IOException {
    FileBlobs blobs = blobs();
    keep(blobs, "x".repeat(60));
    Path number = new Layout(folder).space(SELLER);
    for (byte[] left : List.of(new byte[0], new byte[9], new byte[16])) {
      Files.write(number, left);
      if (left.length == 16) {
        left[0] = 1;
        Files.write(number, left);
      }
      assertThatThrownBy(() -> keep(blobs, "y".repeat(41))).isInstanceOf(Blobs.LimitExceeded.class);
    }
    keep(blobs, "z".repeat(40));
  }

  /** What did not fit when it was to be kept is not the seller's, and takes no space. */
  @Test
  void whatDoesNotFitInTheEndIsNotCounted() throws IOException {
    FileBlobs here = blobs();
    FileBlobs there = blobs();
    try (Blobs.Staged staged = here.stage(SELLER)) {
      staged.sink().write("x".repeat(60).getBytes(StandardCharsets.UTF_8));
      keep(there, "y".repeat(60));
      assertThatThrownBy(staged::keep).isInstanceOf(Blobs.LimitExceeded.class);
    }
    keep(here, "z".repeat(40));
    assertThatThrownBy(() -> keep(here, "1")).isInstanceOf(Blobs.LimitExceeded.class);
  }

  private FileBlobs blobs() throws IOException {
    return new FileBlobs(
        folder,
        new BlobLimits(100, 100),
        InstantSource.fixed(Instant.parse("2025-01-01T00:00:00Z")));
  }

  private static void keep(FileBlobs blobs, String content) throws IOException {
    try (Blobs.Staged staged = blobs.stage(SELLER)) {
      staged.sink().write(content.getBytes(StandardCharsets.UTF_8));
      var unused = staged.keep();
    }
  }
}

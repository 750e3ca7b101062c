package dev.packledger.blobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.packledger.domain.ledger.Digest;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.registry.shared.Blobs;
import dev.packledger.registry.shared.BlobsContract;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileBlobsTest extends BlobsContract {
  private static final Duration GRACE = Duration.ofHours(24);
  private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
  private static final BlobLimits LIMITS = new BlobLimits(BLOB_BYTES_MAX, SELLER_BYTES_MAX);

  @TempDir Path folder;
  private Instant now = START;
  private int stores;

  @Override
  protected FileBlobs blobs() throws IOException {
    return open(folder.resolve("store" + stores++));
  }

  private FileBlobs open(Path root) throws IOException {
    InstantSource clock = () -> now;
    return new FileBlobs(root, LIMITS, clock);
  }

  @Test
  void findsWhatAnEarlierProcessKept() throws IOException {
    Digest digest = keep(open(folder), SELLER, "abc");
    FileBlobs reopened = open(folder);
    assertThat(read(reopened, digest, 0, 3)).isEqualTo("abc");
    keep(reopened, SELLER, "x".repeat(1000));
    keep(reopened, SELLER, "y".repeat(1000));
    assertThatThrownBy(() -> keep(reopened, SELLER, "z".repeat(498)))
        .isInstanceOf(Blobs.LimitExceeded.class);
    assertThat(keep(reopened, SELLER, "z".repeat(497))).isNotNull();
  }

  @Test
  void servesNoByteOfADamagedBlobAndHealsIt() throws IOException {
    FileBlobs blobs = open(folder);
    Digest digest = keep(blobs, SELLER, "abc");
    Files.writeString(file(digest), "abd");
    assertThatThrownBy(() -> blobs.find(digest))
        .isInstanceOf(DamagedBlob.class)
        .hasMessageContaining(digest.hex());
    Files.writeString(file(digest), "ab");
    assertThatThrownBy(() -> open(folder).find(digest)).isInstanceOf(DamagedBlob.class);
    keep(blobs, SELLER, "abc");
    assertThat(read(blobs, digest, 0, 3)).isEqualTo("abc");
  }

  @Test
  void leavesNothingStagedBehind() throws IOException {
    FileBlobs blobs = open(folder);
    keep(blobs, SELLER, "abc");
    keep(blobs, SELLER, "abc");
    try (Blobs.Staged staged = blobs.stage(SELLER)) {
      staged.sink().write(1);
    }
    assertThat(folder.resolve("staging")).isEmptyDirectory();
  }

  @Test
  void collectsOldOrphansOnly() throws IOException {
    FileBlobs blobs = open(folder);
    Digest orphan = keep(blobs, SELLER, "orphan");
    Digest named = keep(blobs, SELLER, "named");
    now = START.plus(GRACE);
    Digest young = keep(blobs, SELLER, "young");
    assertThat(blobs.collect(named::equals, GRACE)).isEqualTo(new FileBlobs.Collected(0, 0, 0));
    now = now.plusNanos(1000);
    assertThat(blobs.collect(named::equals, GRACE)).isEqualTo(new FileBlobs.Collected(1, 6, 0));
    assertThat(blobs.find(orphan)).isNull();
    assertThat(blobs.find(named)).isNotNull();
    assertThat(blobs.find(young)).isNotNull();
  }

  @Test
  void givesBackTheSpaceOfCollectedBlobsToAllWhoKeptThem() throws IOException {
    FileBlobs blobs = open(folder);
    OrganizationId other = OrganizationId.ofSlug("globex");
    for (OrganizationId seller : Set.of(SELLER, other)) {
      keep(blobs, seller, "x".repeat(1000));
      keep(blobs, seller, "y".repeat(1000));
    }
    now = START.plus(GRACE).plusSeconds(1);
    assertThat(blobs.collect(digest -> false, GRACE).bytes()).isEqualTo(2000);
    for (OrganizationId seller : Set.of(SELLER, other)) {
      keep(blobs, seller, "a".repeat(1000));
      keep(blobs, seller, "b".repeat(1000));
    }
  }

  @Test
  void removesAbandonedUploads() throws IOException {
    FileBlobs blobs = open(folder);
    try (Blobs.Staged staged = blobs.stage(SELLER)) {
      staged.sink().write(1);
      now = Files.getLastModifiedTime(onlyStaged()).toInstant().plus(GRACE).plusSeconds(1);
      assertThat(blobs.collect(digest -> false, GRACE).staged()).isEqualTo(1);
      assertThatThrownBy(staged::keep).isInstanceOf(IOException.class);
    }
  }

  @Test
  void leavesStrangeFilesAlone() throws IOException {
    FileBlobs blobs = open(folder);
    keep(blobs, SELLER, "abc");
    Path strange = file(keep(blobs, SELLER, "abc")).resolveSibling(".DS_Store");
    Files.writeString(strange, "x", StandardCharsets.UTF_8, StandardOpenOption.CREATE);
    now = START.plus(GRACE).plusSeconds(1);
    blobs.collect(digest -> false, GRACE);
    assertThat(strange).exists();
  }

  /** A publication between its blob and its command, for as long as it takes. */
  @Test
  void neverCollectsWhatAPublicationHolds() throws IOException {
    FileBlobs blobs = open(folder);
    try (Blobs.Staged staged = blobs.stage(SELLER)) {
      staged.sink().write(7);
      Digest digest = staged.keep();
      now = START.plus(GRACE.multipliedBy(10));
      assertThat(blobs.collect(d -> false, GRACE).blobs()).isZero();
      assertThat(blobs.find(digest)).isNotNull();
    }
    assertThat(blobs.collect(d -> false, GRACE).blobs()).isEqualTo(1);
  }

  /** The same across processes; the holder is killed in the end and its hold with it. */
  @Test
  void neverCollectsWhatAnotherProcessHolds() throws Exception {
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                HoldingProcess.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader said = other.inputReader()) {
      Digest digest = new Digest(said.readLine());
      FileBlobs blobs = open(folder);
      now = START.plus(GRACE.multipliedBy(10));
      assertThat(blobs.collect(d -> false, GRACE).blobs()).isZero();
      assertThat(blobs.find(digest)).isNotNull();
      other.destroyForcibly().waitFor();
      assertThat(blobs.collect(d -> false, GRACE).blobs()).isEqualTo(1);
    } finally {
      other.destroyForcibly();
    }
  }

  /**
   * An old orphan is published again while the collection looks at it, before and under its lock.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void neverTakesAnOldOrphanFromAPublicationThatRevivesIt(int look) throws Exception {
    FileBlobs blobs = open(folder);
    Digest orphan = keep(blobs, SELLER, "revived");
    now = START.plus(GRACE).plusSeconds(1);
    Set<Digest> ledger = ConcurrentHashMap.newKeySet();
    List<Thread> publications = new ArrayList<>();
    AtomicInteger looks = new AtomicInteger();
    blobs.collect(
        digest -> {
          boolean named = ledger.contains(digest);
          if (looks.incrementAndGet() == look) {
            publications.add(Thread.ofVirtual().start(() -> publish(blobs, ledger)));
            if (look == 1) {
              joined(publications);
            }
          }
          return named;
        },
        GRACE);
    joined(publications);
    assertThat(publications).hasSize(1);
    assertThat(ledger).contains(orphan);
    assertThat(read(blobs, orphan, 0, 7)).isEqualTo("revived");
  }

  private static void joined(List<Thread> threads) {
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException interrupted) {
        throw new AssertionError(interrupted);
      }
    }
  }

  private static void publish(FileBlobs blobs, Set<Digest> ledger) {
    try (Blobs.Staged staged = blobs.stage(SELLER)) {
      staged.sink().write("revived".getBytes(StandardCharsets.UTF_8));
      ledger.add(staged.keep());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private Path file(Digest digest) {
    return new Layout(folder).blob(digest);
  }

  private Path onlyStaged() throws IOException {
    try (Stream<Path> staged = Files.list(folder.resolve("staging"))) {
      return staged.findFirst().orElseThrow();
    }
  }
}

package dev.packledger.registry.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.packledger.domain.ledger.Digest;
import dev.packledger.domain.organizations.OrganizationId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What every store of blobs does, fakes included. A blob may have 1000 bytes, a seller 2500. */
public abstract class BlobsContract {
  protected static final int BLOB_BYTES_MAX = 1000;
  protected static final int SELLER_BYTES_MAX = 2500;
  protected static final OrganizationId SELLER = OrganizationId.ofSlug("acme");
  private static final OrganizationId OTHER = OrganizationId.ofSlug("globex");

  /** An empty store with the limits named above. */
  protected abstract Blobs blobs() throws IOException;

  @Test
  void keepsBytesUnderTheirDigest() throws IOException {
    Blobs blobs = blobs();
    Digest digest = keep(blobs, SELLER, "abc");
    assertThat(digest.hex())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(read(blobs, digest, 0, 3)).isEqualTo("abc");
    assertThat(found(blobs, digest).size()).isEqualTo(3);
    assertThat(found(blobs, digest).digest()).isEqualTo(digest);
  }

  @Test
  void readsParts() throws IOException {
    Blobs blobs = blobs();
    Digest digest = keep(blobs, SELLER, "0123456789");
    assertThat(read(blobs, digest, 0, 1)).isEqualTo("0");
    assertThat(read(blobs, digest, 3, 4)).isEqualTo("3456");
    assertThat(read(blobs, digest, 9, 1)).isEqualTo("9");
    assertThat(read(blobs, digest, 10, 0)).isEmpty();
    assertThatThrownBy(() -> read(blobs, digest, 8, 3))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void knowsNothingThatWasNotKept() throws IOException {
    Blobs blobs = blobs();
    Digest digest = keep(blobs(), SELLER, "abc");
    assertThat(blobs.find(digest)).isNull();
    try (Blobs.Staged staged = blobs.stage(SELLER)) {
      staged.sink().write("abc".getBytes(StandardCharsets.UTF_8));
      assertThat(new String(staged.open().readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("abc");
      assertThat(blobs.find(digest)).isNull();
    }
    assertThat(blobs.find(digest)).isNull();
  }

  @Test
  void keepsTheSameBytesTwiceAsOne() throws IOException {
    Blobs blobs = blobs();
    Digest first = keep(blobs, SELLER, "abc");
    assertThat(keep(blobs, OTHER, "abc")).isEqualTo(first);
    assertThat(read(blobs, first, 0, 3)).isEqualTo("abc");
  }

  @Test
  void refusesABlobThatIsTooLarge() throws IOException {
    Blobs blobs = blobs();
    keep(blobs, SELLER, "x".repeat(BLOB_BYTES_MAX));
    assertThatThrownBy(() -> keep(blobs, SELLER, "y".repeat(BLOB_BYTES_MAX + 1)))
        .isInstanceOfSatisfying(
            Blobs.LimitExceeded.class,
            limit -> assertThat(limit.refusal()).isEqualTo(BlobRefusal.TOO_LARGE));
  }

  @Test
  void refusesMoreThanASellersSpaceAndCountsEachBlobOnce() throws IOException {
    Blobs blobs = blobs();
    keep(blobs, SELLER, "a".repeat(1000));
    keep(blobs, SELLER, "b".repeat(1000));
    keep(blobs, SELLER, "c".repeat(400));
    keep(blobs, SELLER, "d".repeat(100));
    assertThatThrownBy(() -> keep(blobs, SELLER, "e"))
        .isInstanceOfSatisfying(
            Blobs.LimitExceeded.class,
            limit -> assertThat(limit.refusal()).isEqualTo(BlobRefusal.SELLER_SPACE_USED));
    assertThat(read(blobs, keep(blobs, OTHER, "e"), 0, 1)).isEqualTo("e");
  }

  @Test
  void givesBackTheSpaceOfWhatWasNotKept() throws IOException {
    Blobs blobs = blobs();
    for (int i = 0; i < 4; i++) {
      try (Blobs.Staged staged = blobs.stage(SELLER)) {
        staged.sink().write(new byte[BLOB_BYTES_MAX]);
      }
      keep(blobs, SELLER, "s".repeat(BLOB_BYTES_MAX));
    }
    assertThat(keep(blobs, SELLER, "t".repeat(BLOB_BYTES_MAX))).isNotNull();
  }

  protected static Digest keep(Blobs blobs, OrganizationId seller, String content)
      throws IOException {
    try (Blobs.Staged staged = blobs.stage(seller)) {
      staged.sink().write(content.getBytes(StandardCharsets.UTF_8));
      return staged.keep();
    }
  }

  protected static String read(Blobs blobs, Digest digest, long first, long length)
      throws IOException {
    ByteArrayOutputStream to = new ByteArrayOutputStream();
    found(blobs, digest).copy(first, length, to);
    return to.toString(StandardCharsets.UTF_8);
  }

  private static Blobs.Blob found(Blobs blobs, Digest digest) throws IOException {
    return Objects.requireNonNull(blobs.find(digest), "no blob " + digest.hex());
  }
}

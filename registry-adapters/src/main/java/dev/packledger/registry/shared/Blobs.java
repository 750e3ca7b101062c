package dev.packledger.registry.shared;

import dev.packledger.domain.ledger.Digest;
import dev.packledger.domain.organizations.OrganizationId;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of artifacts, by digest; supplied by {@code server}. A publication keeps its blob first
 * and sends its command after: a crash between the two leaves an orphan, never a release without
 * bytes.
 */
public interface Blobs {
  /**
   * Begins to take in one blob on a seller's account.
   *
   * @throws LimitExceeded where the seller's space is used up
   */
  Staged stage(OrganizationId seller) throws IOException;

  /**
   * A kept blob, or null where there is none.
   *
   * @throws IOException where its bytes can no longer be read or are no longer what its digest says
   */
  @Nullable Blob find(Digest digest) throws IOException;

  /** A blob on its way in. For one thread. */
  interface Staged extends Closeable {
    /** Where the bytes go; throws {@link LimitExceeded} when there are too many. */
    OutputStream sink();

    /** The bytes so far, from the beginning. */
    InputStream open() throws IOException;

    /**
     * Makes the bytes durable under their digest. From here until {@link #close} no collection of
     * orphans touches the blob, so the caller closes only after its command was answered.
     */
    Digest keep() throws IOException;

    /** Forgets bytes that were not kept; lets go of a kept blob. */
    @Override
    void close() throws IOException;
  }

  /** A kept blob. For any thread. */
  interface Blob {
    Digest digest();

    /** In bytes. */
    long size();

    /** Writes {@code length} bytes from offset {@code first} on, in constant memory. */
    void copy(long first, long length, OutputStream to) throws IOException;
  }

  /** Too many bytes; carries its refusal out of the stream that was written to. */
  final class LimitExceeded extends IOException {
    private static final long serialVersionUID = 1L;
    private final BlobRefusal refusal;

    public LimitExceeded(BlobRefusal refusal, String detail) {
      super(detail);
      this.refusal = refusal;
    }

    public BlobRefusal refusal() {
      return refusal;
    }
  }
}

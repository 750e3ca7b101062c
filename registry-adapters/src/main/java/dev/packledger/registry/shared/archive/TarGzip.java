package dev.packledger.registry.shared.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Reads an uploaded {@code .tgz} that nobody has reason to trust: the single point where its
 * entries are judged. Nothing is ever written to disk under a name from the archive.
 *
 * <p>Two passes, by two independent readers that must see the same entries: {@link TarFraming} is
 * strict about headers and paths, commons-compress reads the content.
 */
public final class TarGzip {
  private final ArchiveLimits limits;
  private final BoundedUnpacking.Packing packing;

  public TarGzip(ArchiveLimits limits) {
    this(limits, BoundedUnpacking.Packing.GZIP);
  }

  private TarGzip(ArchiveLimits limits, BoundedUnpacking.Packing packing) {
    this.limits = limits;
    this.packing = packing;
  }

  /** The same reader for a tar that is not packed, which others hold inside. */
  public static TarGzip unpacked(ArchiveLimits limits) {
    return new TarGzip(limits, BoundedUnpacking.Packing.NONE);
  }

  /** The archive's bytes, as often as they are asked for. */
  @FunctionalInterface
  public interface Source {
    InputStream open() throws IOException;
  }

  /**
   * Sees each file once, in order; what it does not read is skipped. It throws only what reading
   * the content throws.
   */
  @FunctionalInterface
  public interface FileReader {
    void file(String path, long size, InputStream content) throws IOException;
  }

  /** What came of it. */
  public sealed interface Reading {
    /**
     * All of it is in order.
     *
     * @param unpackedBytes the sum of the files' sizes
     */
    record Read(int files, long unpackedBytes) implements Reading {}

    /**
     * It is not to be taken.
     *
     * @param detail one plain sentence without the subject: {@code a path is absolute: /etc/passwd}
     */
    record Refused(ArchiveRefusal refusal, String detail) implements Reading {}
  }

  /**
   * Reads the whole archive.
   *
   * @throws IOException where the source cannot be read: a failure, not the archive's fault
   */
  public Reading read(Source source, FileReader reader) throws IOException {
    try {
      EntryTrace framing = pass(source, tar -> new TarFraming(tar, limits).check());
      Contents contents = pass(source, tar -> contents(tar, reader));
      return framing.sameAs(contents.trace())
          ? new Reading.Read(contents.files(), contents.bytes())
          : new Reading.Refused(
              ArchiveRefusal.MALFORMED, "two readers of the archive see different entries");
    } catch (UnsafeArchive unsafe) {
      return new Reading.Refused(unsafe.refusal(), unsafe.detail());
    }
  }

  @FunctionalInterface
  private interface Pass<T> {
    T over(InputStream tar) throws IOException;
  }

  private record Contents(EntryTrace trace, int files, long bytes) {}

  private <T> T pass(Source source, Pass<T> pass) throws IOException {
    try (InputStream file = source.open()) {
      return over(new BoundedUnpacking(file, limits, packing), pass);
    }
  }

  /** Tells what is wrong with the archive from what is wrong with the disk below it. */
  private static <T> T over(BoundedUnpacking tar, Pass<T> pass) throws IOException {
    try (tar) {
      return pass.over(tar);
    } catch (UnsafeArchive unsafe) {
      throw unsafe;
    } catch (ZipException damaged) {
      throw new UnsafeArchive(ArchiveRefusal.MALFORMED, "its compressed data is damaged");
    } catch (IOException | IllegalArgumentException broken) {
      IOException below = tar.failure();
      if (below != null) {
        throw below;
      }
      throw new UnsafeArchive(ArchiveRefusal.MALFORMED, "it is damaged or cut short");
    }
  }

  private static Contents contents(InputStream tar, FileReader reader) throws IOException {
    EntryTrace trace = new EntryTrace();
    int files = 0;
    long bytes = 0;
    try (TarArchiveInputStream entries = new TarArchiveInputStream(tar, "UTF-8")) {
      for (TarArchiveEntry entry = entries.getNextEntry();
          entry != null;
          entry = entries.getNextEntry()) {
        trace.add(entry.getName(), entry.isDirectory(), entry.getSize());
        if (!entry.isDirectory()) {
          files++;
          bytes += entry.getSize();
          reader.file(entry.getName(), entry.getSize(), entries);
        }
      }
    }
    return new Contents(trace, files, bytes);
  }
}

package dev.packledger.ledger.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * PostgreSQL's own programs, as Maven Central carries them ({@code io.zonky.test.postgres}), one
 * archive per platform on the class path. An archive is unpacked once into a cache, in a folder
 * named after the archive's SHA-256, and put in place by one rename: a half unpacked one is never
 * seen.
 */
final class PostgresBinaries {
  private final Path folder;

  private PostgresBinaries(Path folder) {
    this.folder = folder;
  }

  /** Unpacks this platform's archive into the cache, unless it lies there already. */
  static PostgresBinaries unpacked(Path cache) {
    String archive = archiveName(System.getProperty("os.name"), System.getProperty("os.arch"));
    try {
      Path folder = cache.resolve(digest(archive).substring(0, 32));
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(cache);
        unpack(archive, folder);
      }
      return new PostgresBinaries(folder.toRealPath());
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot unpack PostgreSQL into " + cache, failed);
    }
  }

  /** The path of one program, such as {@code initdb}. */
  String program(String name) {
    return folder.resolve("bin").resolve(name).toString();
  }

  static String archiveName(String osName, String osArch) {
    String os = osName.toLowerCase(Locale.ROOT);
    String system = os.startsWith("mac") ? "darwin" : os.startsWith("linux") ? "linux" : "";
    String machine =
        switch (osArch) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "arm_64";
          default -> "";
        };
    if (system.isEmpty() || machine.isEmpty()) {
      throw new PostgresFailure(
          "postgres.missing",
          "no PostgreSQL for %s on %s; give --database-url".formatted(osName, osArch));
    }
    return "postgres-" + system + "-" + machine + ".txz";
  }

  private static InputStream open(String archive) {
    InputStream in = PostgresBinaries.class.getResourceAsStream("/" + archive);
    if (in == null) {
      throw new PostgresFailure(
          "postgres.missing",
          "this build carries no "
              + archive
              + "; build it on this platform or give --database-url");
    }
    return new BufferedInputStream(in, 1 << 16);
  }

  private static String digest(String archive) throws IOException {
    MessageDigest sha256;
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every JDK has SHA-256", impossible);
    }
    try (InputStream in = new DigestInputStream(open(archive), sha256)) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(sha256.digest());
  }

  private static void unpack(String archive, Path folder) throws IOException {
    Path partial = Files.createTempDirectory(folder.getParent(), "unpacking-");
    try (TarArchiveInputStream in =
        new TarArchiveInputStream(new XZCompressorInputStream(open(archive)))) {
      for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        unpackEntry(in, entry, partial);
      }
    }
    Files.setPosixFilePermissions(partial, PosixFilePermissions.fromString("rwxr-xr-x"));
    try {
      Files.move(partial, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException | java.nio.file.DirectoryNotEmptyException another) {
      delete(partial);
    }
  }

  private static void unpackEntry(TarArchiveInputStream in, TarArchiveEntry entry, Path root)
      throws IOException {
    Path target = root.resolve(entry.getName()).normalize();
    if (!target.startsWith(root)) {
      throw new IOException("an entry outside of its archive: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(in, target);
    boolean executable = (entry.getMode() & 0100) != 0;
    Files.setPosixFilePermissions(
        target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    try (FileChannel file = FileChannel.open(target, StandardOpenOption.WRITE)) {
      file.force(true); // the rename must not come to disk before what it names
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> all = Files.walk(folder)) {
      deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.delete(path);
    }
  }
}

package dev.packledger.identity;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A small file of the data folder that only its owner may read: a title line, a line of content, a
 * line that proves both whole. It appears whole or not at all, whenever a process dies.
 */
final class SecretFile {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private final Path file;
  private final String title;

  SecretFile(Path file, String title) {
    this.file = file;
    this.title = title;
  }

  /**
   * The content; empty where there is no file.
   *
   * @throws KeyFailure with {@link KeyFailure#DAMAGED} where the file is not whole
   */
  Optional<String> read() throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    List<String> lines;
    try {
      lines = Files.readAllLines(file, StandardCharsets.US_ASCII);
    } catch (java.nio.charset.CharacterCodingException binary) {
      throw damaged();
    }
    if (lines.size() != 3
        || !lines.get(0).equals(title)
        || !MessageDigest.isEqual(bytes(lines.get(2)), bytes(proof(lines.get(1))))) {
      throw damaged();
    }
    Files.setPosixFilePermissions(file, OWNER_ONLY);
    return Optional.of(lines.get(1));
  }

  private KeyFailure damaged() {
    return new KeyFailure(
        KeyFailure.DAMAGED,
        file + " is damaged; restore it from a backup, a new one would not fit the data");
  }

  /**
   * Writes the file where there is none.
   *
   * @return false where somebody else has written it meanwhile
   */
  boolean create(String content) throws IOException {
    Path whole = write(content);
    try {
      Files.createLink(file, whole);
    } catch (FileAlreadyExistsException meanwhile) {
      return false;
    } finally {
      Files.delete(whole);
    }
    syncFolder();
    return true;
  }

  /** Writes the file, in place of one that is there. */
  void replace(String content) throws IOException {
    Files.move(write(content), file, StandardCopyOption.ATOMIC_MOVE);
    syncFolder();
  }

  /** A whole, durable file beside the one to be. A crash leaves it there, harmless. */
  private Path write(String content) throws IOException {
    Path folder = folder();
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Path whole =
        Files.createTempFile(
            folder, ".new", null, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    String text = title + "\n" + content + "\n" + proof(content) + "\n";
    try (FileChannel channel = FileChannel.open(whole, StandardOpenOption.WRITE)) {
      ByteBuffer left = ByteBuffer.wrap(bytes(text));
      while (left.hasRemaining()) {
        channel.write(left);
      }
      channel.force(true);
    }
    return whole;
  }

  private void syncFolder() throws IOException {
    try (FileChannel channel = FileChannel.open(folder(), StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private Path folder() {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IllegalArgumentException("a file in no folder: " + file);
    }
    return folder;
  }

  /** Against damage, not against forgery: who can write the file can write its proof. */
  private String proof(String content) {
    return Macs.sha256Hex(bytes(title + "\n" + content));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}

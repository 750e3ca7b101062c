package dev.packledger.registry.shared.archive;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** What one reader saw of an archive, in constant memory, to be compared with what another saw. */
final class EntryTrace {
  private final MessageDigest seen;

  EntryTrace() {
    try {
      seen = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every JDK has SHA-256", impossible);
    }
  }

  void add(String path, boolean folder, long size) {
    String trimmed = folder && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    byte[] bytes = trimmed.getBytes(StandardCharsets.UTF_8);
    seen.update((bytes.length + ":" + folder + ":" + size + ":").getBytes(StandardCharsets.UTF_8));
    seen.update(bytes);
  }

  /** Whether both saw the same entries in the same order; ends both traces. */
  boolean sameAs(EntryTrace other) {
    return MessageDigest.isEqual(seen.digest(), other.seen.digest());
  }
}

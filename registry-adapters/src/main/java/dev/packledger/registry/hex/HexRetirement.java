package dev.packledger.registry.hex;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Hex's word for a yank: the release still resolves and locked builds go on, and clients warn with
 * reason and message (hex_core proto/hex_pb_package.proto). The ledger keeps both as the yank's one
 * text, {@code reason: message}.
 *
 * @param message may be empty
 */
record HexRetirement(Reason reason, String message) {
  /** In the order of their numbers on the wire. */
  enum Reason {
    OTHER,
    INVALID,
    SECURITY,
    DEPRECATED,
    RENAMED;

    int number() {
      return ordinal();
    }

    /** As the API spells it. */
    String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Reason> of(String text) {
      for (Reason reason : values()) {
        if (reason.text().equals(text)) {
          return Optional.of(reason);
        }
      }
      return Optional.empty();
    }
  }

  /** The text that the ledger keeps. */
  String yankReason() {
    return message.isEmpty() ? reason.text() : reason.text() + ": " + message;
  }

  /**
   * What clients are told of a release.
   *
   * @param yankReason null while it is not yanked; one that names no reason of Hex is its message
   * @param deprecation null where it is not deprecated
   * @return null where it is neither
   */
  static @Nullable HexRetirement of(@Nullable String yankReason, @Nullable String deprecation) {
    if (yankReason != null) {
      int colon = yankReason.indexOf(": ");
      String word = colon < 0 ? yankReason : yankReason.substring(0, colon);
      return Reason.of(word)
          .map(
              reason -> new HexRetirement(reason, colon < 0 ? "" : yankReason.substring(colon + 2)))
          .orElseGet(() -> new HexRetirement(Reason.OTHER, yankReason));
    }
    return deprecation == null || deprecation.isEmpty()
        ? null
        : new HexRetirement(Reason.DEPRECATED, deprecation);
  }
}

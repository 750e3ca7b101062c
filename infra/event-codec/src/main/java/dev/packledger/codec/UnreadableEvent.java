package dev.packledger.codec;

import org.jspecify.annotations.Nullable;

/**
 * A stored event that this program cannot read: of a type or revision it does not know, or of bytes
 * that are not what that type says. It stops its reader; nothing is ever skipped.
 */
public final class UnreadableEvent extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnreadableEvent(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  UnreadableEvent(String message) {
    this(message, null);
  }
}

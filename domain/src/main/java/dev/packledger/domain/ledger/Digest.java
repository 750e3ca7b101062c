package dev.packledger.domain.ledger;

import java.util.regex.Pattern;

/** A SHA-256 identity: 64 lower-case hexadecimal characters. */
public record Digest(String hex) {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

  public Digest {
    if (!FORM.matcher(hex).matches()) {
      throw new IllegalArgumentException("not a SHA-256 in lower-case hexadecimal");
    }
  }
}

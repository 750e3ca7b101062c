package dev.packledger.projections.access;

import dev.packledger.domain.terms.Terms;
import dev.packledger.projections.TermsJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A snapshot of terms as it is stored, once for all licences that have it.
 *
 * @param digest SHA-256 of the text, in hexadecimal
 */
record StoredTerms(String digest, String text) {
  static StoredTerms of(Terms terms) {
    String text = TermsJson.write(terms);
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return new StoredTerms(HexFormat.of().formatHex(hash), text);
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every JDK has SHA-256", impossible);
    }
  }
}

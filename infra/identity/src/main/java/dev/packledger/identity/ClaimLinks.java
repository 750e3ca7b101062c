package dev.packledger.identity;

import dev.packledger.domain.ledger.IdText;
import dev.packledger.domain.licenses.LicenseId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.SecretKey;

/**
 * Signed links by which a buyer takes a licence: {@code LICENCE.SECONDS.SIGNATURE}, the end in
 * seconds since 1970 and 128 bits of HMAC-SHA-256 over both. Nothing is stored. That a link works
 * once is the licence's own rule: its {@code LicenseClaimed} ends it.
 */
public final class ClaimLinks {
  private static final int SIGNATURE_BYTES = 16;
  private final SecretKey key;

  public ClaimLinks(InstanceKeys keys) {
    key = keys.key(InstanceKeys.Purpose.CLAIM_LINKS);
  }

  /** What a presented link says. */
  public sealed interface Claim {
    /**
     * @param until the first instant at which the link no longer works
     */
    record Valid(LicenseId license, Instant until) implements Claim {}

    record Expired(LicenseId license, Instant until) implements Claim {}

    /** Not a link of this instance, or changed. */
    record Invalid() implements Claim {}
  }

  /** The last part of a link, URL-safe. The end is cut to seconds. */
  public String sign(LicenseId license, Instant until) {
    String signed = license.value() + "." + until.getEpochSecond();
    return signed + "." + signature(signed);
  }

  /**
   * @param now the injected clock
   */
  public Claim read(String presented, Instant now) {
    int signatureDot = presented.lastIndexOf('.');
    int secondsDot = presented.indexOf('.');
    if (secondsDot < 0 || secondsDot == signatureDot || !isSigned(presented, signatureDot)) {
      return new Claim.Invalid();
    }
    String license = presented.substring(0, secondsDot);
    if (!IdText.isValid(LicenseId.PREFIX, license)) {
      return new Claim.Invalid();
    }
    Instant until =
        Instant.ofEpochSecond(Long.parseLong(presented.substring(secondsDot + 1, signatureDot)));
    return now.isBefore(until)
        ? new Claim.Valid(new LicenseId(license), until)
        : new Claim.Expired(new LicenseId(license), until);
  }

  private boolean isSigned(String presented, int signatureDot) {
    byte[] expected =
        signature(presented.substring(0, signatureDot)).getBytes(StandardCharsets.US_ASCII);
    byte[] found = presented.substring(signatureDot + 1).getBytes(StandardCharsets.UTF_8);
    return Macs.same(expected, found);
  }

  private String signature(String signed) {
    byte[] message = signed.getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Macs.mac(key, message, SIGNATURE_BYTES));
  }
}

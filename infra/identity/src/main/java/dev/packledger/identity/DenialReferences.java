package dev.packledger.identity;

import dev.packledger.domain.access.Decision;
import dev.packledger.domain.access.Reason;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.tokens.TokenId;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * References of denials: complete in themselves, signed, and short enough for a header or a line in
 * a terminal. 200 bits in 40 characters of Crockford's base32, which survive being read aloud and
 * typed in capitals:
 *
 * <pre>
 * bits  meaning
 *    8  form and reason: 0x80 set where no token was recognised, the reason's number below it
 *   40  the end of the token's id: its last 8 characters (random bits of the UUID)
 *   40  position
 *   32  seconds since 2020-01-01T00:00:00Z
 *   80  HMAC-SHA-256 over the 120 bits before, cut
 * </pre>
 *
 * The token's whole id would leave no room for a signature. Its end names one token among a million
 * nearly always; the directory's tokens that end so are at most a few, and what the reference says
 * of the reason must be true of one.
 */
public final class DenialReferences {
  /** The length of every reference, in characters. */
  public static final int LENGTH = 40;

  /** How many characters of a token's id a reference holds. */
  public static final int TOKEN_END_CHARS = 8;

  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final Pattern FORM = Pattern.compile("[" + ALPHABET + "]{" + LENGTH + "}");
  private static final Instant FIRST_SECOND = Instant.parse("2020-01-01T00:00:00Z");
  private static final int TOTAL_BYTES = 25;
  private static final int SIGNED_BYTES = 15;
  private static final int NO_TOKEN = 0x80;
  private static final long FORTY_BITS = (1L << 40) - 1;

  private final SecretKey key;

  public DenialReferences(InstanceKeys keys) {
    key = keys.key(InstanceKeys.Purpose.DENIAL_REFERENCES);
  }

  /** The reference of a denial. */
  public String of(Decision.Denied denied) {
    TokenId token = denied.token();
    int head = DenialReference.number(denied.reason()) | (token == null ? NO_TOKEN : 0);
    long end = token == null ? 0 : number(end(token.value()));
    ByteBuffer bytes = ByteBuffer.allocate(TOTAL_BYTES);
    bytes.put((byte) head);
    putForty(bytes, end);
    putForty(bytes, denied.at().value());
    bytes.putInt((int) (denied.instant().getEpochSecond() - FIRST_SECOND.getEpochSecond()));
    bytes.put(signature(Arrays.copyOf(bytes.array(), SIGNED_BYTES)));
    return text(bytes.array());
  }

  /** What a reference says; empty where this instance did not make it. */
  public Optional<DenialReference> resolve(String presented) {
    String reference = presented.strip().toLowerCase(Locale.ROOT);
    if (!FORM.matcher(reference).matches()) {
      return Optional.empty();
    }
    byte[] bytes = bytes(reference);
    byte[] signed = Arrays.copyOf(bytes, SIGNED_BYTES);
    if (!Macs.same(signature(signed), Arrays.copyOfRange(bytes, SIGNED_BYTES, TOTAL_BYTES))) {
      return Optional.empty();
    }
    ByteBuffer parts = ByteBuffer.wrap(signed);
    int head = parts.get() & 0xff;
    long end = forty(parts);
    long position = forty(parts);
    Instant second = FIRST_SECOND.plusSeconds(Integer.toUnsignedLong(parts.getInt()));
    @Nullable Reason reason = DenialReference.reason(head & ~NO_TOKEN);
    if (reason == null) {
      return Optional.empty();
    }
    @Nullable String tokenEnd = (head & NO_TOKEN) != 0 ? null : endText(end);
    return Optional.of(new DenialReference(reason, tokenEnd, new Position(position), second));
  }

  private byte[] signature(byte[] signed) {
    return Macs.mac(key, signed, TOTAL_BYTES - SIGNED_BYTES);
  }

  private static String end(String tokenId) {
    return tokenId.substring(tokenId.length() - TOKEN_END_CHARS);
  }

  private static void putForty(ByteBuffer bytes, long number) {
    if ((number & ~FORTY_BITS) != 0) {
      throw new IllegalArgumentException("does not fit 40 bits: " + number);
    }
    bytes.put((byte) (number >>> 32)).putInt((int) number);
  }

  private static long forty(ByteBuffer bytes) {
    return ((bytes.get() & 0xffL) << 32) | Integer.toUnsignedLong(bytes.getInt());
  }

  private static long number(String base32) {
    long number = 0;
    for (int i = 0; i < base32.length(); i++) {
      number = (number << 5) | ALPHABET.indexOf(base32.charAt(i));
    }
    return number;
  }

  private static String endText(long number) {
    StringBuilder text = new StringBuilder();
    for (int shift = 5 * (TOKEN_END_CHARS - 1); shift >= 0; shift -= 5) {
      text.append(ALPHABET.charAt((int) (number >>> shift) & 31));
    }
    return text.toString();
  }

  private static String text(byte[] bytes) {
    BigInteger number = new BigInteger(1, bytes);
    StringBuilder text = new StringBuilder(LENGTH);
    for (int shift = 5 * (LENGTH - 1); shift >= 0; shift -= 5) {
      text.append(ALPHABET.charAt(number.shiftRight(shift).intValue() & 31));
    }
    return text.toString();
  }

  private static byte[] bytes(String reference) {
    BigInteger number = BigInteger.ZERO;
    for (int i = 0; i < reference.length(); i++) {
      number = number.shiftLeft(5).or(BigInteger.valueOf(ALPHABET.indexOf(reference.charAt(i))));
    }
    byte[] unsigned = number.toByteArray();
    byte[] bytes = new byte[TOTAL_BYTES];
    int length = Math.min(unsigned.length, TOTAL_BYTES);
    System.arraycopy(unsigned, unsigned.length - length, bytes, TOTAL_BYTES - length, length);
    return bytes;
  }
}

package dev.packledger.server.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A refusal, a denial or a bad request as RFC 9457 says it.
 *
 * @param type {@code urn:packledger:problem:} and the code
 * @param title the code's meaning in short
 * @param detail one plain sentence about this occurrence, without secrets
 * @param code stable; documented
 * @param reference resolves at {@code /api/v1/denials/{reference}}; denials only
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
    String type, String title, int status, String detail, String code, @Nullable String reference) {
  public static final String MEDIA_TYPE = "application/problem+json";

  public static Problem of(int status, String code, String detail) {
    return new Problem(typeOf(code), titleOf(code), status, detail, code, null);
  }

  /** A denial with the reference that tells more of it. */
  public static Problem denied(int status, String code, String detail, String reference) {
    return new Problem(typeOf(code), titleOf(code), status, detail, code, reference);
  }

  private static String typeOf(String code) {
    return "urn:packledger:problem:" + code;
  }

  private static String titleOf(String code) {
    String words = code.replace('.', ' ').replace('_', ' ');
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}

package dev.packledger.registry.hex;

import dev.packledger.domain.access.Decision;
import dev.packledger.domain.access.Reason;
import dev.packledger.domain.ledger.Outcome;
import dev.packledger.domain.ledger.Refusal;
import dev.packledger.domain.packages.PackageRefusal;
import dev.packledger.domain.releases.ReleaseRefusal;
import dev.packledger.registry.shared.Asker;
import dev.packledger.registry.shared.DenialWords;
import dev.packledger.registry.shared.StaleNode;
import dev.packledger.registry.shared.http.Answer;
import dev.packledger.registry.shared.http.DenialStatus;
import dev.packledger.registry.shared.http.RefusalStatus;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Denials and refusals in the shapes that Hex's clients print. mix shows the header {@code
 * x-hex-message} of any answer, and of a body its words or its {@code message} (hex
 * lib/hex/http.ex, lib/hex/utils.ex); rebar3 shows nothing, so that the reference stands in a
 * header of its own for whoever looks with another program.
 */
public final class HexDenial {
  /** The header that carries a denial's reference for those whose client prints nothing. */
  public static final String REFERENCE = "Packledger-Denial";

  static final String MESSAGE = "x-hex-message";

  /** mix shows the words of these; of a 403 it guesses that the name is taken. */
  private static final Set<Refusal> UNPROCESSABLE =
      Set.of(
          ReleaseRefusal.EXISTS,
          HexRefusal.REPLACE,
          HexRefusal.TARBALL_FILES,
          HexRefusal.TARBALL_VERSION,
          HexRefusal.TARBALL_CHECKSUM,
          HexRefusal.METADATA_MALFORMED,
          HexRefusal.METADATA_INVALID,
          HexRefusal.NAME_INVALID,
          HexRefusal.NAME_MISMATCH,
          HexRefusal.VERSION_INVALID,
          HexRefusal.REQUIREMENT_INVALID,
          HexRefusal.DEPENDENCY_REPOSITORY,
          HexRefusal.RETIREMENT_INVALID);

  private HexDenial() {}

  /**
   * The same bytes for what does not exist and for what the asker is a stranger to; so it carries
   * no reference either.
   */
  static Answer notFound(HexForm form) {
    return form.answer(404, value(404, "Not found", null));
  }

  /** Nobody said who asks. */
  static Answer unauthenticated(HexForm form) {
    return fatal(
            form,
            401,
            "You must send an access token: the repository's auth_key, or HEX_API_KEY",
            "credential.missing")
        .with("WWW-Authenticate", "Bearer realm=\"packledger\"");
  }

  /** This node cannot say; not a denial. */
  static Answer stale(StaleNode stale, HexForm form) {
    return fatal(form, 503, String.valueOf(stale.getMessage()), StaleNode.CODE)
        .with("Retry-After", Integer.toString(stale.retryAfterSeconds()));
  }

  /** A request's method that its address does not know. */
  static Answer wrongMethod(HexForm form, String allowed) {
    return form.answer(405, value(405, "This address knows " + allowed + " only", null))
        .with("Allow", allowed);
  }

  /** A denial of somebody. */
  static Answer told(
      Decision.Denied denied, Asker asker, @Nullable HexVersion lastCovered, HexForm form) {
    return of(
        denied, asker.access().reference(denied), lastCovered, asker.request().account(), form);
  }

  /**
   * A denial.
   *
   * @param reference its signed reference
   * @param lastCovered the greatest version that is covered; null where there is none or it does
   *     not matter
   * @param account where people look after their licences
   */
  static Answer of(
      Decision.Denied denied,
      String reference,
      @Nullable HexVersion lastCovered,
      URI account,
      HexForm form) {
    Reason reason = denied.reason();
    if (reason.toldAsNotFound()) {
      return notFound(form);
    }
    String covered = lastCovered == null ? null : lastCovered.text();
    String words = DenialWords.all(denied, reference, covered, account);
    int status = DenialStatus.of(reason);
    ObjectNode value = value(status, words, reason.code());
    value.put("reference", reference);
    Answer answer =
        form.answer(status, value)
            .with(MESSAGE, message(words, "fatal"))
            .with(REFERENCE, reference);
    return reason == Reason.TOKEN_UNKNOWN
        ? answer.with("WWW-Authenticate", "Bearer realm=\"packledger\"")
        : answer;
  }

  /** A refusal. The API's clients print the body's message. */
  static Answer of(Outcome.Refused refused, HexForm form) {
    int status = status(refused.refusal());
    String code = refused.refusal().code();
    return form.answer(status, value(status, refused.detail() + " (" + code + ")", code));
  }

  /** A version that exists. */
  static Outcome.Refused exists(HexName name, HexVersion version) {
    return new Outcome.Refused(
        ReleaseRefusal.EXISTS,
        name + " " + version + " exists; a release is never replaced, publish another version.");
  }

  /** A name that somebody else publishes. */
  static Outcome.Refused taken(HexName name) {
    return new Outcome.Refused(
        PackageRefusal.TAKEN, "The name " + name + " is not yours to publish.");
  }

  private static int status(Refusal refusal) {
    if (UNPROCESSABLE.contains(refusal)) {
      return 422;
    }
    if (refusal == HexRefusal.METADATA_TOO_LARGE) {
      return 413;
    }
    return refusal == HexRefusal.UNSUPPORTED ? 403 : RefusalStatus.of(refusal);
  }

  private static Answer fatal(HexForm form, int status, String words, String code) {
    String all = words + " (" + code + ")";
    return form.answer(status, value(status, all, code)).with(MESSAGE, message(all, "fatal"));
  }

  /** The header's grammar has no escapes: a quote would end the text. */
  static String message(String words, String level) {
    return '"' + words.replace('"', '\'') + "\"; level=" + level;
  }

  private static ObjectNode value(int status, String message, @Nullable String code) {
    ObjectNode value = JsonNodeFactory.instance.objectNode();
    value.put("status", status);
    value.put("message", message);
    if (code != null) {
      value.put("code", code);
    }
    return value;
  }
}

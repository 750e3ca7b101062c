package dev.packledger.registry.npm;

import dev.packledger.domain.access.Decision;
import dev.packledger.domain.access.Reason;
import dev.packledger.domain.ledger.Outcome;
import dev.packledger.domain.ledger.Refusal;
import dev.packledger.domain.releases.ReleaseRefusal;
import dev.packledger.registry.shared.Asker;
import dev.packledger.registry.shared.DenialWords;
import dev.packledger.registry.shared.StaleNode;
import dev.packledger.registry.shared.http.Answer;
import dev.packledger.registry.shared.http.DenialStatus;
import dev.packledger.registry.shared.http.RefusalStatus;
import dev.packledger.registry.shared.json.CanonicalText;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Denials and refusals in the shapes that npm's clients print. npm shows the body's {@code error},
 * the reason phrase and the header {@code npm-notice}; Yarn 1 the body; pnpm and Yarn Berry the
 * reason phrase; bun nothing (npm-registry-fetch lib/check-response.js and errors.js; the others as
 * seen). So every channel says all of it.
 */
public final class NpmDenial {
  /** The header that carries a denial's reference for those whose client prints nothing. */
  public static final String REFERENCE = "Packledger-Denial";

  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;

  private static final Set<Refusal> FORBIDDING =
      Set.of(
          NpmRefusal.SCOPE_NOT_OWNED,
          NpmRefusal.NAME_UNSCOPED,
          NpmRefusal.TAG_LATEST,
          NpmRefusal.UNSUPPORTED);
  private static final Set<Refusal> TOO_LARGE =
      Set.of(NpmRefusal.BODY_TOO_LARGE, NpmRefusal.METADATA_TOO_LARGE);

  private NpmDenial() {}

  /**
   * The same bytes for what does not exist and for what the asker is a stranger to; so it carries
   * no reference either.
   */
  public static Answer notFound() {
    return answer(404, null, body("Not found"));
  }

  /** Nobody said who asks. With this header npm shows a fixed text that tells to log in. */
  public static Answer unauthenticated() {
    return answer(
            UNAUTHORIZED, null, body("You must send an access token: npm login, or _authToken"))
        .with("WWW-Authenticate", "Bearer realm=\"packledger\"");
  }

  /** This node cannot say; not a denial. */
  public static Answer stale(StaleNode stale) {
    return answer(503, null, body(stale.getMessage() + " (" + StaleNode.CODE + ")"))
        .with("Retry-After", Integer.toString(stale.retryAfterSeconds()));
  }

  /** A request's method that its address does not know. */
  public static Answer wrongMethod(String allowed) {
    return answer(405, null, body("This address knows " + allowed + " only"))
        .with("Allow", allowed);
  }

  /**
   * A denial.
   *
   * @param reference its signed reference
   * @param lastCovered the greatest version that is covered; null where there is none or it does
   *     not matter
   * @param account where people look after their licences
   */
  public static Answer of(
      Decision.Denied denied, String reference, @Nullable NpmVersion lastCovered, URI account) {
    Reason reason = denied.reason();
    if (reason.toldAsNotFound()) {
      return notFound();
    }
    String covered = lastCovered == null ? null : lastCovered.text();
    String words = DenialWords.all(denied, reference, covered, account);
    Answer answer =
        answer(DenialStatus.of(reason), words, body(words, reason.code(), reference))
            .with("npm-notice", words)
            .with(REFERENCE, reference);
    return reason == Reason.TOKEN_UNKNOWN
        ? answer.with("WWW-Authenticate", "Bearer realm=\"packledger\"")
        : answer;
  }

  /** A denial of somebody. */
  static Answer told(Decision.Denied denied, Asker asker, @Nullable NpmVersion lastCovered) {
    return of(denied, asker.access().reference(denied), lastCovered, asker.request().account());
  }

  /** A refusal. Publishing is npm's, which prints the body; so the status line is kept short. */
  public static Answer of(Outcome.Refused refused) {
    String code = refused.refusal().code();
    String words = refused.detail() + " (" + code + ")";
    return answer(status(refused.refusal()), code, body(words, code, null));
  }

  /** A version that exists, in npm's own words. */
  static Outcome.Refused exists(NpmVersion version) {
    return new Outcome.Refused(
        ReleaseRefusal.EXISTS,
        "You cannot publish over the previously published versions: " + version.text() + ".");
  }

  private static int status(Refusal refusal) {
    if (FORBIDDING.contains(refusal)) {
      return FORBIDDEN;
    }
    if (TOO_LARGE.contains(refusal)) {
      return 413;
    }
    if (refusal == NpmRefusal.TAG_VERSION_UNKNOWN) {
      return 404;
    }
    if (refusal == NpmRefusal.BODY_ENCODING) {
      return 415;
    }
    return refusal == NpmRefusal.REVISION_CONFLICT ? 409 : RefusalStatus.of(refusal);
  }

  private static byte[] body(String error) {
    return ("{\"error\":" + CanonicalText.quoted(error) + '}').getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] body(String error, String code, @Nullable String reference) {
    String more = reference == null ? "" : ",\"reference\":" + CanonicalText.quoted(reference);
    return ("{\"code\":"
            + CanonicalText.quoted(code)
            + ",\"error\":"
            + CanonicalText.quoted(error)
            + more
            + '}')
        .getBytes(StandardCharsets.UTF_8);
  }

  private static Answer answer(int status, @Nullable String reasonPhrase, byte[] body) {
    SortedMap<String, String> headers = new TreeMap<>();
    headers.put("Cache-Control", "no-store");
    headers.put("Content-Type", "application/json");
    return new Answer(status, reasonPhrase, headers, new Answer.Body(body));
  }
}

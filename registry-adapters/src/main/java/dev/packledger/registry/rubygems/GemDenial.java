package dev.packledger.registry.rubygems;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.packledger.domain.access.Decision;
import dev.packledger.domain.access.Reason;
import dev.packledger.domain.ledger.Outcome;
import dev.packledger.domain.ledger.Refusal;
import dev.packledger.registry.shared.Asker;
import dev.packledger.registry.shared.DenialWords;
import dev.packledger.registry.shared.StaleNode;
import dev.packledger.registry.shared.http.Answer;
import dev.packledger.registry.shared.http.DenialStatus;
import dev.packledger.registry.shared.http.RefusalStatus;
import java.net.URI;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Denials and refusals as RubyGems clients print them: {@code gem push}, {@code yank} and {@code
 * owner} print the body, {@code gem install} and bundler the reason phrase of what they download
 * (rubygems lib/rubygems/gemcutter_utilities.rb, lib/rubygems/remote_fetcher.rb); of the index
 * bundler prints a fixed text for 401 and 403. So every channel says all of it.
 */
public final class GemDenial {
  /** The header that carries a denial's reference for those whose client prints nothing. */
  public static final String REFERENCE = "Packledger-Denial";

  private static final Set<Refusal> FORBIDDING =
      Set.of(GemRefusal.PUSH_HOST, GemRefusal.UNSUPPORTED);

  private GemDenial() {}

  /**
   * The same bytes for what does not exist and for what the asker is a stranger to; so it carries
   * no reference either.
   */
  public static Answer notFound() {
    return answer(404, null, "This gem could not be found");
  }

  /** Nobody said who asks. */
  public static Answer unauthenticated() {
    return answer(
            401,
            "An access token is needed",
            "You must send an access token, as the password of any user")
        .with("WWW-Authenticate", "Basic realm=\"packledger\"");
  }

  /** This node cannot say; not a denial. */
  public static Answer stale(StaleNode stale) {
    return answer(503, null, stale.getMessage() + " (" + StaleNode.CODE + ")")
        .with("Retry-After", Integer.toString(stale.retryAfterSeconds()));
  }

  /** A request's method that its address does not know. */
  public static Answer wrongMethod(String allowed) {
    return answer(405, null, "This address knows " + allowed + " only").with("Allow", allowed);
  }

  /**
   * A denial.
   *
   * @param reference its signed reference
   * @param lastCovered the newest version that is covered; null where there is none or it does not
   *     matter
   * @param account where people look after their licences
   */
  public static Answer of(
      Decision.Denied denied, String reference, @Nullable GemVersion lastCovered, URI account) {
    Reason reason = denied.reason();
    if (reason.toldAsNotFound()) {
      return notFound();
    }
    String covered = lastCovered == null ? null : lastCovered.text();
    String words = DenialWords.all(denied, reference, covered, account);
    Answer answer = answer(DenialStatus.of(reason), words, words).with(REFERENCE, reference);
    return reason == Reason.TOKEN_UNKNOWN
        ? answer.with("WWW-Authenticate", "Basic realm=\"packledger\"")
        : answer;
  }

  /** A denial of somebody. */
  static Answer told(Decision.Denied denied, Asker asker, @Nullable GemVersion lastCovered) {
    return of(denied, asker.access().reference(denied), lastCovered, asker.request().account());
  }

  /** A refusal; {@code gem} prints the body. */
  public static Answer of(Outcome.Refused refused) {
    String code = refused.refusal().code();
    return answer(status(refused.refusal()), code, refused.detail() + " (" + code + ")");
  }

  static Answer refused(Refusal refusal, String detail) {
    return of(new Outcome.Refused(refusal, detail));
  }

  private static int status(Refusal refusal) {
    if (FORBIDDING.contains(refusal)) {
      return 403;
    }
    if (refusal == GemRefusal.METADATA_TOO_LARGE) {
      return 413;
    }
    return refusal == GemRefusal.BODY_ENCODING ? 415 : RefusalStatus.of(refusal);
  }

  private static Answer answer(int status, @Nullable String reasonPhrase, String words) {
    SortedMap<String, String> headers = new TreeMap<>();
    headers.put("Cache-Control", "no-store");
    headers.put("Content-Type", "text/plain; charset=utf-8");
    return new Answer(status, reasonPhrase, headers, new Answer.Body(words.getBytes(UTF_8)));
  }
}

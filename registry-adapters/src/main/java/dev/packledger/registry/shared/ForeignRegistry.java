package dev.packledger.registry.shared;

import dev.packledger.domain.access.Decision;
import dev.packledger.registry.shared.http.Answer;
import java.net.URI;

/**
 * What an ecosystem's adapter knows of registries that are not ours but ask us for every request: a
 * file tree, or another product. Their paths are those of our own, so one parser reads both.
 */
public interface ForeignRegistry {
  /**
   * Reads a request. A path has one meaning here and another there as soon as the two decode it
   * differently; so whatever is not spelled as the ecosystem's clients spell it is unknown.
   *
   * @param rawPath as the client sent it, undecoded, without the query, beginning with a slash
   */
  AskedFor read(String method, String rawPath);

  /**
   * A denial in the words of the ecosystem's clients.
   *
   * @param reference its signed reference
   * @param account where people look after their licences
   */
  Answer denied(Decision.Denied denied, String reference, URI account);

  /** The answer to a request that shows no credential. */
  Answer unauthenticated();
}

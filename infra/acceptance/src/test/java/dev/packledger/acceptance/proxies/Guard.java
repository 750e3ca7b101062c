package dev.packledger.acceptance.proxies;

import java.net.URI;

/** A reverse proxy that asks Packledger about every request. */
public interface Guard extends AutoCloseable {
  /** Where clients reach the registry behind it; ends with a slash. */
  URI registry();

  /** Everything that it logged so far. */
  String logged();

  @Override
  void close();

  /**
   * Whom it asks, and as whom.
   *
   * @param packledger address of the server
   * @param token of the scope {@code decide}
   * @param organization slug whose tokens work, or {@code *}
   */
  record Asking(URI packledger, String token, String organization) {}
}

package dev.packledger.webhooks.inbox;

/**
 * Closes what must not lie open in the database, under a key of the instance; supplied by {@code
 * server}. Authenticated: what was changed or moved to another place does not open.
 */
public interface SecretBox {
  /**
   * @param place where the closed bytes will lie, such as {@code webhooks.api_key/acct_1}; the same
   *     must be given to open them
   */
  byte[] close(byte[] open, String place);

  /**
   * @throws RuntimeException where the bytes were not closed by this instance for this place: a
   *     failure
   */
  byte[] open(byte[] closed, String place);
}

package dev.packledger.domain.ledger;

import java.util.UUID;

/**
 * A typed, sortable identifier: a short prefix naming the kind, an underscore, and 26 characters of
 * lower-case Crockford base32 holding a UUID. The text is what the outside and the ledger see.
 */
public interface Id {
  /** The UUID alone. */
  UUID bits();

  /** The whole text, prefix included; made anew at every call. */
  String value();
}

package dev.packledger.webhooks.inbox;

import java.util.Locale;

/** How far an entry has come. */
public enum InboxState {
  /** Kept and acknowledged; not applied yet. */
  RECEIVED,
  /** Applied; its licences are named. */
  APPLIED,
  /** Of a type that means nothing to us yet; kept. */
  UNKNOWN_TYPE,
  /** Could not be applied, with a code; tried again where a next attempt is named. */
  FAILED,
  /** Never to be applied, with a code: the wrong mode, a second body, an object we cannot read. */
  QUARANTINED;

  /** As it stands in the table and in the API. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The state of a text; throws {@link IllegalArgumentException} for any other. */
  public static InboxState of(String text) {
    for (InboxState state : values()) {
      if (state.text().equals(text)) {
        return state;
      }
    }
    throw new IllegalArgumentException("not a state of the inbox: " + text);
  }
}

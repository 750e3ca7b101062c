package dev.packledger.webhooks.inbox;

import java.util.List;
import java.util.Set;

/** The meaning of a provider's events: turns entries into commands. */
public interface EntryApplication {
  /**
   * Applies one entry. May be called again for the same entry, after a crash or a failure, and must
   * then add nothing that is there already.
   *
   * @param kept everything else that the account sent
   * @throws ProviderFailure where the provider could not be asked
   */
  Application apply(InboxEntry entry, Kept kept);

  /** What is kept in the inbox of one account. */
  interface Kept {
    /**
     * Every entry that speaks of one of the provider's objects, quarantined ones apart, in no order
     * that means anything.
     */
    List<InboxEntry> about(Set<String> references);

    /** The same for entries that concern one of the licences. */
    List<InboxEntry> concerning(Set<String> licenses);
  }
}

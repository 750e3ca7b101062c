package dev.packledger.webhooks.inbox;

import java.util.SortedSet;
import java.util.TreeSet;

/** What came of trying to apply an entry. */
public sealed interface Application {
  /** The licences that the entry concerns, as id texts. */
  SortedSet<String> licenses();

  /** Everything that follows from it is in the ledger. */
  record Applied(SortedSet<String> licenses) implements Application {}

  /**
   * Not all of it could be done yet; to be tried again.
   *
   * @param code stable, such as {@code price.unknown}
   * @param detail one plain sentence, without secrets
   */
  record Failed(String code, String detail, SortedSet<String> licenses) implements Application {
    public Failed(String code, String detail) {
      this(code, detail, new TreeSet<>());
    }
  }

  /** It can never be applied. */
  record Unreadable(String code, String detail) implements Application {
    @Override
    public SortedSet<String> licenses() {
      return new TreeSet<>();
    }
  }
}

package dev.packledger.server.api;

import dev.packledger.domain.ledger.IdText;
import java.util.UUID;

/**
 * What makes a POST repeatable: whatever it creates has ids derived from caller and key, so that a
 * retry after a crash meets the same streams.
 */
public record PostKey(String caller, String key) {
  /**
   * The UUID of an id of a kind.
   *
   * @param part tells apart several things of one kind that one POST creates; empty for the only
   *     one
   */
  public UUID id(String prefix, String part) {
    return IdText.derived(prefix, caller, key, part);
  }

  public UUID id(String prefix) {
    return id(prefix, "");
  }
}

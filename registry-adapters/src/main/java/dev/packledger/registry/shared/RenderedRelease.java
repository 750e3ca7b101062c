package dev.packledger.registry.shared;

import dev.packledger.domain.releases.ReleaseId;

/**
 * A release as an ecosystem's documents show it, rendered once. Whether somebody may see it is not
 * known here.
 */
public interface RenderedRelease {
  ReleaseId id();

  /**
   * Whether indexes list it. What its publisher took out of them is not listed, and its file is
   * still there for whom it is covered.
   */
  boolean listed();

  /** About how many bytes it takes in memory. */
  long weight();
}

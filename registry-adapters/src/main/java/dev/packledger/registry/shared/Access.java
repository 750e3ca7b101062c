package dev.packledger.registry.shared;

import dev.packledger.domain.access.Credential;
import dev.packledger.domain.access.Decision;
import dev.packledger.domain.access.Resource;
import dev.packledger.domain.access.Standing;
import dev.packledger.domain.ledger.Position;
import java.time.Instant;
import java.util.List;

/** The access decision as adapters ask it; supplied by {@code server} over its memory. */
public interface Access {
  /**
   * Decides, as of now. Never cached: every request asks again for everything it shows.
   *
   * @throws StaleNode where this node cannot prove that it is up to date
   */
  Decision decide(Credential credential, Resource resource, Instant instant);

  /**
   * Decides about several resources, in their order and all at one position, so that one document
   * never shows half of a change.
   *
   * @throws StaleNode where this node cannot prove that it is up to date
   */
  List<Decision> decideAll(
      Credential credential, List<? extends Resource> resources, Instant instant);

  /**
   * Decides about several resources as {@link #decideAll} does, and tells how long all of it stands
   * while the position does.
   *
   * @throws StaleNode where this node cannot prove that it is up to date
   */
  Standing decideStanding(
      Credential credential, List<? extends Resource> resources, Instant instant);

  /** The signed, self-contained reference of a denial: at most 40 characters of ASCII. */
  String reference(Decision.Denied denied);

  /**
   * Waits, bounded, until decisions and indexes of this node include a position; false where the
   * bound passed first.
   */
  boolean awaitApplied(Position position);
}

package dev.packledger.domain.ledger;

/** A wish addressed to one stream; each stream's own interface is sealed. */
public interface Command {
  /** The stream that decides. */
  Id stream();
}

package dev.packledger.server.web;

import java.util.OptionalInt;

/** What the doors ask of their node before and besides a request. */
public interface NodeState {
  /** Present while this node cannot prove that it is up to date: seconds until the next try. */
  OptionalInt staleRetrySeconds();

  Readiness readiness();
}

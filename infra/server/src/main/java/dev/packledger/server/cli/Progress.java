package dev.packledger.server.cli;

import dev.packledger.domain.ledger.Position;
import java.io.PrintWriter;
import java.time.Duration;

/** Shows how far a replay is, once in a while and at its end. */
final class Progress {
  private static final Duration PACE = Duration.ofSeconds(1);

  private final PrintWriter err;
  private long shownAtNanos = System.nanoTime();

  Progress(PrintWriter err) {
    this.err = err;
  }

  void show(Position through, Position of) {
    long now = System.nanoTime();
    if (through.equals(of) || now - shownAtNanos > PACE.toNanos()) {
      shownAtNanos = now;
      err.println("replayed %d of %d events".formatted(through.value(), of.value()));
      err.flush();
    }
  }
}

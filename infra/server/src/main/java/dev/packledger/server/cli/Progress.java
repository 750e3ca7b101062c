package dev.packledger.server.cli;

import dev.packledger.domain.ledger.Position;
import java.io.PrintWriter;
import java.time.Duration;

/** Shows how far something is that goes through the ledger, once in a while and at its end. */
final class Progress {
  private static final Duration PACE = Duration.ofSeconds(1);

  private final PrintWriter err;
  private final String done;
  private long shownAtNanos = System.nanoTime();

  /**
   * @param done what is said of events, such as "replayed"
   */
  Progress(PrintWriter err, String done) {
    this.err = err;
    this.done = done;
  }

  void show(Position through, Position of) {
    long now = System.nanoTime();
    if (through.equals(of) || now - shownAtNanos > PACE.toNanos()) {
      shownAtNanos = now;
      err.println("%s %d of %d events".formatted(done, through.value(), of.value()));
      err.flush();
    }
  }
}

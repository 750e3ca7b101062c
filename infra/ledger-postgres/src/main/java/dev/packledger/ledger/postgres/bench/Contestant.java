package dev.packledger.ledger.postgres.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;

/** One that is measured, with what was measured. */
final class Contestant {
  private final String name;
  private final Callable<Subject> opened;
  private final int producers;
  private final List<Double> figures = new ArrayList<>();

  /**
   * @param opened opens it anew for each turn
   */
  Contestant(String name, Callable<Subject> opened, int producers) {
    this.name = name;
    this.opened = opened;
    this.producers = producers;
  }

  String name() {
    return name;
  }

  /**
   * Has one turn.
   *
   * @param turn no two turns have the same name
   * @param counts false where it only warms up
   */
  void measure(String turn, Duration time, boolean counts) throws Exception {
    try (Subject subject = opened.call()) {
      double figure = Measurement.run(subject, name + turn, producers, time);
      if (counts) {
        figures.add(figure);
      }
    }
  }

  /** Events per second. */
  double median() {
    List<Double> sorted = new ArrayList<>(figures);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }
}

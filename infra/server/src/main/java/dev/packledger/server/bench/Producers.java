package dev.packledger.server.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The same work by several threads at once. */
final class Producers {
  private Producers() {}

  /**
   * Runs it and waits for all; answers what each came to.
   *
   * @throws IllegalStateException with the cause where one failed
   */
  static <T> List<T> run(int threads, Callable<T> work) throws InterruptedException {
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<T>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        running.add(pool.submit(work));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> one : running) {
        results.add(one.get());
      }
      return results;
    } catch (ExecutionException failed) {
      throw new IllegalStateException("the work failed: " + failed.getCause(), failed.getCause());
    }
  }
}

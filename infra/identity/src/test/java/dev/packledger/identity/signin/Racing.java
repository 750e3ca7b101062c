package dev.packledger.identity.signin;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Threads that do the same at the same moment, as nodes would. */
final class Racing {
  private Racing() {}

  /** How many of so many got a yes. */
  static long winners(int racers, Callable<Boolean> race) throws Exception {
    CyclicBarrier start = new CyclicBarrier(racers);
    long winners = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Boolean>> all =
          IntStream.range(0, racers)
              .<Callable<Boolean>>mapToObj(
                  i ->
                      () -> {
                        start.await();
                        return race.call();
                      })
              .toList();
      for (Future<Boolean> one : threads.invokeAll(all)) {
        winners += one.get() ? 1 : 0;
      }
    }
    return winners;
  }
}

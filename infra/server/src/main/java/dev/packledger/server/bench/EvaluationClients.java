package dev.packledger.server.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Clients of our own, who may revoke: each has its own tokens, so that it knows at each question
 * what was acknowledged before and what must be answered.
 */
final class EvaluationClients {
  private static final int CLIENTS = 16;
  private static final int EVERY_HUNDREDTH = 100;
  private static final int SAMPLES_MAX = 1 << 20;

  private final LookupMarket market;
  private final LookupQuestions questions;
  private final Duration turn;
  private final Queue<Integer> revoked = new ConcurrentLinkedQueue<>();

  /** What a client does. */
  enum Work {
    ASKING,
    /** Every hundredth question is preceded by a revocation of the token that is asked about. */
    REVOKING
  }

  EvaluationClients(LookupMarket market, LookupQuestions questions, Duration turn) {
    this.market = market;
    this.questions = questions;
    this.turn = turn;
  }

  /**
   * Asks for the length of a turn.
   *
   * @throws IllegalStateException where an answer is wrong
   */
  Rate run(AskedServer server, Work work) throws InterruptedException {
    AtomicInteger number = new AtomicInteger();
    long end = System.nanoTime() + turn.toNanos();
    List<long[]> latencies =
        Producers.run(CLIENTS, () -> client(server, work, number.getAndIncrement(), end));
    long[] sorted = latencies.stream().flatMapToLong(Arrays::stream).sorted().toArray();
    return new Rate(sorted.length / (turn.toNanos() / 1e9), Figure.percentile(sorted, 99) / 1e6);
  }

  private long[] client(AskedServer server, Work work, int number, long end) throws IOException {
    List<Integer> mine = new ArrayList<>();
    List<byte[]> requests = new ArrayList<>();
    for (int i = 0; i < questions.count(); i++) {
      if (questions.token(i) % CLIENTS == number) {
        mine.add(i);
        requests.add(server.request(questions.token(i), questions.pkg(i)));
      }
    }
    long[] latencies = new long[SAMPLES_MAX];
    int count = 0;
    ByteArrayOutputStream answer = new ByteArrayOutputStream(512);
    try (Connection connection = Connection.to(server.address())) {
      while (System.nanoTime() - end < 0 && count < SAMPLES_MAX) {
        int question = mine.get(count % mine.size());
        if (work == Work.REVOKING && count % EVERY_HUNDREDTH == 0) {
          revoke(server, questions.token(question));
        }
        long sentAt = System.nanoTime();
        answer.reset();
        int status = connection.exchange(requests.get(count % mine.size()), answer);
        latencies[count++] = System.nanoTime() - sentAt;
        compare(server, question, status, answer.toString(UTF_8));
      }
    }
    return Arrays.copyOf(latencies, count);
  }

  private void compare(AskedServer server, int question, int status, String answer) {
    if (status != 200 || server.isAllowed(answer) != questions.expected(question)) {
      throw new IllegalStateException(
          "the run is void: %s answers question %d with %d %s"
              .formatted(server.name(), question, status, answer));
    }
  }

  private void revoke(AskedServer server, int token) throws IOException {
    if (token < market.tokens() && !market.isRevoked(token)) {
      server.revoke(List.of(token));
      market.revoke(token);
      revoked.add(token);
    }
  }

  /** The tokens that were revoked since this was asked last, for servers that do not know it. */
  List<Integer> newlyRevoked() {
    List<Integer> tokens = new ArrayList<>();
    for (Integer token = revoked.poll(); token != null; token = revoked.poll()) {
      tokens.add(token);
    }
    return tokens;
  }
}

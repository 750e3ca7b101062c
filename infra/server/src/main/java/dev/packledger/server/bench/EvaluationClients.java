package dev.packledger.server.bench;

import dev.packledger.domain.ledger.Actor;
import dev.packledger.domain.ledger.Cause;
import dev.packledger.domain.ledger.Commands;
import dev.packledger.domain.ledger.Outcome;
import dev.packledger.domain.tokens.TokenCommand;
import dev.packledger.domain.tokens.TokenEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Clients of our own, who may revoke: each has its own tokens, so that it knows at each question
 * what was acknowledged before and what must be answered.
 */
final class EvaluationClients {
  private static final int CLIENTS = 16;
  private static final int EVERY_HUNDREDTH = 100;
  private static final int SAMPLES_MAX = 1 << 20;
  private static final Actor ACTOR = new Actor(Actor.Kind.OPERATOR, "bench");

  private final LookupMarket market;
  private final LookupQuestions questions;
  private final Duration turn;
  private final Commands commands;

  /** What a client does. */
  enum Work {
    ASKING,
    /** Of a server that decides nothing: the answers are not compared. */
    ASKING_ANYBODY,
    /** Every hundredth question is preceded by a revocation of the token that is asked about. */
    REVOKING
  }

  EvaluationClients(
      LookupMarket market, LookupQuestions questions, Duration turn, Commands commands) {
    this.market = market;
    this.questions = questions;
    this.turn = turn;
    this.commands = commands;
  }

  /**
   * Asks for the length of a turn.
   *
   * @throws IllegalStateException where an answer is wrong
   */
  Rate run(URI server, Work work) throws InterruptedException {
    AtomicInteger number = new AtomicInteger();
    long end = System.nanoTime() + turn.toNanos();
    List<long[]> latencies =
        Producers.run(CLIENTS, () -> client(server, work, number.getAndIncrement(), end));
    long[] sorted = latencies.stream().flatMapToLong(Arrays::stream).sorted().toArray();
    return new Rate(sorted.length / (turn.toNanos() / 1e9), Figure.percentile(sorted, 99) / 1e6);
  }

  private long[] client(URI server, Work work, int number, long end) throws IOException {
    List<Integer> mine = new ArrayList<>();
    List<byte[]> requests = new ArrayList<>();
    for (int i = 0; i < questions.count(); i++) {
      if (questions.token(i) % CLIENTS == number) {
        mine.add(i);
        requests.add(Evaluations.request(server, Evaluations.body(questions, i)));
      }
    }
    long[] latencies = new long[SAMPLES_MAX];
    int count = 0;
    ByteArrayOutputStream answer = new ByteArrayOutputStream(512);
    try (Connection connection = Connection.to(server)) {
      while (System.nanoTime() - end < 0 && count < SAMPLES_MAX) {
        int question = mine.get(count % mine.size());
        if (work == Work.REVOKING && count % EVERY_HUNDREDTH == 0) {
          revoke(questions.token(question));
        }
        long sentAt = System.nanoTime();
        answer.reset();
        int status = connection.exchange(requests.get(count % mine.size()), answer);
        latencies[count++] = System.nanoTime() - sentAt;
        compare(work, question, status, answer);
      }
    }
    return Arrays.copyOf(latencies, count);
  }

  private void compare(Work work, int question, int status, ByteArrayOutputStream answer) {
    boolean allowed = answer.toString(StandardCharsets.UTF_8).contains("\"decision\":true");
    boolean right =
        status == 200 && (work == Work.ASKING_ANYBODY || allowed == questions.expected(question));
    if (!right) {
      throw new IllegalStateException(
          "the run is void: question %d is answered by %d %s".formatted(question, status, answer));
    }
  }

  /** Answers when it is acknowledged. */
  private void revoke(int token) {
    if (token >= market.tokens() || market.isRevoked(token)) {
      return;
    }
    String id = UUID.randomUUID().toString();
    Commands.Answer answer =
        commands.send(
            new TokenCommand.Revoke(LookupMarket.tokenId(token), TokenEvent.Reason.REQUESTED),
            ACTOR,
            new Cause(id, null, id));
    if (!(answer.outcome() instanceof Outcome.Accepted)) {
      throw new IllegalStateException("a revocation is refused: " + answer.outcome());
    }
    market.revoke(token);
  }
}

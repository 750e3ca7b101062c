package dev.packledger.projections.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.domain.access.Decision;
import dev.packledger.domain.access.RandomLedger;
import dev.packledger.domain.access.ReferenceFacts;
import dev.packledger.domain.access.Resource;
import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Recorded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/**
 * Many threads ask while one applies. Every answer names the position it was made at, and must be
 * the one that the plain facts give at that position.
 */
class AccessMemoryThreadsTest {
  private static final int EVENTS = 400;
  private static final int QUESTIONS = 30;
  private static final int READERS = 3;
  private static final int ROUNDS = 40;
  private static final Instant CLOCK = Instant.parse("2026-02-01T00:00:00Z");

  private final List<Recorded<Event>> events = new ArrayList<>();
  private final List<RandomLedger.Question> questions = new ArrayList<>();
  private final List<List<Decision>> expected = new ArrayList<>();

  @Test
  void everyAnswerIsOfOnePosition() throws InterruptedException, ExecutionException {
    prepare();
    long answers = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(READERS)) {
      for (int round = 0; round < ROUNDS; round++) {
        AccessMemory memory = new AccessMemory();
        List<Future<Integer>> readers = new ArrayList<>();
        for (int reader = 0; reader < READERS; reader++) {
          readers.add(threads.submit(asking(memory)));
        }
        events.forEach(memory::apply);
        for (Future<Integer> reader : readers) {
          answers += reader.get();
        }
      }
    }
    assertThat(answers).isGreaterThan(ROUNDS);
  }

  @Test
  void manyAnswersOfOneQuestionAreOfOnePosition() throws InterruptedException, ExecutionException {
    prepare();
    List<Resource> resources =
        questions.stream().map(RandomLedger.Question::resource).limit(10).toList();
    AccessMemory memory = new AccessMemory();
    try (ExecutorService threads = Executors.newFixedThreadPool(READERS)) {
      Future<?> reader =
          threads.submit(
              () -> {
                while (memory.position().value() < EVENTS) {
                  List<Decision> decisions =
                      memory.decideAll(questions.getFirst().credential(), resources, CLOCK);
                  assertThat(decisions.stream().map(Decision::at).distinct()).hasSize(1);
                }
              });
      events.forEach(memory::apply);
      reader.get();
    }
  }

  private Callable<Integer> asking(AccessMemory memory) {
    return () -> {
      int answers = 0;
      while (memory.position().value() < EVENTS) {
        int number = ThreadLocalRandom.current().nextInt(QUESTIONS);
        RandomLedger.Question question = questions.get(number);
        Decision decision =
            memory.decide(question.credential(), question.resource(), question.clock());
        assertThat(decision).isEqualTo(expected.get((int) decision.at().value()).get(number));
        answers++;
      }
      return answers;
    };
  }

  private void prepare() {
    RandomLedger ledger = new RandomLedger(new Random(7));
    for (int i = 0; i < EVENTS; i++) {
      events.add(ledger.next());
    }
    for (int i = 0; i < QUESTIONS; i++) {
      RandomLedger.Question random = ledger.question();
      questions.add(new RandomLedger.Question(random.credential(), random.resource(), CLOCK));
    }
    ReferenceFacts facts = new ReferenceFacts();
    expected.add(answers(facts));
    for (Recorded<Event> recorded : events) {
      facts.apply(recorded);
      expected.add(answers(facts));
    }
  }

  private List<Decision> answers(ReferenceFacts facts) {
    return questions.stream().map(question -> question.over(facts)).toList();
  }
}

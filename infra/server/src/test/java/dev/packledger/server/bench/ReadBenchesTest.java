package dev.packledger.server.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.domain.access.Credential;
import dev.packledger.domain.access.Decision;
import dev.packledger.domain.access.Resource;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The benches of reading, run small: that they compare the same things, not how fast they are. */
class ReadBenchesTest {
  private static final int TOKENS = 2000;
  private static final int QUESTIONS = 20_000;

  /** The decisions and the reference program know nothing of each other. */
  @ParameterizedTest
  @EnumSource(LookupQuestions.Choice.class)
  void theReferenceProgramAndTheDecisionsAgree(LookupQuestions.Choice choice) {
    LookupMemory memory = LookupMemory.of(TOKENS);
    LookupQuestions questions = new LookupQuestions(memory.market(), choice, QUESTIONS, 1);
    int allowed = 0;
    for (int i = 0; i < QUESTIONS; i++) {
      if (i % 100 == 0) {
        memory.revoke(questions.token(i));
      }
      boolean answer = isAllowed(memory, questions.token(i), questions.pkg(i));
      assertThat(answer).as("question %d", i).isEqualTo(questions.expected(i));
      allowed += answer ? 1 : 0;
    }
    assertThat(allowed).isBetween(QUESTIONS / 20, QUESTIONS * 9 / 10);
  }

  private static boolean isAllowed(LookupMemory memory, int token, int pkg) {
    LookupMarket market = memory.market();
    return memory
            .access()
            .decide(
                new Credential.Secret(LookupMarket.digest(token), null),
                new Resource.Install(
                    market.buyerOf(token), market.packageId(pkg), market.releaseId(pkg)),
                Instant.parse("2027-01-01T00:00:00Z"))
        instanceof Decision.Allowed;
  }

  @Test
  void bothReplaysComeToTheSame(@TempDir Path folder) throws Exception {
    List<String> said = new ArrayList<>();
    new ReplayBench(TOKENS, 1, said::add).run(folder);
    assertThat(said.getLast()).contains("ledger to access projection");
  }

  @Test
  void everyCombinationOfFiltersIsAsked(@TempDir Path folder) throws Exception {
    List<String> said = new ArrayList<>();
    assertThat(new TimelineBench(3000, 3, said::add).run(folder)).isPositive();
    assertThat(said).anyMatch(line -> line.contains("combinations"));
  }
}

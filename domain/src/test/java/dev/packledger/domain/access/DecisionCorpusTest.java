package dev.packledger.domain.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The corpus against the pure rule over the plainest facts. */
class DecisionCorpusTest {
  static List<DecisionStory> stories() {
    return DecisionStory.all();
  }

  @ParameterizedTest
  @MethodSource("stories")
  void everyAnswerIsAsTold(DecisionStory story) {
    ReferenceFacts facts = new ReferenceFacts();
    for (DecisionStory.Step step : story.steps()) {
      switch (step) {
        case DecisionStory.Happened happened -> facts.apply(happened.recorded());
        case DecisionStory.Asked asked ->
            asked
                .answer()
                .check(
                    asked.line(),
                    AccessRules.decide(facts, asked.credential(), asked.resource(), asked.clock()));
      }
    }
  }

  @Test
  void everyReasonIsTold() {
    Set<Reason> told = EnumSet.noneOf(Reason.class);
    for (DecisionStory story : DecisionStory.all()) {
      for (DecisionStory.Step step : story.steps()) {
        if (step instanceof DecisionStory.Asked asked && asked.answer().reason() != null) {
          told.add(asked.answer().reason());
        }
      }
    }
    assertThat(told).containsExactlyInAnyOrder(Reason.values());
    assertThat(DecisionStory.all().stream().mapToLong(DecisionStory::questions).sum())
        .isGreaterThan(80);
  }
}

package dev.packledger.projections;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The story really holds every event type; whatever is tested with it is tested with all. */
class EveryEventTest {
  @Test
  void theStoryHoldsEveryEventType() {
    assertThat(
            EveryEvent.story().stream()
                .<Class<?>>map(recorded -> recorded.event().getClass())
                .collect(Collectors.toSet()))
        .containsExactlyInAnyOrderElementsOf(EveryEvent.types());
  }
}

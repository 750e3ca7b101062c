package dev.packledger.projections.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Recorded;
import dev.packledger.projections.EveryEvent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The story as the timeline tells it, against {@code timeline/story.txt}: for every event its type,
 * sentence, before, after and viewers. The file is read by people; change it on purpose only.
 */
class TimelineSentencesTest {
  private static final Map<String, String> NAMES =
      Map.of(
          EveryEvent.SELLER.value(), "acme",
          EveryEvent.BUYER.value(), "globex",
          EveryEvent.HEIR.value(), "initech");

  @Test
  void theStoryReadsAsApproved() throws IOException {
    assertThat(String.join("\n", told())).isEqualTo(approved().strip());
  }

  /** A type without an approved sentence would be missing here. */
  @Test
  void everyEventTypeIsTold() {
    Set<Class<?>> told =
        EveryEvent.story().stream()
            .<Class<?>>map(recorded -> recorded.event().getClass())
            .collect(Collectors.toSet());
    assertThat(told).containsExactlyInAnyOrderElementsOf(EveryEvent.types());
    Set<String> names =
        EveryEvent.story().stream()
            .map(recorded -> TimelineTypes.type(recorded.event()))
            .collect(Collectors.toSet());
    assertThat(names).hasSameSizeAs(told);
  }

  @Test
  void everySentenceIsOnePlainLine() {
    for (TimelineEntry entry : entries(EveryEvent.story())) {
      assertThat(entry.sentence()).matches("[A-Z0-9].*\\.").doesNotContain("null", "  ", "\n");
    }
  }

  static List<TimelineEntry> entries(List<Recorded<Event>> story) {
    Map<List<String>, String> facts = new HashMap<>();
    Known known = (subject, fact) -> facts.get(List.of(subject, fact));
    List<TimelineEntry> entries = new ArrayList<>();
    for (Recorded<Event> recorded : story) {
      TimelineEntry entry = TimelineFold.entry(recorded, known);
      entries.add(entry);
      for (Known.Change change : entry.changes()) {
        if (change.value() == null) {
          facts.remove(List.of(change.subject(), change.fact()));
        } else {
          facts.put(List.of(change.subject(), change.fact()), change.value());
        }
      }
    }
    return entries;
  }

  private static List<String> told() {
    List<String> lines = new ArrayList<>();
    for (TimelineEntry entry : entries(EveryEvent.story())) {
      lines.add("%d %s".formatted(entry.recorded().position().value(), entry.type()));
      lines.add("  " + entry.sentence());
      lines.add("  before " + entry.before());
      lines.add("  after  " + entry.after());
      lines.add(
          "  seen by "
              + entry.viewers().stream()
                  .map(viewer -> NAMES.getOrDefault(viewer, viewer))
                  .sorted()
                  .collect(Collectors.joining(", ")));
    }
    return lines;
  }

  private static String approved() throws IOException {
    try (InputStream file =
        TimelineSentencesTest.class.getResourceAsStream("/timeline/story.txt")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

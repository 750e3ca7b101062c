package dev.packledger.domain.access;

import dev.packledger.domain.ledger.Actor;
import dev.packledger.domain.ledger.Cause;
import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Id;
import dev.packledger.domain.ledger.Metadata;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.ledger.Recorded;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One file of the decision corpus: what happened, in ledger order, and what is asked in between.
 * The grammar stands in {@code decisions/README.md}; every implementation of the facts runs the
 * same files.
 */
public record DecisionStory(String name, List<Step> steps) {
  private static final String FOLDER = "domain/src/test/resources/decisions";

  /** One line of a story. */
  public sealed interface Step {}

  /** The next event of the ledger. */
  public record Happened(Recorded<? extends Event> recorded) implements Step {}

  /**
   * A question; {@code line} is quoted where the answer is wrong.
   *
   * @param shown the token's secret as a client would send it, or its id
   * @param thing the package or release asked for, such as {@code ui@1.0.0}, or the scope
   */
  public record Asked(
      String line,
      Credential credential,
      String shown,
      Resource resource,
      String thing,
      Instant clock,
      ExpectedDecision answer)
      implements Step {}

  /** Every story of the corpus, by name. */
  public static List<DecisionStory> all() {
    try (Stream<Path> files = Files.list(folder())) {
      return files
          .filter(file -> file.toString().endsWith(".story"))
          .sorted()
          .map(DecisionStory::read)
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** How many questions the story asks. */
  public long questions() {
    return steps.stream().filter(Asked.class::isInstance).count();
  }

  @Override
  public String toString() {
    return name;
  }

  /** The corpus lies in the domain's tests; other modules run in folders beside or below it. */
  private static Path folder() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isDirectory(at.resolve(FOLDER))) {
        return at.resolve(FOLDER);
      }
    }
    throw new IllegalStateException("no folder " + FOLDER + " above the working folder");
  }

  private static DecisionStory read(Path file) {
    try {
      List<Step> steps = new ArrayList<>();
      StoryGrammar grammar = new StoryGrammar();
      Ledger ledger = new Ledger();
      for (String line : Files.readAllLines(file)) {
        if (line.isBlank() || line.startsWith("#")) {
          continue;
        }
        StoryLine parsed = StoryLine.parse(line);
        switch (parsed.verb()) {
          case "terms" -> grammar.defineTerms(parsed);
          case "ask" -> steps.add(grammar.ask(parsed));
          case String event -> {
            for (StoryGrammar.Fact fact : grammar.events(parsed)) {
              steps.add(new Happened(ledger.append(fact.stream(), fact.event(), parsed.at())));
            }
          }
        }
      }
      return new DecisionStory(file.getFileName().toString(), steps);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Gives events their place: dense positions, a sequence in each stream. */
  public static final class Ledger {
    private final Map<String, Long> sequences = new HashMap<>();
    private long position;

    /** The event as it would stand in the ledger. */
    public Recorded<Event> append(Id stream, Event event, Instant at) {
      long sequence = sequences.merge(stream.value(), 1L, Long::sum) - 1;
      position++;
      Metadata metadata =
          new Metadata(
              "event-" + position,
              new Actor(Actor.Kind.OPERATOR, "story"),
              new Cause("command-" + position, null, "story"),
              at,
              "00");
      return new Recorded<>(stream.value(), sequence, new Position(position), event, metadata);
    }
  }
}

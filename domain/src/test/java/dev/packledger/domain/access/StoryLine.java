package dev.packledger.domain.access;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A line of a story: an instant, a verb, plain words, {@code key=value} options, and after {@code
 * ->} the expected answer. An option nobody reads is a mistake, see {@link #done()}.
 */
final class StoryLine {
  private final String text;
  private final Instant at;
  private final String verb;
  private final List<String> words = new ArrayList<>();
  private final Map<String, String> options = new HashMap<>();
  private final Set<String> read = new HashSet<>();
  private final @Nullable StoryLine answer;

  private StoryLine(String text, Instant at, String verb, @Nullable StoryLine answer) {
    this.text = text;
    this.at = at;
    this.verb = verb;
    this.answer = answer;
  }

  static StoryLine parse(String text) {
    String[] halves = text.split("->", 2);
    String[] parts = halves[0].strip().split("\\s+");
    boolean timed = parts[0].endsWith("Z") && Character.isDigit(parts[0].charAt(0));
    StoryLine answer =
        halves.length == 1 ? null : of(text, Instant.EPOCH, halves[1].strip().split("\\s+"), 0);
    Instant at = timed ? Instant.parse(parts[0]) : Instant.EPOCH;
    StoryLine line = new StoryLine(text, at, parts[timed ? 1 : 0], answer);
    line.take(parts, timed ? 2 : 1);
    return line;
  }

  private static StoryLine of(String text, Instant at, String[] parts, int verbIndex) {
    StoryLine line = new StoryLine(text, at, parts[verbIndex], null);
    line.take(parts, verbIndex + 1);
    return line;
  }

  private void take(String[] parts, int from) {
    for (int i = from; i < parts.length; i++) {
      int equals = parts[i].indexOf('=');
      if (equals > 0) {
        options.put(parts[i].substring(0, equals), parts[i].substring(equals + 1));
      } else {
        words.add(parts[i]);
      }
    }
  }

  Instant at() {
    return at;
  }

  String verb() {
    return verb;
  }

  String text() {
    return text;
  }

  /** The plain word at an index after the verb. */
  String word(int index) {
    if (index >= words.size()) {
      throw new IllegalArgumentException("a word is missing: " + text);
    }
    return words.get(index);
  }

  StoryLine answer() {
    if (answer == null) {
      throw new IllegalArgumentException("no answer is expected: " + text);
    }
    return answer;
  }

  @Nullable String option(String key) {
    read.add(key);
    return options.get(key);
  }

  String option(String key, String otherwise) {
    @Nullable String value = option(key);
    return value == null ? otherwise : value;
  }

  String required(String key) {
    @Nullable String value = option(key);
    if (value == null) {
      throw new IllegalArgumentException("the option " + key + " is missing: " + text);
    }
    return value;
  }

  @Nullable Instant instant(String key) {
    @Nullable String value = option(key);
    return value == null ? null : Instant.parse(value);
  }

  List<String> list(String key) {
    @Nullable String value = option(key);
    return value == null ? List.of() : List.of(value.split(","));
  }

  /** Throws where an option was written that means nothing here. */
  void done() {
    Set<String> unknown = new HashSet<>(options.keySet());
    unknown.removeAll(read);
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException("unknown options " + unknown + ": " + text);
    }
  }
}

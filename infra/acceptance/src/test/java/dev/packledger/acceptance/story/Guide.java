package dev.packledger.acceptance.story;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A guide's fenced blocks, each of which says what it is in the words after its language:
 *
 * <pre>
 * file=NAME     a file of the project      run            commands of a shell
 * config=BOT    a bot's configuration      shown          what nobody can run
 * machine=NAME  where: "laptop" unless said; a new machine begins with the laptop's files
 * </pre>
 */
record Guide(String name, List<Block> blocks) {
  private static final Pattern FENCE = Pattern.compile("(?ms)^```(\\w*)([^\\n]*)\\n(.*?)^```[ ]*$");
  private static final Pattern WORD = Pattern.compile("(\\w+)(?:=(\\S+))?");

  /**
   * One block.
   *
   * @param line where it begins in the guide
   * @param words what it says of itself; a word alone stands for itself
   */
  record Block(int line, Map<String, String> words, String text) {
    String machine() {
      return words.getOrDefault("machine", "laptop");
    }

    Optional<String> word(String name) {
      return Optional.ofNullable(words.get(name));
    }

    /** The heading of a test. */
    String title(String guide) {
      return guide + ":" + line + " " + words;
    }
  }

  static Guide read(Path file) {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    List<Block> blocks = new ArrayList<>();
    Matcher fence = FENCE.matcher(text);
    while (fence.find()) {
      Map<String, String> words = new TreeMap<>();
      Matcher word = WORD.matcher(fence.group(2));
      while (word.find()) {
        words.put(word.group(1), word.group(2) == null ? word.group(1) : word.group(2));
      }
      int line = (int) text.substring(0, fence.start()).lines().count() + 1;
      blocks.add(new Block(line, words, fence.group(3)));
    }
    return new Guide(String.valueOf(file.getFileName()), blocks);
  }
}

package dev.packledger.registry.hex;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Files below {@code golden/hex}, which other programs than ours made or agreed to. */
final class Golden {
  private Golden() {}

  static byte[] bytes(String name) {
    try (InputStream file = Golden.class.getResourceAsStream("/golden/hex/" + name)) {
      return Objects.requireNonNull(file, name).readAllBytes();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The lines without remarks. */
  static List<String> lines(String name) {
    return new String(bytes(name), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.startsWith("#"))
        .toList();
  }

  /** A text, and whether Elixir reads it. */
  record Judged(String text, boolean valid) {}

  static List<Judged> judged(String name) {
    return lines(name).stream()
        .map(
            line ->
                new Judged(
                    line.substring(line.indexOf('[') + 1, line.length() - 1),
                    line.startsWith("yes ")))
        .toList();
  }
}

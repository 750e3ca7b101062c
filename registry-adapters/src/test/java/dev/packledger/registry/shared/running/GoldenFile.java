package dev.packledger.registry.shared.running;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A document's exact bytes, kept in {@code golden/ECOSYSTEM} and reviewed once.
 *
 * @param place such as {@code npm/packument.json}
 */
public record GoldenFile(String place) {
  /** What is kept. */
  public byte[] bytes() {
    try (InputStream file = GoldenFile.class.getResourceAsStream("/golden/" + place)) {
      return Objects.requireNonNull(file, place).readAllBytes();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Compares; with {@code -Dgolden.write=FOLDER} writes the document instead, to be reviewed. */
  public void isExactly(byte[] document) {
    @Nullable String write = System.getProperty("golden.write");
    if (write != null) {
      write(Path.of(write, place), document);
    }
    assertThat(new String(document, StandardCharsets.ISO_8859_1))
        .isEqualTo(new String(bytes(), StandardCharsets.ISO_8859_1));
  }

  private static void write(Path file, byte[] document) {
    try {
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.write(file, document);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}

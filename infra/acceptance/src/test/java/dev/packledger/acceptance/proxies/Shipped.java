package dev.packledger.acceptance.proxies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.acceptance.tidy.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/** A configuration that the documentation ships, with its words in capitals replaced. */
final class Shipped {
  private static final Path FOLDER = Path.of("docs/operations/forward-auth");

  /** As the files' heads say: what stands in capitals is to be replaced. */
  private static final Pattern LEFT =
      Pattern.compile("\\b[A-Z]+_(?:ADDRESS|HOST|PORT|TOKEN|LOG|ROOT|CONF)\\b|\\bORGANIZATION\\b");

  private Shipped() {}

  /**
   * Writes the configuration into a folder and returns the file.
   *
   * @param values by word; each must be in the file
   */
  static Path write(String name, Path folder, Map<String, String> values) {
    try {
      String text = Files.readString(Checkout.root().resolve(FOLDER).resolve(name));
      for (Map.Entry<String, String> value : values.entrySet()) {
        assertThat(text).contains(value.getKey());
        text = text.replace(value.getKey(), value.getValue());
      }
      String effective = text.replaceAll("(?m)#.*$", "");
      for (String value : values.values()) {
        effective = effective.replace(value, "");
      }
      assertThat(LEFT.matcher(effective).results().map(found -> found.group()).toList())
          .as("words of %s that nobody replaced", name)
          .isEmpty();
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}

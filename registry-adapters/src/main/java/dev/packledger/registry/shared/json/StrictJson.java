package dev.packledger.registry.shared.json;

import java.io.IOException;
import java.io.InputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads JSON that nobody has reason to trust: no member twice, nothing after the end, and bounds on
 * depth, tokens, and the length of strings, names and numbers. The bound on bytes is the stream's.
 */
public final class StrictJson {
  private static final int DEPTH_MAX = 64;
  private static final int TOKENS_MAX = 1_000_000;
  private static final int STRING_CHARS_MAX = 1 << 20;
  private static final int NAME_CHARS_MAX = 4096;
  private static final int NUMBER_CHARS_MAX = 64;

  /** Reads one value and leaves what follows to the caller. */
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEPTH_MAX)
                          .maxTokenCount(TOKENS_MAX)
                          .maxStringLength(STRING_CHARS_MAX)
                          .maxNameLength(NAME_CHARS_MAX)
                          .maxNumberLength(NUMBER_CHARS_MAX)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
                  .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final JsonMapper WHOLE =
      MAPPER.rebuild().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private StrictJson() {}

  /** Reads one whole document. */
  public static JsonNode read(InputStream document) throws IOException, Malformed {
    try {
      JsonNode value = WHOLE.readTree(document);
      if (value.isMissingNode()) {
        throw new Malformed("there is no JSON");
      }
      return value;
    } catch (JacksonException broken) {
      throw reason(broken);
    }
  }

  /** Reads a text that this program wrote itself. */
  public static JsonNode trusted(String text) {
    return WHOLE.readTree(text);
  }

  /** A parser under the same rules, for documents too large for a tree. */
  public static JsonParser parser(InputStream document) {
    return MAPPER.createParser(document);
  }

  /** The value at the parser's current token, as a tree. */
  public static JsonNode value(JsonParser parser) {
    return MAPPER.readTree(parser);
  }

  /**
   * Tells a failure of the stream, which is thrown, from a fault of the document, which is
   * returned.
   */
  public static Malformed reason(JacksonException broken) throws IOException {
    if (broken instanceof JacksonIOException below) {
      throw below.getCause();
    }
    return new Malformed("it is not strict JSON, or larger or deeper than is taken");
  }

  /** The document is not what we read. The message is for a person; it repeats no input. */
  public static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    public Malformed(String message) {
      super(message);
    }
  }
}

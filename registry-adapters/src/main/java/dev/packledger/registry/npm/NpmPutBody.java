package dev.packledger.registry.npm;

import dev.packledger.registry.shared.Blobs;
import dev.packledger.registry.shared.RefusedPublication;
import dev.packledger.registry.shared.digest.ChecksummedStream;
import dev.packledger.registry.shared.json.StrictJson;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/**
 * The body of a PUT on a package, read as a stream: the tarball, which is base64 inside the JSON,
 * passes on to its stage in constant memory wherever it stands; the rest becomes small trees
 * (libnpmpublish lib/publish.js; deprecate.js and unpublish.js send the same document without
 * attachments).
 */
final class NpmPutBody {
  private static final String PROVENANCE = ".sigstore";

  private final Map<String, JsonNode> members = new HashMap<>();
  private @Nullable Tarball tarball;
  private boolean attachments;

  private NpmPutBody() {}

  /**
   * The tarball that came.
   *
   * @param declaredLength as the publication says it; -1 where it does not
   * @param checksums {@code sha1} and {@code sha512} of what arrived
   */
  record Tarball(long declaredLength, long bytes, SortedMap<String, String> checksums) {
    Tarball {
      checksums = new TreeMap<>(checksums);
    }
  }

  static NpmPutBody read(InputStream body, NpmLimits limits, Blobs.Staged staged)
      throws IOException, RefusedPublication {
    Budget budget = new Budget(body, limits);
    NpmPutBody read = new NpmPutBody();
    try (JsonParser parser = StrictJson.parser(budget)) {
      read.document(parser, budget, staged);
      return read;
    } catch (JacksonException broken) {
      StrictJson.Malformed malformed;
      try {
        malformed = StrictJson.reason(broken);
      } catch (TooLarge tooLarge) {
        throw new RefusedPublication(NpmRefusal.BODY_TOO_LARGE, "The request is too large.");
      } catch (Blobs.LimitExceeded limit) {
        throw new RefusedPublication(
            limit.refusal(), "The tarball was not taken: " + limit.getMessage() + '.');
      }
      throw new RefusedPublication(
          NpmRefusal.BODY_MALFORMED, "The request was not taken: " + malformed.getMessage() + '.');
    }
  }

  /** A member of the document, where it came. */
  Optional<JsonNode> member(String name) {
    return Optional.ofNullable(members.get(name));
  }

  /** Whether the document has attachments at all, be they none. */
  boolean hasAttachments() {
    return attachments;
  }

  Optional<Tarball> tarball() {
    return Optional.ofNullable(tarball);
  }

  private void document(JsonParser parser, Budget budget, Blobs.Staged staged)
      throws RefusedPublication {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw malformed();
    }
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      parser.nextToken();
      switch (name) {
        case "_attachments" -> attachments(parser, budget, staged);
        case "_rev", "name", "dist-tags", "versions" -> members.put(name, StrictJson.value(parser));
        default -> parser.skipChildren();
      }
    }
    if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
      throw malformed();
    }
  }

  private void attachments(JsonParser parser, Budget budget, Blobs.Staged staged)
      throws RefusedPublication {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    objectStart(parser);
    for (String file = parser.nextName(); file != null; file = parser.nextName()) {
      parser.nextToken();
      attachments = true;
      if (file.endsWith(PROVENANCE)) {
        parser.skipChildren();
      } else if (tarball != null) {
        throw new RefusedPublication(NpmRefusal.ATTACHMENT, "A publication has one tarball.");
      } else {
        tarball = tarball(parser, budget, staged);
      }
    }
  }

  private static Tarball tarball(JsonParser parser, Budget budget, Blobs.Staged staged)
      throws RefusedPublication {
    objectStart(parser);
    ChecksummedStream content = new ChecksummedStream(staged.sink(), "sha1", "sha512");
    long declared = -1;
    boolean came = false;
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      JsonToken value = parser.nextToken();
      switch (name) {
        case "data" -> {
          if (value != JsonToken.VALUE_STRING) {
            throw malformed();
          }
          budget.tarball();
          parser.readBinaryValue(content);
          budget.metadata();
          came = true;
        }
        case "length" -> {
          if (value != JsonToken.VALUE_NUMBER_INT) {
            throw malformed();
          }
          declared = parser.getLongValue();
        }
        default -> parser.skipChildren();
      }
    }
    if (!came) {
      throw new RefusedPublication(NpmRefusal.ATTACHMENT, "The tarball has no data.");
    }
    return new Tarball(declared, content.bytes(), content.checksums());
  }

  private static void objectStart(JsonParser parser) throws RefusedPublication {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw malformed();
    }
  }

  private static RefusedPublication malformed() {
    return new RefusedPublication(
        NpmRefusal.BODY_MALFORMED, "The request is not a document of a package.");
  }

  /** Too many bytes in the part of the body that is being read. */
  private static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /** Counts what is read as metadata or as tarball; the parser reads a few kilobytes ahead. */
  private static final class Budget extends FilterInputStream {
    private long metadataLeft;
    private long tarballLeft;
    private boolean inTarball;

    Budget(InputStream body, NpmLimits limits) {
      super(body);
      metadataLeft = limits.metadataBytesMax();
      tarballLeft = limits.archive().compressedBytesMax() / 3 * 4 + (1 << 20);
    }

    void tarball() {
      inTarball = true;
    }

    void metadata() {
      inTarball = false;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = in.read(buffer, offset, length);
      if (read > 0 && inTarball) {
        tarballLeft -= read;
      } else if (read > 0) {
        metadataLeft -= read;
      }
      if (tarballLeft < 0 || metadataLeft < 0) {
        throw new TooLarge();
      }
      return read;
    }
  }
}

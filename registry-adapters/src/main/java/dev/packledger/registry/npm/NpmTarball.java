package dev.packledger.registry.npm;

import dev.packledger.registry.shared.RefusedPublication;
import dev.packledger.registry.shared.archive.TarGzip;
import dev.packledger.registry.shared.archive.TarGzip.Reading;
import dev.packledger.registry.shared.json.StrictJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a package's tarball holds. All files lie in one folder, {@code package} as a rule: clients
 * strip the first segment whatever it is called, so that two folders would be laid over each other.
 *
 * @param packageJson as the author wrote it
 */
record NpmTarball(JsonNode packageJson, int fileCount, long unpackedBytes) {
  private static final int PACKAGE_JSON_BYTES_MAX = 1 << 20;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  static NpmTarball read(TarGzip.Source source, NpmLimits limits)
      throws IOException, RefusedPublication {
    Found found = new Found();
    Reading reading = new TarGzip(limits.archive()).read(source, found::file);
    return switch (reading) {
      case Reading.Refused refused ->
          throw new RefusedPublication(
              refused.refusal(), "The tarball was not taken: " + refused.detail() + '.');
      case Reading.Read read -> new NpmTarball(found.parsed(), read.files(), read.unpackedBytes());
    };
  }

  private static final class Found {
    private @Nullable String folder;
    private byte @Nullable [] packageJson;
    private boolean scattered;
    private boolean tooLarge;

    void file(String path, long size, InputStream content) throws IOException {
      int slash = path.indexOf('/');
      String top = slash < 0 ? "" : path.substring(0, slash);
      if (folder == null) {
        folder = top;
      }
      scattered |= slash < 0 || !top.equals(folder);
      if (path.substring(slash + 1).equals("package.json")) {
        tooLarge = size > PACKAGE_JSON_BYTES_MAX;
        packageJson = tooLarge ? null : content.readAllBytes();
      }
    }

    JsonNode parsed() throws IOException, RefusedPublication {
      if (scattered) {
        throw new RefusedPublication(
            NpmRefusal.TOP_FOLDER, "The tarball's files do not lie in one folder.");
      }
      if (tooLarge) {
        throw new RefusedPublication(
            NpmRefusal.PACKAGE_JSON_MALFORMED, "The tarball's package.json is too large.");
      }
      if (packageJson == null) {
        throw new RefusedPublication(
            NpmRefusal.PACKAGE_JSON_MISSING, "The tarball has no package.json in its folder.");
      }
      try {
        return object(StrictJson.read(new ByteArrayInputStream(withoutMark(packageJson))));
      } catch (StrictJson.Malformed malformed) {
        throw new RefusedPublication(
            NpmRefusal.PACKAGE_JSON_MALFORMED,
            "The tarball's package.json was not taken: " + malformed.getMessage() + '.');
      }
    }

    private static JsonNode object(JsonNode value) throws StrictJson.Malformed {
      if (!value.isObject()) {
        throw new StrictJson.Malformed("it is no object");
      }
      return value;
    }

    private static byte[] withoutMark(byte[] text) {
      boolean marked = text.length >= 3 && Arrays.equals(text, 0, 3, BYTE_ORDER_MARK, 0, 3);
      return marked ? Arrays.copyOfRange(text, 3, text.length) : text;
    }
  }
}

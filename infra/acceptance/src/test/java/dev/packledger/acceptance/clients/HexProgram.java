package dev.packledger.acceptance.clients;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** The programs of Erlang and Elixir that talk to Hex repositories, on the machine's path. */
public enum HexProgram {
  REBAR3("rebar3"),
  ESCRIPT("escript"),
  MIX("mix");

  private final String file;

  HexProgram(String file) {
    this.file = file;
  }

  /**
   * Where it lies. Where it does not, the test that asks is skipped and says so, or fails if {@code
   * PACKLEDGER_REQUIRE_CLIENTS=true}.
   */
  public Path path() {
    Path found =
        Stream.of(Machine.path().split(File.pathSeparator))
            .map(folder -> Path.of(folder, file))
            .filter(Files::isExecutable)
            .findFirst()
            .orElse(null);
    if (found != null) {
      return found;
    }
    String missing = "no " + file + " on the path: it is not run";
    if (Boolean.parseBoolean(System.getenv("PACKLEDGER_REQUIRE_CLIENTS"))) {
      Assertions.fail(missing);
    }
    Assumptions.abort(missing);
    throw new AssertionError("aborting always throws");
  }

  /**
   * The archive that makes mix speak Hex, {@code $PACKLEDGER_HEX_ARCHIVE}: a {@code hex.ez}, built
   * from hexpm/hex with {@code mix archive.build}. No registry carries one, so that where there is
   * none the test that asks is skipped and says so, whatever is required.
   */
  public static Path hexArchive() {
    Path archive = archive();
    if (archive != null) {
      return archive;
    }
    Assumptions.abort(
        "PACKLEDGER_HEX_ARCHIVE names no archive of Hex: mix is not run. Build one from hexpm/hex"
            + " with `mix archive.build`");
    throw new AssertionError("aborting always throws");
  }

  /** Whether there is such an archive, for tests that are told of every client that there is. */
  public static boolean hasHexArchive() {
    return archive() != null;
  }

  private static @Nullable Path archive() {
    @Nullable String archive = System.getenv("PACKLEDGER_HEX_ARCHIVE");
    return archive != null && Files.isRegularFile(Path.of(archive)) ? Path.of(archive) : null;
  }
}

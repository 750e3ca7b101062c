package dev.packledger.acceptance.clients;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * A package manager that talks to npm registries, at the place where {@code .ci/run} installs it:
 * {@code $PACKLEDGER_CLIENTS/<folder>/bin/<program>}.
 */
public enum Client {
  NPM("npm", "npm"),
  PNPM("pnpm", "pnpm"),
  /** Yarn 1, "classic". */
  YARN("yarn", "yarn"),
  /** Yarn 2 and later, from {@code @yarnpkg/cli-dist}. */
  BERRY("berry", "yarn"),
  BUN("bun", "bun");

  /** What installs exactly the lockfile, as a pipeline does. */
  public String[] frozenInstall() {
    return switch (this) {
      case NPM -> new String[] {"ci"};
      case PNPM, YARN, BUN -> new String[] {"install", "--frozen-lockfile"};
      case BERRY -> new String[] {"install", "--immutable"};
    };
  }

  /** What prints the versions of a package that the registry shows. */
  public String[] versions(String name) {
    return switch (this) {
      case NPM, PNPM -> new String[] {"view", name, "versions", "--json"};
      case YARN -> new String[] {"info", name, "versions", "--json"};
      case BERRY -> new String[] {"npm", "info", name, "--fields", "versions", "--json"};
      case BUN -> new String[] {"pm", "view", name, "versions"};
    };
  }

  /** What lists installed packages that have newer versions; empty where there is no such thing. */
  public String[] outdated() {
    return switch (this) {
      case NPM, PNPM, YARN, BUN -> new String[] {"outdated"};
      case BERRY -> new String[0];
    };
  }

  private final String folder;
  private final String program;

  Client(String folder, String program) {
    this.folder = folder;
    this.program = program;
  }

  /**
   * The program. Where it is not installed, the test that asks is skipped and says so, or fails if
   * {@code PACKLEDGER_REQUIRE_CLIENTS=true}.
   */
  public Path program() {
    @Nullable String clients = System.getenv("PACKLEDGER_CLIENTS");
    if (clients != null) {
      Path file = Path.of(clients, folder, "bin", program);
      if (Files.isExecutable(file)) {
        return file;
      }
    }
    String missing =
        clients == null
            ? "PACKLEDGER_CLIENTS is not set: the real " + folder + " is not run"
            : "no " + folder + " below " + clients;
    if (Boolean.parseBoolean(System.getenv("PACKLEDGER_REQUIRE_CLIENTS"))) {
      Assertions.fail(missing);
    }
    Assumptions.abort(missing);
    throw new AssertionError("aborting always throws");
  }
}

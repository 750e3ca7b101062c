package dev.packledger.acceptance.proxies;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Where the programs are. One that is not there skips the test that asks, and says so. */
enum Program {
  NGINX("nginx", true, "/usr/sbin", "/usr/local/sbin", "/usr/bin"),
  VERDACCIO("verdaccio", true, "verdaccio/bin"),
  /** From a Python wheel that holds the program; not to be had for every machine. */
  ENVOY("envoy", false, "envoy/envoy/_bin");

  private final String file;
  private final boolean required;
  private final List<String> places;

  /**
   * @param required whether {@code PACKLEDGER_REQUIRE_CLIENTS} means it too
   * @param places absolute, or below {@code $PACKLEDGER_CLIENTS}
   */
  Program(String file, boolean required, String... places) {
    this.file = file;
    this.required = required;
    this.places = List.of(places);
  }

  Path path() {
    for (Path candidate : candidates()) {
      if (Files.isExecutable(candidate)) {
        return candidate;
      }
    }
    String missing = "no " + file + " in " + candidates() + ": it is not run";
    if (required && Boolean.parseBoolean(System.getenv("PACKLEDGER_REQUIRE_CLIENTS"))) {
      Assertions.fail(missing);
    }
    Assumptions.abort(missing);
    throw new AssertionError("aborting always throws");
  }

  private List<Path> candidates() {
    List<Path> candidates = new ArrayList<>();
    @Nullable String clients = System.getenv("PACKLEDGER_CLIENTS");
    for (String place : places) {
      if (place.startsWith("/")) {
        candidates.add(Path.of(place, file));
      } else if (clients != null) {
        candidates.add(Path.of(clients, place, file));
      }
    }
    return candidates;
  }
}

package dev.packledger.acceptance.clients;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * Where unscoped packages come from on this machine: whatever its npm is configured for. Read once
 * with the machine's own settings, then given to each client's empty home.
 */
final class PublicRegistry {
  private static final long SECONDS_MAX = 60;
  private static final String ADDRESS = ask();

  private PublicRegistry() {}

  /** The address with a slash at its end. */
  static String address() {
    return ADDRESS;
  }

  private static String ask() {
    try {
      Process npm =
          new ProcessBuilder(Client.NPM.program().toString(), "config", "get", "registry")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String said = new String(npm.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (!npm.waitFor(SECONDS_MAX, TimeUnit.SECONDS) || !said.startsWith("http")) {
        throw new IllegalStateException("npm does not say its registry: " + said);
      }
      return said.endsWith("/") ? said : said + "/";
    } catch (IOException failure) {
      throw new IllegalStateException("npm does not run", failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", interrupted);
    }
  }
}

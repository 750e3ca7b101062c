package dev.packledger.acceptance.story;

import static org.assertj.core.api.Assertions.fail;

import dev.packledger.acceptance.clients.Machine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/**
 * Checks configurations of update bots as their makers do: Dependabot's by the schema that editors
 * use, Renovate's by its own validator. {@code .ci/run} fetches both; where one is not to be had,
 * the test is skipped and says so.
 */
final class BotSchemas {
  private static final String DEPENDABOT =
      """
      const Ajv = require('ajv'), YAML = require('yaml'), fs = require('fs');
      const ajv = new Ajv({strict: false, validateFormats: false});
      const valid = ajv.compile(JSON.parse(fs.readFileSync(process.argv[2])));
      if (!valid(YAML.parse(fs.readFileSync(process.argv[3], 'utf8')))) {
        console.error(valid.errors);
        process.exit(1);
      }
      """;

  private BotSchemas() {}

  static void check(Machine machine, String bot, String text) {
    switch (bot) {
      case "dependabot" -> {
        Path schema = client("bots/dependabot-2.0.json");
        Path modules = client("renovate/node_modules");
        machine.write(".github/dependabot.yml", text).write("../check.js", DEPENDABOT);
        machine
            .run(
                Map.of("NODE_PATH", modules.toString()),
                List.of("node", "../check.js", schema.toString(), ".github/dependabot.yml"))
            .succeeded();
      }
      case "renovate" -> {
        Path validator = client("renovate/node_modules/.bin/renovate-config-validator");
        machine.write("renovate.json", text);
        machine
            .run(
                Map.of("LOG_LEVEL", "warn"),
                List.of(validator.toString(), "--strict", "renovate.json"))
            .succeeded();
      }
      default -> fail("nobody knows the bot " + bot);
    }
  }

  private static Path client(String place) {
    String clients = System.getenv("PACKLEDGER_CLIENTS");
    Path file = Path.of(clients == null ? "/nowhere" : clients, place);
    if (!Files.exists(file)) {
      Assumptions.abort("there is no " + file + ": configurations of bots are not checked");
    }
    return file;
  }
}

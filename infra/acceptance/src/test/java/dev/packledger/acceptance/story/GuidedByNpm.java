package dev.packledger.acceptance.story;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.acceptance.clients.Client;
import dev.packledger.acceptance.clients.Machine;
import dev.packledger.acceptance.clients.Ran;
import dev.packledger.acceptance.story.Guide.Block;
import java.util.List;
import java.util.Map;

/** {@code npm.md}. */
record GuidedByNpm() implements Guided {
  @Override
  public String guide() {
    return "npm.md";
  }

  @Override
  public String publicRegistry() {
    return "https://registry.npmjs.org";
  }

  @Override
  public Elsewhere elsewhere(Elsewhere empty) {
    for (String word : List.of("core", "ui")) {
      String name = "@acme/" + word;
      String file = "/" + word + "-1.9.9.tgz";
      String packument =
          """
          {"name": "%1$s", "dist-tags": {"latest": "1.9.9"}, "versions": {"1.9.9": {"name": "%1$s",
           "version": "1.9.9", "dist": {"tarball": "%2$s"}}}}
          """
              .formatted(name, empty.address() + file);
      for (String slash : List.of("%2f", "%2F", "/")) {
        empty.file("/@acme" + slash + word, packument.getBytes(UTF_8));
      }
      empty.file(file, Tarballs.tarball(name, "1.9.9"));
    }
    return empty;
  }

  @Override
  public List<String> checkedIn() {
    return List.of(".npmrc", "package.json", "package-lock.json", ".yarnrc.yml");
  }

  @Override
  public Map<String, String> variables(String machine, Elsewhere elsewhere) {
    if (!machine.equals("berry")) {
      return Map.of();
    }
    String program = String.valueOf(Client.BERRY.program().getParent());
    return Map.of(
        "PATH", program + ":" + Machine.path(),
        "YARN_NPM_REGISTRY_SERVER", elsewhere.address(),
        "YARN_UNSAFE_HTTP_WHITELIST", "127.0.0.1",
        "YARN_NODE_LINKER", "node-modules",
        "YARN_ENABLE_IMMUTABLE_INSTALLS", "false");
  }

  @Override
  public void seed(String machine, Machine at) {
    switch (machine) {
      case "seller" -> {
        at.write("package.json", Wares.packageJson("@acme/theme", "1.0.0", Map.of()));
        at.write("index.js", "module.exports = 'theme';\n");
      }
      case "laptop" -> at.write("package.json", Wares.project(Map.of()));
      case "pnpm", "yarn", "berry", "bun" -> {
        at.write("package.json", Wares.project(Map.of("@acme/ui", "^1.0.0")));
        at.delete("package-lock.json");
      }
      default -> {
        // begins with what is checked in
      }
    }
  }

  @Override
  public void ran(Machine machine, Block block, Ran ran) {
    if (block.machine().equals("seller") || block.text().contains("docker")) {
      return;
    }
    String file = "node_modules/@acme/ui/package.json";
    assertThat(machine.has(file)).as(ran.shown()).isTrue();
    assertThat(machine.read(file)).contains("\"1.1.0\"").doesNotContain("1.9.9");
  }
}

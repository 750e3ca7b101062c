package dev.packledger.acceptance.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.acceptance.clients.HexProgram;
import dev.packledger.acceptance.clients.Machine;
import dev.packledger.acceptance.clients.Ran;
import dev.packledger.acceptance.story.Guide.Block;
import java.util.List;
import java.util.Map;

/**
 * {@code hex.md}. That a stranger's package of the same name is not installed is shown by {@link
 * HexConfusionIT}: the public repository is signed, so it is no tree of files.
 */
record GuidedByHex() implements Guided {
  @Override
  public String guide() {
    return "hex.md";
  }

  @Override
  public String publicRegistry() {
    return "https://repo.hex.pm";
  }

  @Override
  public Elsewhere elsewhere(Elsewhere empty) {
    return empty;
  }

  @Override
  public List<String> checkedIn() {
    return List.of("rebar.config", "rebar.config.script", "rebar.lock", "initech.pem");
  }

  /** Whatever is asked of the public repository is asked of this one. */
  @Override
  public Map<String, String> variables(String machine, Elsewhere elsewhere) {
    return Map.of("HEX_CDN", elsewhere.address(), "HEX_MIRROR", elsewhere.address());
  }

  @Override
  public void seed(String machine, Machine at) {
    if (machine.contains("mix")) {
      HexProgram.MIX.path();
      at.run(
              Map.of(),
              List.of("mix", "archive.install", "--force", HexProgram.hexArchive().toString()))
          .succeeded();
      at.write("lib/nothing.ex", "defmodule Nothing do\nend\n");
    } else {
      HexProgram.REBAR3.path();
      at.write(
          "src/my_app.app.src",
          "{application, my_app, [{description, \"mine\"}, {vsn, \"1.0.0\"}, {modules, []},"
              + " {applications, [kernel, stdlib]}]}.\n");
    }
    if (machine.equals("seller-mix")) {
      at.write(
          "mix.exs",
          """
          defmodule Theme.MixProject do
            use Mix.Project

            def project do
              [app: :acme_theme, version: "1.0.0", description: "A theme", deps: [],
               package: [licenses: ["MIT"], links: %{}]]
            end
          end
          """);
    }
  }

  @Override
  public void ran(Machine machine, Block block, Ran ran) {
    String text = block.text();
    if (text.contains("hex.publish")) {
      assertThat(ran.shown()).contains("Package published to", "has been retired");
    } else if (text.contains("docker")) {
      assertThat(ran.code()).isZero();
    } else if (text.contains("rebar3 ")) {
      assertThat(machine.read("_build/default/lib/acme_ui/src/acme_ui.app.src"))
          .contains("\"1.1.0\"");
      assertThat(machine.read("rebar.lock")).contains("acme_core", "acme_ui");
    } else if (text.contains("mix deps.get")) {
      assertThat(machine.read("deps/acme_ui/hex_metadata.config")).contains("<<\"1.1.0\">>");
    } else if (text.contains("hex-repository")) {
      assertThat(ran.output()).contains("\"name\":\"initech\"", "SHA256:", "hex.repo add initech");
    } else if (text.contains("--dump-header")) {
      assertThat(ran.output()).contains("200", "ETag");
    } else {
      assertThat(machine.read("initech.pem")).contains("BEGIN PUBLIC KEY");
    }
  }
}

package dev.packledger.acceptance.clients;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A project that mix builds, with a Hex of its own in its home. */
public final class Mix {
  private static final Pattern VERSION = Pattern.compile("\\{<<\"version\">>,<<\"([^\"]+)\">>}");

  private final Machine machine;
  private final Path archive;
  private URI elsewhere = URI.create("http://127.0.0.1:9");

  private Mix(Machine machine, Path archive) {
    this.machine = machine;
    this.archive = archive;
  }

  public static Mix create(Path parent) {
    HexProgram.MIX.path();
    Mix mix = new Mix(Machine.create(parent, "mix"), HexProgram.hexArchive());
    mix.installHex();
    return mix;
  }

  private void installHex() {
    run("archive.install", "--force", archive.toString()).succeeded();
  }

  public Machine machine() {
    return machine;
  }

  /** Where the public repository is; as a rule nowhere. */
  public Mix elsewhere(URI url) {
    elsewhere = url;
    return this;
  }

  /** Adds a repository as the documentation tells buyers to: by the key's fingerprint. */
  public Ran repository(HexSource source, String fingerprint) {
    return run(
        "hex.repo",
        "add",
        source.name(),
        source.url().toString(),
        "--fetch-public-key",
        fingerprint,
        "--auth-key",
        source.token());
  }

  /**
   * Writes the project.
   *
   * @param deps as {@code mix.exs} has them: {@code {:acme_ui, "~> 1.0", repo: "initech"}}
   */
  public Mix project(String app, String version, String... deps) {
    machine.write(
        "mix.exs",
        """
        defmodule Project.MixProject do
          use Mix.Project

          def project do
            [app: :%s, version: "%s", description: "Made of nothing",
             package: [licenses: ["MIT"], links: %%{}], deps: [%s]]
          end

          def application, do: []
        end
        """
            .formatted(app, version, String.join(", ", deps)));
    machine.write("lib/project.ex", "defmodule Project do\nend\n");
    return this;
  }

  /** Forgets everything downloaded and built; the lock file stays, repositories do not. */
  public Mix forget() {
    machine.delete("_build").delete("deps").forgetHome();
    installHex();
    return this;
  }

  public Ran run(String... arguments) {
    return run(Map.of(), arguments);
  }

  /** Runs mix as a publisher does. */
  public Ran publishing(URI api, String key, String... arguments) {
    return run(Map.of("HEX_API_URL", api.toString(), "HEX_API_KEY", key), arguments);
  }

  private Ran run(Map<String, String> more, String... arguments) {
    Map<String, String> environment = new TreeMap<>(more);
    environment.put("MIX_HOME", machine.home().resolve(".mix").toString());
    environment.put("HEX_HOME", machine.home().resolve(".hex").toString());
    environment.put("HEX_MIRROR", elsewhere.toString());
    List<String> command = new ArrayList<>();
    command.add(HexProgram.MIX.path().toString());
    command.addAll(List.of(arguments));
    return machine.run(environment, command);
  }

  /** The version of a dependency that lies there; null for none. */
  public @Nullable String installed(String name) {
    String file = "deps/" + name + "/hex_metadata.config";
    if (!machine.has(file)) {
      return null;
    }
    Matcher version = VERSION.matcher(machine.read(file));
    return version.find() ? version.group(1) : null;
  }
}

package dev.packledger.acceptance.clients;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A project that rebar3 builds. The public repository is wherever a test says; as a rule nowhere,
 * for what is not answered by ours must not be looked for on hex.pm.
 */
public final class Rebar {
  private static final URI NOWHERE = URI.create("http://127.0.0.1:9");
  private static final Pattern VERSION = Pattern.compile("\\{vsn,\\s*\"([^\"]+)\"");

  private final Machine machine;
  private final HexSource source;
  private URI elsewhere = NOWHERE;
  private @Nullable String elsewhereKey;
  private boolean replaces = true;
  private String dependencies = "";

  private Rebar(Machine machine, HexSource source) {
    this.machine = machine;
    this.source = source;
  }

  public static Rebar create(Path parent, HexSource source) {
    HexProgram.REBAR3.path();
    Rebar rebar = new Rebar(Machine.create(parent, "rebar3"), source);
    rebar.machine.write(
        "src/project.app.src",
        "{application, project, [{description, \"p\"}, {vsn, \"1.0.0\"}, {modules, []},"
            + " {applications, [kernel, stdlib]}]}.\n");
    return rebar;
  }

  public Machine machine() {
    return machine;
  }

  /** Where the public repository is, and its key. */
  public Rebar elsewhere(URI url, String publicKey) {
    elsewhere = url;
    elsewhereKey = publicKey;
    return settings();
  }

  /**
   * Whether only our repository is asked ({@code {repos, replace, ...}}), or the public one too.
   */
  public Rebar replaces(boolean only) {
    replaces = only;
    return settings();
  }

  /** The dependencies as {@code rebar.config} has them: {@code {acme_ui, "~> 1.0"}}. */
  public Rebar needs(String... deps) {
    dependencies = String.join(", ", deps);
    return settings();
  }

  private Rebar settings() {
    List<String> repositories = new ArrayList<>();
    repositories.add(repository(source.name(), source.url(), source.publicKey()));
    String key = elsewhereKey;
    if (!replaces && key != null) {
      repositories.add(repository("hexpm", elsewhere, key));
    }
    machine.write(
        "rebar.config",
        """
        {deps, [%s]}.
        {hex, [{repos%s, [
        %s
        ]}]}.
        """
            .formatted(
                dependencies, replaces ? ", replace" : "", String.join(",\n", repositories)));
    machine.write(
        "../home/.config/rebar3/hex.config",
        "#{<<\"%s\">> => #{repo_key => <<\"%s\">>}}.\n".formatted(source.name(), source.token()));
    return this;
  }

  private static String repository(String name, URI url, String publicKey) {
    return "  #{name => <<\"%s\">>, repo_url => <<\"%s\">>,%n    repo_public_key => <<\"%s\">>}"
        .formatted(name, url, publicKey);
  }

  /** Forgets everything downloaded and built; the lock file stays. */
  public Rebar forget() {
    machine.delete("_build").forgetHome();
    return settings();
  }

  public Ran run(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(HexProgram.REBAR3.path().toString());
    command.addAll(List.of(arguments));
    return machine.run(Map.of("HEX_CDN", elsewhere.toString()), command);
  }

  /** The version of a dependency that lies there; null for none. */
  public @Nullable String installed(String name) {
    String file = "_build/default/lib/" + name + "/src/" + name + ".app.src";
    if (!machine.has(file)) {
      return null;
    }
    Matcher version = VERSION.matcher(machine.read(file));
    return version.find() ? version.group(1) : null;
  }
}

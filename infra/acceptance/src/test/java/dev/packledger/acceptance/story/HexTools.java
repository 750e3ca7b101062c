package dev.packledger.acceptance.story;

import dev.packledger.acceptance.clients.HexCore;
import dev.packledger.acceptance.clients.HexProgram;
import dev.packledger.acceptance.clients.HexSource;
import dev.packledger.acceptance.clients.Mix;
import dev.packledger.acceptance.clients.Ran;
import dev.packledger.acceptance.clients.Rebar;
import dev.packledger.acceptance.running.Api;
import dev.packledger.acceptance.running.Reply;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * rebar3, and mix where an archive of Hex is at hand; hex_core of rebar3 publishes. Only our
 * repository is asked: what it does not answer is nowhere.
 */
final class HexTools implements Tools {
  private static final String REBAR3 = "rebar3";
  private static final String MIX = "mix";

  private final Path folder;
  private final Map<String, String> publicKeys = new HashMap<>();
  private @Nullable HexCore hexCore;

  HexTools(Path folder) {
    this.folder = folder;
  }

  @Override
  public String ecosystem() {
    return "hex";
  }

  @Override
  public void prepare(Organization seller) {
    // Hex has no namespaces: a name is its first publisher's.
  }

  @Override
  public String name(String word) {
    return Wares.SCOPE + "_" + word;
  }

  @Override
  public Ran publish(Organization seller, String secret, Ware ware) {
    List<String> arguments = new ArrayList<>(List.of(name(ware.word()), ware.version()));
    new TreeMap<>(ware.needs())
        .forEach((word, version) -> arguments.addAll(List.of(name(word), range(version))));
    return task(seller, secret, "publish", arguments.toArray(String[]::new));
  }

  private Ran task(Organization seller, String secret, String task, String... arguments) {
    if (hexCore == null) {
      hexCore = HexCore.create(folder);
    }
    return hexCore.run(seller.registry(ecosystem()).resolve("api"), secret, task, arguments);
  }

  @Override
  public Ran yank(Organization seller, String secret, Ware ware) {
    return task(seller, secret, "retire", name(ware.word()), ware.version(), "invalid", "Broken");
  }

  private static String range(String version) {
    return "~> " + version.substring(0, version.lastIndexOf('.'));
  }

  @Override
  public List<String> clients() {
    return HexProgram.hasHexArchive() ? List.of(REBAR3, MIX) : List.of(REBAR3);
  }

  @Override
  public Buying buying(String client, URI registry, String secret) {
    String url = registry.toString().substring(0, registry.toString().length() - 1);
    String slug = registry.getPath().split("/", 3)[1];
    HexSource source = new HexSource(slug, URI.create(url), publicKey(slug, url, secret), secret);
    return client.equals(MIX)
        ? new MixBuyer(Mix.create(folder), source)
        : new RebarBuyer(Rebar.create(folder, source));
  }

  /** Read once for each organisation, as people pin it. */
  private String publicKey(String slug, String url, String secret) {
    return publicKeys.computeIfAbsent(
        slug,
        absent -> {
          Reply key = new Api(URI.create(url), secret).get("/public_key").is(200);
          return key.text();
        });
  }

  @Override
  public String index(String word) {
    return "/packages/" + name(word);
  }

  @Override
  public String described(String word) {
    return "/api/packages/" + name(word);
  }

  @Override
  public String file(String word, String version) {
    return "/tarballs/" + name(word) + "-" + version + ".tar";
  }

  @Override
  public List<String> lists() {
    return List.of("/names", "/versions", "/api/packages");
  }

  @Override
  public List<Asked> bots(String word, String version) {
    String shown = "\"version\":\"" + version + '"';
    Map<String, String> json = Map.of("Accept", "application/json");
    return List.of(
        new Asked("Renovate", "/api/packages/" + name(word), json, shown),
        new Asked("Renovate", "/api/repos/initech/packages/" + name(word), json, shown),
        new Asked("Dependabot", "/public_key", Map.of(), "BEGIN PUBLIC KEY"),
        new Asked("Dependabot", "/packages/" + name(word), Map.of(), ""),
        new Asked(
            "Dependabot",
            "/tarballs/" + name(word) + "-" + version + ".tar",
            Map.of(),
            name(word)));
  }

  /** A retired release stays in the index. */
  @Override
  public boolean lockfilesOutliveIndexes() {
    return true;
  }

  @Override
  public int lostIndexStatus() {
    return 403;
  }

  /** rebar3, which prints nothing of a refusal. */
  private final class RebarBuyer implements Buying {
    private final Rebar rebar;

    RebarBuyer(Rebar rebar) {
      this.rebar = rebar;
    }

    @Override
    public Ran install(Map<String, String> wanted) {
      rebar.machine().delete("_build").delete("rebar.lock");
      String[] deps = new String[wanted.size()];
      int at = 0;
      for (Map.Entry<String, String> want : new TreeMap<>(wanted).entrySet()) {
        deps[at++] = "{%s, \"%s\"}".formatted(name(want.getKey()), range(want.getValue()));
      }
      return rebar.needs(deps).run("compile");
    }

    @Override
    public Ran reinstall() {
      return rebar.forget().run("compile");
    }

    @Override
    public boolean locks() {
      return true;
    }

    @Override
    public @Nullable String installed(String word) {
      return rebar.installed(name(word));
    }

    @Override
    public @Nullable SortedSet<String> versions(String word) {
      return null;
    }

    @Override
    public Ran refresh() {
      return rebar.run("update");
    }

    /** It asks for documents without an entity tag. */
    @Override
    public List<Integer> refreshedBy(boolean grown) {
      return List.of(200);
    }

    @Override
    public boolean tells(Moment moment) {
      return false;
    }
  }

  /** mix, which prints the header of every refusal. */
  private final class MixBuyer implements Buying {
    private final Mix mix;
    private final HexSource source;

    MixBuyer(Mix mix, HexSource source) {
      this.mix = mix;
      this.source = source;
      repository();
    }

    private void repository() {
      mix.machine().write("../home/key.pem", source.publicKey());
      mix.run(
              "hex.repo",
              "add",
              source.name(),
              source.url().toString(),
              "--public-key",
              mix.machine().home().resolve("key.pem").toString(),
              "--auth-key",
              source.token())
          .succeeded();
    }

    @Override
    public Ran install(Map<String, String> wanted) {
      mix.machine().delete("deps").delete("mix.lock");
      List<String> deps = new ArrayList<>();
      new TreeMap<>(wanted)
          .forEach(
              (word, version) ->
                  deps.add(
                      "{:%s, \"%s\", repo: \"%s\"}"
                          .formatted(name(word), range(version), source.name())));
      return mix.project("project", "1.0.0", deps.toArray(String[]::new)).run("deps.get");
    }

    @Override
    public Ran reinstall() {
      mix.forget();
      repository();
      return mix.run("deps.get", "--check-locked");
    }

    @Override
    public boolean locks() {
      return true;
    }

    @Override
    public @Nullable String installed(String word) {
      return mix.installed(name(word));
    }

    @Override
    public @Nullable SortedSet<String> versions(String word) {
      return null;
    }

    @Override
    public Ran refresh() {
      return mix.run("deps.update", "--all");
    }

    /** It means to send entity tags, and does not. */
    @Override
    public List<Integer> refreshedBy(boolean grown) {
      return List.of(200);
    }

    @Override
    public boolean tells(Moment moment) {
      return true;
    }
  }
}

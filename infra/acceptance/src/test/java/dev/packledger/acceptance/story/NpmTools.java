package dev.packledger.acceptance.story;

import dev.packledger.acceptance.clients.Client;
import dev.packledger.acceptance.clients.Ran;
import dev.packledger.acceptance.clients.Workspace;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** npm, pnpm, Yarn 1, Yarn Berry and bun; npm publishes. */
final class NpmTools implements Tools {
  private static final Pattern VERSION = Pattern.compile("\"(\\d+\\.\\d+\\.\\d+[^\"]*)\"");

  private final Path folder;

  NpmTools(Path folder) {
    this.folder = folder;
  }

  @Override
  public String ecosystem() {
    return "npm";
  }

  @Override
  public void prepare(Organization seller) {
    seller
        .api()
        .post(seller.path("/namespaces"), Map.of("ecosystem", "npm", "name", "@" + seller.slug()))
        .is(201);
  }

  @Override
  public String name(String word) {
    return "@" + Wares.SCOPE + "/" + word;
  }

  @Override
  public Ran publish(Organization seller, String secret, Ware ware) {
    Workspace machine = seller(seller, secret);
    Map<String, String> needs = new TreeMap<>();
    ware.needs().forEach((word, version) -> needs.put(name(word), "^" + version));
    machine.write("package.json", Wares.packageJson(name(ware.word()), ware.version(), needs));
    machine.write("index.js", "module.exports = '" + ware + "';\n");
    return machine.run("publish");
  }

  @Override
  public @Nullable Ran yank(Organization seller, String secret, Ware ware) {
    return seller(seller, secret)
        .run("unpublish", name(ware.word()) + "@" + ware.version(), "--force");
  }

  private Workspace seller(Organization seller, String secret) {
    return Workspace.create(Client.NPM, folder).scope(Wares.SCOPE, seller.npm(), secret);
  }

  @Override
  public List<String> clients() {
    return Stream.of(Client.values())
        .map(client -> client.name().toLowerCase(Locale.ROOT))
        .toList();
  }

  @Override
  public Buying buying(String client, URI registry, String secret) {
    Client program = Client.valueOf(client.toUpperCase(Locale.ROOT));
    return new Buyer(
        Workspace.create(program, folder).scope(Wares.SCOPE, registry, secret), program);
  }

  @Override
  public String index(String word) {
    return "/@" + Wares.SCOPE + "%2f" + word;
  }

  @Override
  public String described(String word) {
    return index(word);
  }

  @Override
  public String file(String word, String version) {
    return "/" + name(word) + "/-/" + word + "-" + version + ".tgz";
  }

  @Override
  public List<String> lists() {
    return List.of("/-/v1/search?text=" + Wares.SCOPE);
  }

  @Override
  public List<Asked> bots(String word, String version) {
    String versions = "\"" + version + "\":{";
    return List.of(
        new Asked("Renovate", index(word), Map.of("Accept", "application/json"), versions),
        new Asked("Dependabot", "/" + name(word), Map.of(), versions),
        new Asked("Dependabot", index(word) + "/" + version, Map.of(), "\"version\":\"" + version),
        new Asked("Dependabot", index(word) + "/latest", Map.of(), name(word)));
  }

  @Override
  public boolean lockfilesOutliveIndexes() {
    return true;
  }

  @Override
  public int lostIndexStatus() {
    return 403;
  }

  private record Buyer(Workspace machine, Client client) implements Buying {
    @Override
    public Ran install(Map<String, String> wanted) {
      Map<String, String> ranges = new TreeMap<>();
      wanted.forEach((word, version) -> ranges.put("@" + Wares.SCOPE + "/" + word, "^" + version));
      machine.write("package.json", Wares.project(ranges));
      return machine.run("install");
    }

    @Override
    public Ran reinstall() {
      return machine.forget().run(client.frozenInstall());
    }

    @Override
    public boolean locks() {
      return true;
    }

    @Override
    public @Nullable String installed(String word) {
      return machine.installed("@" + Wares.SCOPE + "/" + word);
    }

    @Override
    public @Nullable SortedSet<String> versions(String word) {
      Ran ran = machine.run(client.versions("@" + Wares.SCOPE + "/" + word));
      SortedSet<String> versions = new TreeSet<>();
      Matcher matcher = VERSION.matcher(ran.output());
      while (matcher.find()) {
        versions.add(matcher.group(1));
      }
      return versions;
    }

    @Override
    public Ran refresh() {
      return switch (client) {
        case NPM, PNPM, BUN -> machine.run("update");
        case YARN -> machine.run("upgrade");
        case BERRY -> machine.run("up", "@" + Wares.SCOPE + "/*");
      };
    }

    /** Yarn 1 and pnpm ask without a condition, bun not at all within minutes. */
    @Override
    public List<Integer> refreshedBy(boolean grown) {
      return switch (client) {
        case NPM, BERRY -> grown ? List.of(200) : List.of(304);
        case PNPM, YARN -> List.of(200);
        case BUN -> List.of();
      };
    }

    /** Seen by running them; the table in docs/ecosystems/npm.md says the same. */
    @Override
    public boolean tells(Moment moment) {
      return switch (client) {
        case NPM, PNPM -> true;
        case YARN -> moment != Moment.FILE;
        case BERRY -> moment != Moment.TOKEN;
        case BUN -> false;
      };
    }
  }
}

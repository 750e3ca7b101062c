package dev.packledger.acceptance.story;

import static org.assertj.core.api.Assertions.fail;

import dev.packledger.acceptance.clients.Machine;
import dev.packledger.acceptance.clients.Ran;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * Debian's bundler, with each of the three ways to hand it a token, and gem; gem publishes. A
 * token's user says nothing, so any will do.
 */
final class GemTools implements Tools {
  private static final String GEM = "gem";
  private static final String BY_CONFIG = "bundler by config";
  private static final String BY_VARIABLE = "bundler by variable";
  private static final String BY_ADDRESS = "bundler by address";
  private static final String USER = "buyer";

  private final Path folder;

  GemTools(Path folder) {
    this.folder = folder;
  }

  @Override
  public String ecosystem() {
    return "rubygems";
  }

  @Override
  public void prepare(Organization seller) {
    // Gems have no namespaces: a name is its first publisher's.
  }

  @Override
  public String name(String word) {
    return Wares.SCOPE + "-" + word;
  }

  @Override
  public Ran publish(Organization seller, String secret, Ware ware) {
    Machine machine = Machine.create(folder, "seller");
    String name = name(ware.word());
    StringBuilder needs = new StringBuilder();
    new TreeMap<>(ware.needs())
        .forEach(
            (word, version) ->
                needs.append(
                    "  s.add_dependency '%s', '%s'%n".formatted(name(word), range(version))));
    machine.write(
        name + ".gemspec",
        """
        Gem::Specification.new do |s|
          s.name = '%s'
          s.version = '%s'
          s.summary = 'Sold by Acme'
          s.authors = ['A. Developer']
          s.email = ['dev@acme.example']
          s.homepage = 'https://acme.example'
          s.license = 'MIT'
          s.required_ruby_version = '>= 2.7'
          s.files = ['lib/%s.rb']
        %send
        """
            .formatted(name, ware.version(), name, needs));
    machine.write("lib/" + name + ".rb", "# " + ware + "\n");
    machine.run(Map.of(), List.of(program(GEM), "build", name + ".gemspec")).succeeded();
    return machine.run(
        Map.of("GEM_HOST_API_KEY", secret),
        List.of(
            program(GEM),
            "push",
            name + "-" + ware.version() + ".gem",
            "--host",
            withoutSlash(seller.registry(ecosystem()))));
  }

  @Override
  public @Nullable Ran yank(Organization seller, String secret, Ware ware) {
    return Machine.create(folder, "seller")
        .run(
            Map.of("GEM_HOST_API_KEY", secret),
            List.of(
                program(GEM),
                "yank",
                name(ware.word()),
                "-v",
                ware.version(),
                "--host",
                withoutSlash(seller.registry(ecosystem()))));
  }

  private static String withoutSlash(URI registry) {
    String text = registry.toString();
    return text.substring(0, text.length() - 1);
  }

  static String range(String version) {
    return "~> " + version.substring(0, version.lastIndexOf('.'));
  }

  /**
   * A program of Debian's; where it is not installed, the test is skipped, or fails if required.
   */
  static String program(String name) {
    boolean there =
        Stream.of(Machine.path().split(File.pathSeparator))
            .anyMatch(place -> Files.isExecutable(Path.of(place, name)));
    if (!there) {
      String missing = name + " is not on the PATH";
      if (Boolean.parseBoolean(System.getenv("PACKLEDGER_REQUIRE_CLIENTS"))) {
        fail(missing);
      }
      Assumptions.abort(missing);
    }
    return name;
  }

  @Override
  public List<String> clients() {
    return List.of(BY_CONFIG, BY_VARIABLE, BY_ADDRESS, GEM);
  }

  @Override
  public Buying buying(String client, URI registry, String secret) {
    Machine machine = Machine.create(folder, client.replace(' ', '-'));
    return client.equals(GEM)
        ? new GemBuyer(machine, withSecret(registry, secret))
        : new BundlerBuyer(machine, client, registry, secret);
  }

  private static URI withSecret(URI registry, String secret) {
    return URI.create(registry.toString().replace("://", "://" + USER + ":" + secret + "@"));
  }

  @Override
  public String index(String word) {
    return "/info/" + name(word);
  }

  @Override
  public String described(String word) {
    return index(word);
  }

  @Override
  public String file(String word, String version) {
    return "/gems/" + name(word) + "-" + version + ".gem";
  }

  @Override
  public List<String> lists() {
    return List.of("/versions", "/names", "/specs.4.8.gz", "/latest_specs.4.8.gz");
  }

  @Override
  public List<Asked> bots(String word, String version) {
    String name = name(word);
    String number = "\"number\":\"" + version + '"';
    return List.of(
        new Asked("Renovate", "/api/v1/versions/" + name + ".json", Map.of(), number),
        new Asked("Renovate", "/api/v1/gems/" + name + ".json", Map.of(), "\"name\":\"" + name),
        new Asked("Renovate", "/info/" + name, Map.of(), version + " "),
        new Asked("Renovate", "/api/v1/dependencies?gems=" + name, Map.of(), version),
        new Asked("Dependabot", "/versions", Map.of(), name + " " + version),
        new Asked("Dependabot", "/info/" + name, Map.of(), version + " "),
        new Asked("Dependabot", "/api/v1/gems/" + name + ".json", Map.of(), "\"homepage_uri\""));
  }

  /** Bundler says then that the author removed it; so it does with rubygems.org. */
  @Override
  public boolean lockfilesOutliveIndexes() {
    return false;
  }

  @Override
  public int lostIndexStatus() {
    return 200;
  }

  /** Bundler, with its gems below the project. */
  private static final class BundlerBuyer implements Buying {
    private final Machine machine;
    private final Map<String, String> environment = new TreeMap<>();
    private final String source;

    BundlerBuyer(Machine machine, String client, URI registry, String secret) {
      this.machine = machine;
      environment.put("BUNDLE_PATH", "vendor/bundle");
      environment.put("BUNDLE_RETRY", "0");
      environment.put("BUNDLE_USER_HOME", machine.home().resolve(".bundle").toString());
      String credential = USER + ":" + secret;
      switch (client) {
        case BY_CONFIG -> bundle("config", "set", "--local", registry.getHost(), credential);
        case BY_VARIABLE ->
            environment.put("BUNDLE_" + registry.getHost().replace(".", "__"), credential);
        default -> {
          // in the address
        }
      }
      source =
          client.equals(BY_ADDRESS) ? withSecret(registry, secret).toString() : registry.toString();
    }

    private Ran bundle(String... arguments) {
      List<String> command = new ArrayList<>(List.of(program("bundle")));
      command.addAll(List.of(arguments));
      return machine.run(environment, command);
    }

    @Override
    public Ran install(Map<String, String> wanted) {
      StringBuilder gems = new StringBuilder();
      wanted.forEach(
          (word, version) ->
              gems.append(
                  "  gem '%s', '%s'%n".formatted(Wares.SCOPE + "-" + word, range(version))));
      machine.write("Gemfile", "source '" + source + "' do\n" + gems + "end\n");
      machine.delete("Gemfile.lock").delete("vendor");
      return bundle("install");
    }

    @Override
    public Ran reinstall() {
      machine.delete("vendor").forgetHome();
      environment.put("BUNDLE_FROZEN", "true");
      Ran ran = bundle("install");
      environment.remove("BUNDLE_FROZEN");
      return ran;
    }

    @Override
    public boolean locks() {
      return true;
    }

    @Override
    public @Nullable String installed(String word) {
      return versionBelow(machine.project().resolve("vendor"), word);
    }

    @Override
    public @Nullable SortedSet<String> versions(String word) {
      return null;
    }

    @Override
    public Ran refresh() {
      return bundle("lock", "--update");
    }

    @Override
    public List<Integer> refreshedBy(boolean grown) {
      return grown ? List.of(206) : List.of(304);
    }

    /** Of an index it prints words of its own, of a file the reason phrase. */
    @Override
    public boolean tells(Moment moment) {
      return moment == Moment.FILE;
    }
  }

  /** The version in the name of an unpacked gem's folder. */
  private static @Nullable String versionBelow(Path tree, String word) {
    if (!Files.exists(tree)) {
      return null;
    }
    Pattern name = Pattern.compile(Wares.SCOPE + "-" + word + "-(\\d[^-]*)");
    try (Stream<Path> files = Files.walk(tree)) {
      return files
          .filter(file -> file.toString().matches(".*/gems/[^/]*"))
          .map(file -> name.matcher(file.getFileName().toString()))
          .filter(Matcher::matches)
          .map(found -> found.group(1))
          .findFirst()
          .orElse(null);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** gem alone, which knows no lockfile. */
  private record GemBuyer(Machine machine, URI source) implements Buying {
    private Ran gem(String... arguments) {
      List<String> command = new ArrayList<>(List.of(program(GEM)));
      command.addAll(List.of(arguments));
      command.addAll(List.of("--clear-sources", "--source", source.toString()));
      return machine.run(Map.of(), command);
    }

    @Override
    public Ran install(Map<String, String> wanted) {
      machine.delete("gems");
      List<String> command = new ArrayList<>(List.of("install"));
      wanted.forEach(
          (word, version) -> command.add(Wares.SCOPE + "-" + word + ":" + range(version)));
      command.addAll(List.of("--no-document", "--install-dir", "gems"));
      return gem(command.toArray(String[]::new));
    }

    @Override
    public Ran reinstall() {
      throw new UnsupportedOperationException("gem knows no lockfile");
    }

    @Override
    public boolean locks() {
      return false;
    }

    @Override
    public @Nullable String installed(String word) {
      return versionBelow(machine.project().resolve("gems"), word);
    }

    @Override
    public @Nullable SortedSet<String> versions(String word) {
      String name = Wares.SCOPE + "-" + word;
      Matcher listed =
          Pattern.compile(name + " \\(([^)]*)\\)")
              .matcher(gem("list", "--remote", "--all", "^" + name + "$").output());
      return listed.find() ? new TreeSet<>(List.of(listed.group(1).split(", "))) : new TreeSet<>();
    }

    @Override
    public Ran refresh() {
      return gem("list", "--remote");
    }

    @Override
    public List<Integer> refreshedBy(boolean grown) {
      return List.of(200);
    }

    @Override
    public boolean tells(Moment moment) {
      return moment != Moment.INDEX;
    }
  }
}

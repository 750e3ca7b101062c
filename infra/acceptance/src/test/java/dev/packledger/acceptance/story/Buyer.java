package dev.packledger.acceptance.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.acceptance.clients.Client;
import dev.packledger.acceptance.clients.Ran;
import dev.packledger.acceptance.clients.Workspace;
import dev.packledger.acceptance.running.Reply;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One holder of a token with one machine for each client: what they ask their clients to do, and
 * what these must show.
 */
final class Buyer {
  private static final Pattern VERSION = Pattern.compile("\"(\\d+\\.\\d+\\.\\d+[^\"]*)\"");

  private final Organization organization;
  private final Organization.Token token;
  private final Path folder;
  private final Map<Client, Workspace> machines = new EnumMap<>(Client.class);

  /**
   * @param folder where the machines are made
   */
  Buyer(Path folder, Organization organization, Organization.Token token) {
    this.folder = folder;
    this.organization = organization;
    this.token = token;
  }

  Organization.Token token() {
    return token;
  }

  /** The machine for a client, set up as the documentation tells buyers to. */
  Workspace machine(Client client) {
    return machines.computeIfAbsent(
        client,
        absent ->
            Workspace.create(client, folder)
                .scope(Wares.SCOPE, organization.npm(), token.secret()));
  }

  /** Installs packages in ranges; afterwards the versions expected lie there. */
  void installs(Client client, Map<String, String> ranges, Map<String, String> expected) {
    Workspace machine = machine(client);
    machine.write("package.json", Wares.project(ranges));
    machine.run("install").succeeded();
    has(machine, expected);
  }

  /** Forgets all but the lockfile and installs from it. */
  void reinstalls(Client client, Map<String, String> expected) {
    Workspace machine = machine(client).forget();
    machine.run(client.frozenInstall()).succeeded();
    has(machine, expected);
  }

  private static void has(Workspace machine, Map<String, String> expected) {
    expected.forEach(
        (name, version) ->
            assertThat(machine.installed(name))
                .as("%s of %s", name, machine.client())
                .isEqualTo(version));
  }

  /** The versions of a package that the client says there are. */
  SortedSet<String> versions(Client client, String name) {
    Ran ran = machine(client).run(client.versions(name)).succeeded();
    SortedSet<String> versions = new TreeSet<>();
    Matcher matcher = VERSION.matcher(ran.output());
    while (matcher.find()) {
      versions.add(matcher.group(1));
    }
    return versions;
  }

  /** With empty caches the packument is refused, for this reason. */
  void isRefused(Client client, int status, String reason) {
    Workspace machine = new Buyer(folder, organization, token).machine(client);
    machine.write("package.json", Wares.project(Map.of(Wares.CORE, "*")));
    Ran ran = machine.run("install").failed();
    assertThat(machine.installed(Wares.CORE)).isNull();
    shows(client, ran, new Denial(status, reason, packument()));
  }

  /** With empty caches and the lockfile from before the file is refused, for this reason. */
  void isRefusedFromLockfile(Client client, int status, String reason) {
    Workspace machine = machine(client).forget();
    Ran ran = machine.run(client.frozenInstall()).failed();
    assertThat(machine.installed(Wares.CORE)).isNull();
    shows(client, ran, new Denial(status, reason, file("1.1.0")));
  }

  /** One package that is not theirs and one that does not exist look alike. */
  void cannotTell(Client client, String existing, String missing) {
    String one = shownOf(client, existing);
    assertThat(one.replace(name(existing), name(missing))).isEqualTo(shownOf(client, missing));
    String tree = "/" + organization.slug() + "/npm/@acme%2f";
    Reply there = ask(tree + name(existing)).is(404);
    Reply nowhere = ask(tree + name(missing)).is(404);
    assertThat(there.text()).isEqualTo(nowhere.text());
    assertThat(there.response().headers().map().keySet())
        .isEqualTo(nowhere.response().headers().map().keySet());
    ask("/" + organization.slug() + "/npm/@acme/core/-/core-1.1.0.tgz").is(404);
  }

  private String shownOf(Client client, String name) {
    Workspace machine = new Buyer(folder, organization, token).machine(client);
    machine.write("package.json", Wares.project(Map.of(name, "*")));
    return TIMES
        .matcher(machine.run("install").failed().shown())
        .replaceAll("#")
        .replace(machine.folder().toString(), "MACHINE");
  }

  private static String name(String scoped) {
    return scoped.substring(scoped.indexOf('/') + 1);
  }

  /** What differs from run to run: times, durations and places in the client's own stack. */
  private static final Pattern TIMES = Pattern.compile("\\d+");

  /** What the server itself answers to this holder. */
  Reply ask(String address) {
    return organization.api().as(token.secret()).get(address);
  }

  private String packument() {
    return "/" + organization.slug() + "/npm/@acme%2fcore";
  }

  private String file(String version) {
    return "/" + organization.slug() + "/npm/@acme/core/-/core-" + version + ".tgz";
  }

  private record Denial(int status, String reason, String address) {
    boolean ofFile() {
      return address.endsWith(".tgz");
    }
  }

  /**
   * The client shows the denial's reference wherever it shows words of a server; elsewhere the
   * reference stands in a header of the answer. Either way the API tells the reason.
   */
  private void shows(Client client, Ran ran, Denial denial) {
    Reply answer = ask(denial.address());
    assertThat(answer.status()).isEqualTo(denial.status());
    boolean tells = showsWords(client, denial);
    Refusals.shown(organization.api(), ran, tells, denial.reason());
    if (!tells) {
      assertThat(ran.shown()).containsAnyOf(Integer.toString(denial.status()), "authentication");
    }
    Refusals.tells(
        organization.api(), answer.header("Packledger-Denial").orElseThrow(), denial.reason());
  }

  /** Seen by running them; the table in docs/ecosystems/npm.md says the same. */
  private static boolean showsWords(Client client, Denial denial) {
    return switch (client) {
      case NPM, PNPM -> true;
      case YARN -> !denial.ofFile();
      case BERRY -> denial.status() != 401;
      case BUN -> false;
    };
  }
}

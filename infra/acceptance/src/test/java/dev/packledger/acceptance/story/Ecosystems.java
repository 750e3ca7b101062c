package dev.packledger.acceptance.story;

import static dev.packledger.acceptance.story.Bazaar.CORE;
import static dev.packledger.acceptance.story.Bazaar.HIDDEN;
import static dev.packledger.acceptance.story.Bazaar.UI;

import dev.packledger.acceptance.running.Reply;
import dev.packledger.acceptance.story.Tools.Buying;
import dev.packledger.webhooks.stripedouble.SubscriptionStory;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;

/** One instance with a seller and a buyer, and the tools of every ecosystem. */
final class Ecosystems implements AutoCloseable {
  private final Path folder;
  private final List<Tools> all;
  private final Marketplace market;
  private final Map<String, Buying> machines = new TreeMap<>();
  private @Nullable Bazaar bazaar;
  private @Nullable Organization initech;
  private @Nullable String license;
  private Organization.@Nullable Token token;

  Ecosystems(Path folder, InstantSource clock) {
    this.folder = folder;
    this.all = Toolbox.all(folder);
    this.market = Marketplace.open(folder, clock);
  }

  Path folder() {
    return folder;
  }

  List<Tools> all() {
    return all;
  }

  Marketplace market() {
    return market;
  }

  /** The seller's shop, opened with everything published. */
  Bazaar open() {
    bazaar = Bazaar.open(market, all);
    return bazaar;
  }

  Bazaar bazaar() {
    return Objects.requireNonNull(bazaar, "the chapter before failed");
  }

  Organization acme() {
    return bazaar().acme();
  }

  /** One purchase by card, its licence claimed by the buyer, who gives a pipeline a seat. */
  SubscriptionStory purchase(Instant now) {
    SubscriptionStory subscription = bazaar().purchase(now);
    // Lists are in the order of ids: a licence that is granted later may stand before it.
    license = bazaar().licenses().get(0).get("id").asString();
    initech = bazaar().claim(license(), "initech");
    token = initech().token(seated("ci"), "read");
    return subscription;
  }

  Organization initech() {
    return Objects.requireNonNull(initech, "the chapter before failed");
  }

  Organization.Token token() {
    return Objects.requireNonNull(token, "the chapter before failed");
  }

  /** The only licence that was sold by card. */
  String license() {
    return Objects.requireNonNull(license, "the chapter before failed");
  }

  /** A new pipeline of the buyer with a seat. */
  String seated(String name) {
    String holder = initech().pipeline(name);
    initech().api().put(seat(holder), Map.of()).is(204);
    return holder;
  }

  String seat(String holder) {
    return "/api/v1/licenses/" + license() + "/seats/" + holder;
  }

  /** The machine that goes through the chapters. */
  Buying machine(Tools tools, String client) {
    return machines.computeIfAbsent(
        tools.ecosystem() + client, absent -> fresh(tools, client, token().secret()));
  }

  /** A machine on which nothing ever was. */
  Buying fresh(Tools tools, String client, String secret) {
    return tools.buying(client, registry(tools, initech()), secret);
  }

  static URI registry(Tools tools, Organization organization) {
    return organization.registry(tools.ecosystem());
  }

  /** The documents of the buyer's tree that have entity tags. */
  List<String> documentsOf(Tools tools) {
    List<String> paths = new ArrayList<>();
    paths.add(place(tools, tools.index(CORE)));
    paths.add(place(tools, tools.index(UI)));
    tools.lists().stream()
        .filter(list -> !list.contains("?"))
        .forEach(list -> paths.add(place(tools, list)));
    return paths;
  }

  /** What the buyer and the seller are shown, by address. */
  Map<String, String> documents() {
    Map<String, String> documents = new TreeMap<>();
    for (Tools tools : all) {
      documentsOf(tools).forEach(path -> documents.put(path, bytes(ask(path))));
      for (String word : List.of(CORE, UI, HIDDEN)) {
        documents.put(
            "/acme/" + tools.ecosystem() + tools.index(word),
            bytes(ask(tools, acme(), bazaar().publisher(), tools.index(word))));
      }
    }
    return documents;
  }

  private static String bytes(Reply reply) {
    return reply.is(200).header("ETag").orElse("") + "\n" + reply.text();
  }

  /** An address of the buyer's tree. */
  static String place(Tools tools, String path) {
    return "/initech/" + tools.ecosystem() + path;
  }

  /** What the buyer is answered. */
  Reply ask(String address) {
    return ask(address, Map.of());
  }

  Reply ask(String address, Map<String, String> headers) {
    return initech().api().as(token().secret()).get(address, headers);
  }

  /** What anyone is answered. */
  Reply ask(Tools tools, Organization organization, String secret, String path) {
    return market
        .operator()
        .as(secret)
        .get("/" + organization.slug() + "/" + tools.ecosystem() + path);
  }

  /** The reason of a denial, by the reference in its answer. */
  String reason(Reply denied) {
    String reference = denied.header("Packledger-Denial").orElseThrow();
    return market.operator().get("/api/v1/denials/" + reference).is(200).at("/reason");
  }

  Stream<DynamicTest> eachEcosystem(Consumer<Tools> body) {
    return all.stream()
        .map(tools -> DynamicTest.dynamicTest(tools.ecosystem(), () -> body.accept(tools)));
  }

  Stream<DynamicTest> eachClient(BiConsumer<Tools, String> body) {
    return all.stream()
        .flatMap(
            tools ->
                tools.clients().stream()
                    .map(
                        client ->
                            DynamicTest.dynamicTest(
                                tools.ecosystem() + ", " + client,
                                () -> body.accept(tools, client))));
  }

  @Override
  public void close() {
    market.close();
  }
}

package dev.packledger.server.bench;

import dev.packledger.domain.ledger.Actor;
import dev.packledger.domain.ledger.Cause;
import dev.packledger.domain.ledger.Command;
import dev.packledger.domain.ledger.Commands;
import dev.packledger.domain.ledger.Outcome;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.organizations.PipelineId;
import dev.packledger.domain.tokens.Scope;
import dev.packledger.domain.tokens.TokenCommand;
import dev.packledger.domain.tokens.TokenId;
import dev.packledger.identity.OperatorKey;
import dev.packledger.identity.TokenSecrets;
import dev.packledger.server.ServerOptions;
import dev.packledger.server.ServerProcess;
import dev.packledger.server.demo.ApiClient;
import dev.packledger.server.demo.NpmPublishing;
import dev.packledger.server.following.AppliedPositions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A server of a bench's own: one seller, one package, one buyer with a licence for it. */
final class Market implements AutoCloseable {
  static final String PACKAGE = "@seller/goods";
  static final String DOCUMENT = "/buyer/npm/@seller%2fgoods";
  private static final int ISSUERS = 64;

  /** A product of thousands would be slow to make, and nobody sells so. */
  private static final int PRODUCT_PACKAGES = 100;

  private static final Duration APPLIED_LOOK = Duration.ofSeconds(5);
  private static final Actor ACTOR = new Actor(Actor.Kind.OPERATOR, "bench");

  private final ServerProcess server;
  private final ApiClient operator;
  private final ApiClient seller;
  private final String ownerSecret;
  private final OrganizationId buyer;
  private final PipelineId pipeline;
  private final Consumer<String> progress;

  /** A token that may read the package. */
  record Reader(TokenId id, String secret) {}

  private Market(
      ServerProcess server,
      ApiClient operator,
      ApiClient seller,
      String ownerSecret,
      OrganizationId buyer,
      PipelineId pipeline,
      Consumer<String> progress) {
    this.server = server;
    this.operator = operator;
    this.seller = seller;
    this.ownerSecret = ownerSecret;
    this.buyer = buyer;
    this.pipeline = pipeline;
    this.progress = progress;
  }

  /**
   * @param data an empty folder
   * @param releases of the package
   */
  static Market open(Path data, int releases, InstantSource clock, Consumer<String> progress) {
    ServerProcess server = ServerProcess.start(ServerOptions.on(data, 0), clock);
    try {
      return stocked(server, releases, progress);
    } catch (RuntimeException failed) {
      server.close();
      throw failed;
    }
  }

  private static Market stocked(ServerProcess server, int releases, Consumer<String> progress) {
    String key =
        Objects.requireNonNull(server.part(OperatorKey.class).secretToShow(), "an empty folder");
    ApiClient operator = ApiClient.of(server.address(), key);
    ApiClient seller = owner(operator, "seller");
    String sellerId = id(seller, "seller");
    post(seller, sellerId, "namespaces", Map.of("ecosystem", "npm", "name", "@seller"));
    String pkg = post(seller, sellerId, "packages", Map.of("ecosystem", "npm", "name", PACKAGE));
    String product = post(seller, sellerId, "products", Map.of("name", "Goods"));
    seller
        .post(
            "/api/v1/products/" + product + "/packages",
            "add",
            Map.of("pkg", pkg, "privateDependencies", List.of()))
        .expect(204);
    for (int i = 0; i < releases; i++) {
      NpmPublishing.publish(seller, "/seller/npm/", PACKAGE, "1." + i + ".0", "latest", Map.of());
    }
    ApiClient buyer = owner(operator, "buyer");
    String buyerId = id(buyer, "buyer");
    String pipeline = post(buyer, buyerId, "pipelines", Map.of("name", "ci"));
    license(seller, sellerId, product, List.of(pkg), buyerId);
    return new Market(
        server,
        operator,
        seller,
        buyer.credential(),
        new OrganizationId(buyerId),
        new PipelineId(pipeline),
        progress);
  }

  private static void license(
      ApiClient seller, String sellerId, String product, List<String> packages, String buyerId) {
    String plan =
        seller
            .post(
                "/api/v1/products/" + product + "/plans",
                "plan-" + packages.hashCode(),
                plan(packages))
            .expect(201)
            .at("/id");
    post(seller, sellerId, "licenses", Map.of("plan", plan, "seats", 1, "buyer", buyerId));
  }

  /**
   * Publishes further packages by the commands that adapters send, without files, and licenses the
   * buyer for all of them.
   */
  void stock(Goods goods, int packages, int releases) throws InterruptedException {
    Commands commands = server.part(Commands.class);
    String sellerId = id(seller, "seller");
    OrganizationId owner = new OrganizationId(sellerId);
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < packages; i++) {
      numbers.add(i);
    }
    Iterator<Integer> next = numbers.iterator();
    Position last =
        Producers.run(
                ISSUERS,
                () -> {
                  Position newest = Position.START;
                  for (Integer i = take(next); i != null; i = take(next)) {
                    for (Command command : goods.commands(i, releases, owner)) {
                      newest = later(newest, sent(commands, command));
                    }
                  }
                  return newest;
                })
            .stream()
            .max(Position::compareTo)
            .orElse(Position.START);
    awaitApplied(last);
    List<String> ids = numbers.stream().map(i -> goods.pkg(i).value()).toList();
    for (int from = 0; from < ids.size(); from += PRODUCT_PACKAGES) {
      sell(sellerId, ids.subList(from, Math.min(from + PRODUCT_PACKAGES, ids.size())));
    }
  }

  private void sell(String sellerId, List<String> packages) {
    String product = post(seller, sellerId, "products", Map.of("name", "Stock"));
    for (String id : packages) {
      seller
          .post(
              "/api/v1/products/" + product + "/packages",
              id,
              Map.of("pkg", id, "privateDependencies", List.of()))
          .expect(204);
    }
    license(seller, sellerId, product, packages, buyer.value());
  }

  /** Publishes one more release of a package, and tells how long it took until it was stored. */
  Duration publishing(Goods goods, int pkg, int release) {
    Commands commands = server.part(Commands.class);
    long began = System.nanoTime();
    sent(commands, goods.release(pkg, release));
    return Duration.ofNanos(System.nanoTime() - began);
  }

  private static Position sent(Commands commands, Command command) {
    Commands.Answer answer = commands.send(command, ACTOR, cause());
    return switch (answer.outcome()) {
      case Outcome.Accepted accepted -> answer.position();
      case Outcome.Refused refused -> throw new IllegalStateException("refused: " + refused);
    };
  }

  private static ApiClient owner(ApiClient operator, String slug) {
    ApiClient.Reply registered =
        operator
            .post(
                "/api/v1/organizations",
                slug,
                Map.of("slug", slug, "displayName", slug, "ownerEmail", "o@" + slug + ".example"))
            .expect(201);
    Map<String, Object> token =
        Map.of(
            "holder",
            registered.at("/owner"),
            "name",
            "owner",
            "scopes",
            List.of("read", "publish", "manage"));
    String path = "/api/v1/organizations/" + registered.at("/id") + "/tokens";
    return operator.as(operator.post(path, slug + "-token", token).expect(201).at("/secret"));
  }

  private static String id(ApiClient owner, String slug) {
    return owner.get("/api/v1/organizations/" + slug).expect(200).at("/id");
  }

  private static String post(ApiClient as, String organization, String kind, Object body) {
    return as.post(
            "/api/v1/organizations/" + organization + "/" + kind,
            UUID.randomUUID().toString(),
            body)
        .expect(201)
        .at("/id");
  }

  /** No seats are counted, so that every token may read. */
  private static Map<String, Object> plan(List<String> packages) {
    Map<String, Object> terms =
        new HashMap<>(
            Map.of(
                "kind",
                "subscription",
                "packages",
                packages,
                "updates",
                Map.of("type", "while_active"),
                "channels",
                List.of(),
                "onLapse",
                "keep_covered_releases",
                "graceDays",
                7));
    // What is null may be left out.
    terms.put("seats", Map.of("minimum", 1, "counted", "unlimited"));
    terms.put("tokens", Map.of("addresses", List.of()));
    return Map.of("name", "Plan", "terms", terms, "prices", List.of());
  }

  URI address() {
    return server.address();
  }

  /** The secret of the buyer's owner, who may revoke every token. */
  String ownerSecret() {
    return ownerSecret;
  }

  /**
   * Issues tokens by the commands that the API sends, for it is not the issuing that is measured,
   * and waits until the API knows them all.
   */
  List<Reader> readers(int count) throws InterruptedException {
    Commands commands = server.part(Commands.class);
    List<Reader> readers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      readers.add(new Reader(new TokenId(UUID.randomUUID()), TokenSecrets.create()));
    }
    Iterator<Reader> next = readers.iterator();
    Position last =
        Producers.run(
                ISSUERS,
                () -> {
                  Position newest = Position.START;
                  for (Reader reader = take(next); reader != null; reader = take(next)) {
                    newest = later(newest, issue(commands, reader));
                  }
                  return newest;
                })
            .stream()
            .max(Position::compareTo)
            .orElse(Position.START);
    awaitApplied(last);
    return readers;
  }

  private static <T> @Nullable T take(Iterator<T> readers) {
    synchronized (readers) {
      return readers.hasNext() ? readers.next() : null;
    }
  }

  private static Position later(Position left, Position right) {
    return left.compareTo(right) < 0 ? right : left;
  }

  private void awaitApplied(Position position) {
    AppliedPositions positions = server.part(AppliedPositions.class);
    while (positions.await(position, APPLIED_LOOK).isPresent()) {
      progress.accept(
          "waiting for the projections, " + positions.all() + " of " + position.value());
    }
  }

  private Position issue(Commands commands, Reader reader) {
    Command issue =
        new TokenCommand.Issue(
            reader.id(),
            buyer,
            pipeline,
            Set.of(Scope.READ),
            TokenSecrets.digestOf(reader.secret()),
            "bench",
            null,
            List.of());
    return sent(commands, issue);
  }

  private static Cause cause() {
    String id = UUID.randomUUID().toString();
    return new Cause(id, null, id);
  }

  @Override
  public void close() {
    operator.close();
    server.close();
  }
}

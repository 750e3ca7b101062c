package dev.packledger.server.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * SpiceDB with its store in memory, asked to be fully consistent: its default answers from a
 * revision some seconds old, which is older than a revocation. The same relations as {@link
 * OpenFga} is told.
 *
 * @see <a href="https://github.com/authzed/api">its API</a>
 */
final class SpiceDb implements AskedServer {
  /** Its own limit of updates in one write. */
  private static final int UPDATES_MAX = 1000;

  private static final String KEY = "bench";

  private static final String SCHEMA =
      String.join(
          "\\n",
          "definition token {}",
          "definition licence {",
          "relation holder: token",
          "}",
          "definition package {",
          "relation licensed: licence",
          "permission download = licensed->holder",
          "}");

  private final Rival process;
  private final JsonCalls calls;
  private final LookupMarket market;

  private SpiceDb(Rival process, LookupMarket market) {
    this.process = process;
    this.market = market;
    calls = new JsonCalls(process.server(), KEY);
  }

  /** Started, and told of the market. */
  static SpiceDb told(Path program, Path folder, LookupMarket market) throws IOException {
    Rival process =
        Rival.of(
            program,
            folder.resolve("spicedb"),
            (port, other) ->
                List.of(
                    "serve",
                    "--grpc-preshared-key=" + KEY,
                    "--datastore-engine=memory",
                    "--grpc-addr=127.0.0.1:" + other,
                    "--http-enabled",
                    "--http-addr=127.0.0.1:" + port,
                    "--metrics-enabled=false",
                    "--dispatch-cluster-enabled=false",
                    "--telemetry-endpoint=",
                    "--skip-release-check",
                    "--log-level=error"));
    try {
      SpiceDb spice = new SpiceDb(process, market);
      spice.calls.answer("/v1/schema/write", "{\"schema\":\"" + SCHEMA + "\"}");
      spice.write();
      return spice;
    } catch (IOException | RuntimeException failed) {
      process.close();
      throw failed;
    }
  }

  private void write() throws IOException {
    List<String> updates = new ArrayList<>();
    for (LookupMarket.Relation relation : market.relations()) {
      updates.add(
          switch (relation) {
            case LookupMarket.Relation.Holds(int token, int license) ->
                holds("TOUCH", token, license);
            case LookupMarket.Relation.Names(int license, int pkg) ->
                update("TOUCH", object("package", pkg), "licensed", object("licence", license));
          });
      if (updates.size() == UPDATES_MAX) {
        change(updates);
      }
    }
    change(updates);
  }

  private void change(List<String> updates) throws IOException {
    if (!updates.isEmpty()) {
      calls.answer("/v1/relationships/write", "{\"updates\":[" + String.join(",", updates) + "]}");
      updates.clear();
    }
  }

  private static String holds(String operation, int token, int license) {
    return update(operation, object("licence", license), "holder", object("token", token));
  }

  private static String update(String operation, String resource, String relation, String subject) {
    return """
    {"operation":"OPERATION_%s","relationship":{"resource":%s,"relation":"%s",\
    "subject":{"object":%s}}}\
    """
        .formatted(operation, resource, relation, subject);
  }

  private static String object(String type, int number) {
    return "{\"objectType\":\"%s\",\"objectId\":\"%d\"}".formatted(type, number);
  }

  @Override
  public String name() {
    return "SpiceDB";
  }

  @Override
  public URI address() {
    return process.server();
  }

  @Override
  public byte[] request(int token, int pkg) {
    return calls.request(
        "/v1/permissions/check",
        """
        {"consistency":{"fullyConsistent":true},"resource":%s,"permission":"download",\
        "subject":{"object":%s}}\
        """
            .formatted(object("package", pkg), object("token", token)));
  }

  @Override
  public boolean isAllowed(String body) {
    return body.contains("PERMISSIONSHIP_HAS_PERMISSION");
  }

  @Override
  public void revoke(Collection<Integer> tokens) throws IOException {
    List<String> updates = new ArrayList<>();
    for (int token : tokens) {
      updates.add(holds("DELETE", token, market.licenseOf(token)));
      change(updates);
    }
  }

  @Override
  public void close() {
    process.close();
  }
}

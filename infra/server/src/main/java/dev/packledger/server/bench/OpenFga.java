package dev.packledger.server.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * OpenFGA with its store in memory and its caches off, as they are by default: a cached answer may
 * be older than a revocation. Tokens are holders of a licence, packages are licensed by licences,
 * and whoever holds one of these may download. What has ended is left out.
 *
 * @see <a href="https://openfga.dev/api/service">its API</a>
 */
final class OpenFga implements AskedServer {
  /** Its own limit of tuples in one write. */
  private static final int TUPLES_MAX = 100;

  private static final String MODEL =
      """
      {"schema_version":"1.1","type_definitions":[
        {"type":"token"},
        {"type":"licence","relations":{"holder":{"this":{}}},
         "metadata":{"relations":{"holder":{"directly_related_user_types":[{"type":"token"}]}}}},
        {"type":"package","relations":{"licensed":{"this":{}},
          "download":{"tupleToUserset":{"tupleset":{"relation":"licensed"},
                                        "computedUserset":{"relation":"holder"}}}},
         "metadata":{"relations":{
           "licensed":{"directly_related_user_types":[{"type":"licence"}]}}}}]}
      """;

  private final Rival process;
  private final JsonCalls calls;
  private final LookupMarket market;
  private final String store;
  private final String model;

  /** Which tokens it was told of; to delete what is not there is an error. Guarded by this. */
  private final BitSet told = new BitSet();

  private OpenFga(Rival process, LookupMarket market) throws IOException {
    this.process = process;
    this.market = market;
    calls = new JsonCalls(process.server(), null);
    store = "/stores/" + field(calls.answer("/stores", "{\"name\":\"market\"}"), "id");
    model = field(calls.answer(store + "/authorization-models", MODEL), "authorization_model_id");
  }

  /** Started, and told of the market. */
  static OpenFga told(Path program, Path folder, LookupMarket market) throws IOException {
    Rival process =
        Rival.of(
            program,
            folder.resolve("openfga"),
            (port, other) ->
                List.of(
                    "run",
                    "--datastore-engine=memory",
                    "--http-addr=127.0.0.1:" + port,
                    "--grpc-addr=127.0.0.1:" + other,
                    "--playground-enabled=false",
                    "--metrics-enabled=false",
                    "--log-level=error"));
    try {
      OpenFga fga = new OpenFga(process, market);
      fga.write();
      return fga;
    } catch (IOException | RuntimeException failed) {
      process.close();
      throw failed;
    }
  }

  private void write() throws IOException {
    List<String> tuples = new ArrayList<>();
    for (LookupMarket.Relation relation : market.relations()) {
      tuples.add(
          switch (relation) {
            case LookupMarket.Relation.Holds(int token, int license) -> {
              told.set(token);
              yield holds(token, license);
            }
            case LookupMarket.Relation.Names(int license, int pkg) ->
                tuple("licence:" + license, "licensed", "package:" + pkg);
          });
      if (tuples.size() == TUPLES_MAX) {
        change("writes", tuples);
      }
    }
    change("writes", tuples);
  }

  private void change(String kind, List<String> tuples) throws IOException {
    if (!tuples.isEmpty()) {
      calls.answer(
          store + "/write",
          "{\"%s\":{\"tuple_keys\":[%s]}}".formatted(kind, String.join(",", tuples)));
      tuples.clear();
    }
  }

  private static String holds(int token, int license) {
    return tuple("token:" + token, "holder", "licence:" + license);
  }

  private static String tuple(String user, String relation, String object) {
    return "{\"user\":\"%s\",\"relation\":\"%s\",\"object\":\"%s\"}"
        .formatted(user, relation, object);
  }

  @Override
  public String name() {
    return "OpenFGA";
  }

  @Override
  public URI address() {
    return process.server();
  }

  @Override
  public byte[] request(int token, int pkg) {
    return calls.request(
        store + "/check",
        "{\"authorization_model_id\":\"%s\",\"tuple_key\":%s}"
            .formatted(model, tuple("token:" + token, "download", "package:" + pkg)));
  }

  @Override
  public boolean isAllowed(String body) {
    return body.contains("\"allowed\":true");
  }

  @Override
  public void revoke(Collection<Integer> tokens) throws IOException {
    List<String> tuples = new ArrayList<>();
    for (int token : tokens) {
      if (forgets(token)) {
        tuples.add(holds(token, market.licenseOf(token)));
        change("deletes", tuples);
      }
    }
  }

  private synchronized boolean forgets(int token) {
    boolean known = told.get(token);
    told.clear(token);
    return known;
  }

  private static String field(String json, String name) {
    return JsonMapper.shared().readTree(json).path(name).asString();
  }

  @Override
  public void close() {
    process.close();
  }
}

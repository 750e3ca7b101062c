package dev.packledger.server.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.server.ApiCalls;
import dev.packledger.server.RunningServer;
import dev.packledger.server.ServerOptions;
import dev.packledger.server.ServerProcess;
import dev.packledger.server.StorageConfiguration;
import dev.packledger.server.TestServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A revocation that one node acknowledges holds on every other node at that moment. */
@ExtendWith(TestServer.class)
class TwoNodesTest {
  @Test
  void aRevocationWaitsForTheOtherNodeAndTheReceiptNamesBoth(
      RunningServer server, @TempDir Path folder) throws IOException {
    ApiCalls operator = ApiCalls.operator(server);
    String slug = "nodes-" + UUID.randomUUID().toString().substring(0, 8);
    ApiCalls.Answer registered =
        operator
            .post(
                "/api/v1/organizations",
                """
                {"slug": "%s", "displayName": "Nodes", "ownerEmail": "ann@%s.example"}\
                """
                    .formatted(slug, slug))
            .is(201);
    String path = "/api/v1/organizations/" + registered.at("/id");
    try (ServerProcess second = ServerProcess.start(second(server, folder), server.clock())) {
      URI other = URI.create("http://127.0.0.1:" + second.port());
      for (int round = 0; round < 20; round++) {
        ApiCalls.Answer issued = issue(operator, path, registered.at("/owner"));
        ApiCalls there = new ApiCalls(other, issued.at("/secret"));
        ApiCalls.Answer before = await(there, path, issued);
        assertThat(before.status()).isEqualTo(200);
        ApiCalls.Answer revoked = operator.delete("/api/v1/tokens/" + issued.at("/id")).is(204);
        there.get(path).isProblem(401, "token.revoked");
        String position =
            revoked.response().headers().firstValue("Packledger-Position").orElseThrow();
        assertThat(operator.get("/api/v1/receipts/" + position).is(200).json().get("nodes").size())
            .isEqualTo(2);
      }
    }
    assertThat(server.process().part(NodeLeases.class).live()).hasSize(1);
  }

  private static ApiCalls.Answer issue(ApiCalls operator, String path, String holder) {
    return operator
        .post(
            path + "/tokens",
            """
            {"holder": "%s", "name": "t", "scopes": ["manage"]}\
            """
                .formatted(holder))
        .is(201);
  }

  /** Asks the other node as of the token's own position. */
  private static ApiCalls.Answer await(ApiCalls there, String path, ApiCalls.Answer issued) {
    String position = issued.response().headers().firstValue("Packledger-Position").orElseThrow();
    return there.send("GET", path, "", java.util.Map.of("Packledger-Min-Position", position));
  }

  /** The second node has a folder of its own, the same keys and the same database. */
  private static ServerOptions second(RunningServer server, Path folder) throws IOException {
    Path keys = Files.createDirectories(folder.resolve("keys"));
    try (var files = Files.list(server.data().resolve("keys"))) {
      for (Path key : files.toList()) {
        Files.copy(key, keys.resolve(key.getFileName().toString()));
      }
    }
    StorageConfiguration.Database database =
        server.process().part(StorageConfiguration.Database.class);
    String url =
        database.jdbcUrl() + "?user=" + database.user() + "&password=" + database.password();
    return ServerOptions.on(folder, 0).with(changes -> changes.databaseUrl(url));
  }
}

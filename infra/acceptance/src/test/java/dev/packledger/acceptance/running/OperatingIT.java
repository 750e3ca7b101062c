package dev.packledger.acceptance.running;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator meets: starts, ends, kills, and everything that is in the way of a start. */
class OperatingIT {
  private static final Pattern OPERATOR_KEY = Pattern.compile("plo_[0-9A-Za-z]+");
  private static final int UNAVAILABLE = 69;
  private static final int DATA = 65;
  private static final int USAGE = 2;

  @TempDir Path folder;
  private @Nullable ServerProcess running;

  @AfterEach
  void end() {
    if (running != null) {
      running.close();
    }
  }

  private ServerProcess start() {
    ServerProcess server = ServerProcess.start(folder.resolve("data"));
    running = server;
    return server;
  }

  private static String operatorKey(ServerProcess server) {
    Matcher key = OPERATOR_KEY.matcher(server.output());
    assertThat(key.find()).as(server.output()).isTrue();
    return key.group();
  }

  private static Reply register(URI server, String key, String slug) {
    Map<String, String> body =
        Map.of("slug", slug, "displayName", slug, "ownerEmail", "owner@" + slug + ".example");
    return new Api(server, key).post("/api/v1/organizations", body);
  }

  @Test
  void aKilledServerComesBackWithEverythingAcknowledged() {
    ServerProcess first = start();
    String key = operatorKey(first);
    String id = register(first.address(), key, "kept").is(201).at("/id");
    first.kill();

    ServerProcess second = start();
    assertThat(second.output()).doesNotContain("plo_");
    Api operator = new Api(second.address(), key);
    assertThat(operator.get("/api/v1/organizations/" + id).is(200).at("/slug")).isEqualTo("kept");
    register(second.address(), key, "more").is(201);
  }

  @Test
  void aSecondServerOnTheSameDataIsRefused() {
    ServerProcess first = start();
    ServerProcess.Finished second = serve(first.data(), "0");
    assertRefused(second, UNAVAILABLE, "data.in_use");
    register(first.address(), operatorKey(first), "unharmed").is(201);
  }

  @Test
  void aPortInUseIsSaid() {
    ServerProcess first = start();
    String port = Integer.toString(first.address().getPort());
    assertRefused(serve(folder.resolve("other"), port), UNAVAILABLE, "port.in_use");
  }

  @Test
  void aDamagedKeyIsSaid() throws IOException {
    start().stop();
    Path key = folder.resolve("data/keys/instance.key");
    assertThat(key).exists();
    Files.writeString(key, "damaged");
    ServerProcess.Finished again = serve(folder.resolve("data"), "0");
    assertThat(again.code()).as(again.output()).isEqualTo(DATA);
    assertThat(again.output()).containsPattern("packledger: [a-z_]+\\.[a-z_]+: ");
    assertNoStackTrace(again);
  }

  @Test
  void aDamagedDatabaseIsSaidAndLeftAsItIs() throws IOException {
    start().stop();
    Path version = folder.resolve("data/postgres/cluster/PG_VERSION");
    assertThat(version).exists();
    Files.writeString(version, "damaged");
    ServerProcess.Finished again = serve(folder.resolve("data"), "0");
    assertRefused(again, DATA, "data.damaged");
    assertThat(version).hasContent("damaged");
  }

  @Test
  void aFileInPlaceOfTheDataFolderIsSaid() throws IOException {
    Path file = Files.writeString(folder.resolve("data"), "a file");
    ServerProcess.Finished run = serve(file, "0");
    assertThat(run.code()).as(run.output()).isNotZero();
    assertThat(run.output()).containsPattern("packledger: [a-z_]+\\.[a-z_]+: ");
    assertNoStackTrace(run);
  }

  @Test
  void aWrongCommandLineIsSaid() {
    assertThat(ServerProcess.run(folder, "serve", "--port", "many").code()).isEqualTo(USAGE);
    assertThat(ServerProcess.run(folder, "fly").code()).isEqualTo(USAGE);
    ServerProcess.Finished help = ServerProcess.run(folder, "--help");
    assertThat(help.code()).isZero();
    assertThat(help.output()).contains("serve", "demo", "replay");
  }

  private ServerProcess.Finished serve(Path data, String port) {
    return ServerProcess.run(folder, "serve", "--data", data.toString(), "--port", port);
  }

  private static void assertRefused(ServerProcess.Finished run, int exit, String code) {
    assertThat(run.code()).as(run.output()).isEqualTo(exit);
    assertThat(run.output()).contains("packledger: " + code + ": ");
    assertNoStackTrace(run);
  }

  private static void assertNoStackTrace(ServerProcess.Finished run) {
    assertThat(run.output()).doesNotContain("Exception in thread", "\tat ", "stack_trace");
  }
}

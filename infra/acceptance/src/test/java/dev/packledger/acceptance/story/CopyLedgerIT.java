package dev.packledger.acceptance.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.acceptance.running.ServerProcess;
import dev.packledger.ledger.eventstoredb.serverdouble.Call;
import dev.packledger.ledger.eventstoredb.serverdouble.Fault;
import dev.packledger.ledger.eventstoredb.serverdouble.ServerDouble;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program moves a ledger to EventStoreDB and back, and is killed on the way. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CopyLedgerIT {
  private static final int ORGANIZATIONS = 30;
  private static final int APPENDS_BEFORE_THE_KILL = 40;

  @TempDir static @Nullable Path folder;

  private @Nullable Marketplace opened;
  private @Nullable ServerDouble started;
  private String digests = "";

  @BeforeAll
  void open() {
    opened = Marketplace.open(folder(), RealTime.CLOCK);
    started = ServerDouble.start(RealTime.CLOCK);
  }

  @AfterAll
  void close() {
    market().close();
    esdb().close();
  }

  private static Path folder() {
    return Objects.requireNonNull(folder);
  }

  private Marketplace market() {
    return Objects.requireNonNull(opened);
  }

  private ServerDouble esdb() {
    return Objects.requireNonNull(started);
  }

  @Test
  @Order(1)
  void aLedgerOfSomeOrganizations() {
    for (int i = 0; i < ORGANIZATIONS; i++) {
      market().organization("org-" + i).pipeline("ci");
    }
    market().organization("last");
    market().server().stop();
    digests = digests("postgresql");
  }

  @Test
  @Order(2)
  void killedOnTheWayItLeavesTheDataWhereTheyWere() throws InterruptedException {
    esdb()
        .faults()
        .next(
            Call.APPEND,
            Collections.nCopies(APPENDS_BEFORE_THE_KILL, Fault.NONE).toArray(Fault[]::new));
    esdb().faults().always(Call.APPEND, Fault.SILENT);
    Process copying = ServerProcess.spawn(folder(), copy("postgresql", "eventstoredb"));
    Marketplace.await(
        "it is in the middle", () -> esdb().faults().calls(Call.APPEND) > APPENDS_BEFORE_THE_KILL);
    assertThat(copying.isAlive()).isTrue();
    copying.destroyForcibly().waitFor();
    esdb().faults().clear();
    assertThat(digests("postgresql")).isEqualTo(digests);
  }

  @Test
  @Order(3)
  void runAgainItGoesOnAndEveryDigestIsTheSame() {
    int appended = esdb().faults().calls(Call.APPEND);
    ServerProcess.Finished copied = ServerProcess.run(folder(), copy("postgresql", "eventstoredb"));
    assertThat(copied.code()).as(copied.output()).isZero();
    assertThat(copied.output())
        .contains("are equal in both", "equal to the live ones", "--ledger eventstoredb");
    assertThat(esdb().faults().calls(Call.APPEND) - appended)
        .as("what was copied before is not copied again")
        .isLessThan(4 * ORGANIZATIONS);
    assertThat(digests("eventstoredb")).isEqualTo(digests);
  }

  @Test
  @Order(4)
  void theServerStartsOnlyWithTheEngineThatHasTheLedger() {
    ServerProcess.Finished refused =
        ServerProcess.run(folder(), "serve", "--data", data(), "--port", "0");
    assertThat(refused.code()).as(refused.output()).isEqualTo(65);
    assertThat(refused.output()).contains("ledger.other");
    try (ServerProcess server =
        ServerProcess.start(
            market().server().data(),
            "--ledger",
            "eventstoredb",
            "--eventstoredb-url",
            esdb().connectionString())) {
      assertThat(server.output()).doesNotContain("ERROR");
    }
  }

  @Test
  @Order(5)
  void andBackAgain() {
    String before = digests("eventstoredb");
    ServerProcess.Finished copied = ServerProcess.run(folder(), copy("eventstoredb", "postgresql"));
    assertThat(copied.code()).as(copied.output()).isZero();
    assertThat(digests("postgresql")).isEqualTo(before);
    market().again();
    assertThat(market().operator().get("/api/v1/organizations").is(200).json()).isNotNull();
  }

  private String data() {
    return market().server().data().toString();
  }

  private String[] copy(String from, String to) {
    return new String[] {
      "copy-ledger",
      "--from",
      from,
      "--to",
      to,
      "--data",
      data(),
      "--eventstoredb-url",
      esdb().connectionString()
    };
  }

  private String digests(String engine) {
    List<String> arguments =
        new ArrayList<>(List.of("replay", "--digest", "--data", data(), "--ledger", engine));
    if (engine.equals("eventstoredb")) {
      arguments.addAll(List.of("--eventstoredb-url", esdb().connectionString()));
    }
    ServerProcess.Finished replayed = ServerProcess.run(folder(), arguments.toArray(String[]::new));
    assertThat(replayed.code()).as(replayed.output()).isZero();
    return replayed.output().lines().filter(line -> line.length() > 64).toList().toString();
  }
}

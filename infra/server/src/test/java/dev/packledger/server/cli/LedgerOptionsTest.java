package dev.packledger.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What is no engine, and no address, is told at once and never quoted. */
class LedgerOptionsTest {
  private static final String SECRET = "quite-secret";

  @Test
  void anAddressThatIsNoneEndsTheCommandAndIsNotQuoted(@TempDir Path folder) {
    for (String url : new String[] {"http://u:" + SECRET + "@x", "esdb://u:" + SECRET + "@:port"}) {
      for (Object command : new Object[] {new ServeCommand(), new DemoCommand()}) {
        assertThat(
                refused(
                    command,
                    "--data",
                    folder.toString(),
                    "--ledger",
                    "eventstoredb",
                    "--eventstoredb-url",
                    url))
            .contains("not a connection string");
      }
    }
  }

  @Test
  void engineAndAddressBelongTogether(@TempDir Path folder) {
    String data = folder.toString();
    assertThat(refused(new ServeCommand(), "--data", data, "--ledger", "mysql"))
        .contains("postgresql or eventstoredb");
    assertThat(refused(new ServeCommand(), "--data", data, "--ledger", "eventstoredb"))
        .contains("--eventstoredb-url", "PACKLEDGER_EVENTSTOREDB_URL");
    String url = "esdb://u:" + SECRET + "@localhost:2113";
    assertThat(refused(new ServeCommand(), "--data", data, "--eventstoredb-url", url))
        .contains("goes with --ledger eventstoredb");
    assertThat(
            refused(
                new ServeCommand(),
                "--data",
                data,
                "--ledger",
                "eventstoredb",
                "--eventstoredb-url",
                url,
                "--eventstoredb-category",
                "with-hyphen"))
        .contains("category");
  }

  @Test
  void aCopyNeedsTwoEngines(@TempDir Path folder) {
    String data = folder.toString();
    assertThat(
            refused(
                new CopyLedgerCommand(),
                "--data",
                data,
                "--from",
                "postgresql",
                "--to",
                "postgresql"))
        .contains("the same engine");
    assertThat(
            refused(
                new CopyLedgerCommand(), "--data", data, "--from", "postgresql", "--to", "paper"))
        .contains("--to is postgresql or eventstoredb");
    assertThat(refused(new CopyLedgerCommand(), "--from", "postgresql")).contains("--to=ENGINE");
  }

  @Test
  void aCopyOfNothingIsTold(@TempDir Path folder) {
    StringWriter said = new StringWriter();
    int code =
        new CommandLine(new CopyLedgerCommand())
            .setErr(new PrintWriter(said, true))
            .execute(
                "--data",
                folder.toString(),
                "--from",
                "postgresql",
                "--to",
                "eventstoredb",
                "--eventstoredb-url",
                "esdb://localhost:2113?tls=false");
    assertThat(code).isEqualTo(ExitCodes.DATA);
    assertThat(said.toString()).contains("data.missing");
  }

  private static String refused(Object command, String... arguments) {
    StringWriter said = new StringWriter();
    int code = new CommandLine(command).setErr(new PrintWriter(said, true)).execute(arguments);
    assertThat(code).as(said.toString()).isEqualTo(ExitCodes.USAGE);
    assertThat(said.toString()).doesNotContain(SECRET);
    return said.toString();
  }
}

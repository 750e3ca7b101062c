package dev.packledger.server.cli;

import dev.packledger.domain.ledger.Digest;
import dev.packledger.domain.ledger.Position;
import dev.packledger.ledger.postgres.LedgerFailure;
import dev.packledger.ledger.postgres.PostgresFailure;
import dev.packledger.projections.TableDigest;
import dev.packledger.server.ServerOptions;
import dev.packledger.server.StorageConfiguration.Database;
import dev.packledger.server.rebuild.Folds;
import dev.packledger.server.rebuild.Rebuild;
import dev.packledger.server.rebuild.Snapshot;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code packledger replay --digest}: is every projection what the ledger says? */
@Command(
    name = "replay",
    description = {
      "Rebuilds every projection from the ledger, in a scratch database on the same server, and",
      "compares it with the live one: each table in the order of its primary key, and the",
      "packuments of every organisation and package. Changes nothing. The server of a data folder",
      "must be stopped; beside a running one name its database with --database-url."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      " 0:every digest is equal",
      " 1:some differ",
      " 2:the command line is wrong",
      "65:the data folder or database is damaged, or is not Packledger's",
      "69:the data folder is in use, or the database is away"
    })
public final class ReplayCommand implements Callable<Integer> {
  private static final Duration PROGRESS_PACE = Duration.ofSeconds(1);

  @Mixin private final DataOptions data = new DataOptions();

  @Option(
      names = "--digest",
      required = true,
      description = "Prints the digests of both and compares them.")
  private boolean digest;

  @Spec private @Nullable CommandSpec spec;
  private long shownAtNanos = System.nanoTime();

  @Override
  public Integer call() {
    PrintWriter err = Objects.requireNonNull(spec, "picocli sets it").commandLine().getErr();
    if (data.databaseUrl == null && !Files.isDirectory(data.data.resolve("postgres"))) {
      err.println("packledger: data.missing: There is no database in " + data.data + ".");
      return ExitCodes.DATA;
    }
    ServerOptions options = ServerOptions.on(data.data, 0).withDatabaseUrl(data.databaseUrl);
    try (Database database = Database.of(options)) {
      return compare(database.unpooled(), err);
    } catch (PostgresFailure failure) {
      err.println("packledger: " + failure.code() + ": " + failure.getMessage());
      return ExitCodes.of(failure.code());
    } catch (LedgerFailure failure) {
      err.println("packledger: ledger.unreadable: " + failure.getMessage());
      return ExitCodes.DATA;
    } catch (SQLException failure) {
      err.println("packledger: database.unavailable: " + failure.getMessage());
      return ExitCodes.UNAVAILABLE;
    }
  }

  private int compare(PGSimpleDataSource database, PrintWriter err) throws SQLException {
    Rebuild.Comparison comparison =
        new Rebuild(database, Folds.ALL).run((through, of) -> show(err, through, of));
    PrintWriter out = Objects.requireNonNull(spec, "picocli sets it").commandLine().getOut();
    print(out, comparison.rebuilt());
    List<String> differences = comparison.differences();
    differences.forEach(name -> out.println("different: " + name));
    out.println(
        differences.isEmpty()
            ? "The rebuilt projections are equal to the live ones."
            : differences.size()
                + " of the live tables and packuments are not what the ledger says.");
    return differences.isEmpty() ? ExitCodes.OK : ExitCodes.DIFFERENT;
  }

  private void show(PrintWriter err, Position through, Position of) {
    long now = System.nanoTime();
    if (through.equals(of) || now - shownAtNanos > PROGRESS_PACE.toNanos()) {
      shownAtNanos = now;
      err.println("replayed %d of %d events".formatted(through.value(), of.value()));
      err.flush();
    }
  }

  private static void print(PrintWriter out, Snapshot rebuilt) {
    TableDigest tables = rebuilt.tables();
    tables
        .tables()
        .forEach(
            (name, rows) ->
                out.println("%s %8d %s".formatted(rows.digest().hex(), rows.count(), name)));
    rebuilt
        .packuments()
        .forEach((name, of) -> out.println("%s          packument %s".formatted(hex(of), name)));
    out.println("%s total of the tables".formatted(hex(tables.total())));
  }

  private static String hex(Digest digest) {
    return digest.hex();
  }
}

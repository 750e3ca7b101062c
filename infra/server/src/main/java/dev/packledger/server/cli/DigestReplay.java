package dev.packledger.server.cli;

import dev.packledger.domain.ledger.Digest;
import dev.packledger.ledger.LedgerReader;
import dev.packledger.projections.TableDigest;
import dev.packledger.server.rebuild.Folds;
import dev.packledger.server.rebuild.Rebuild;
import dev.packledger.server.rebuild.Snapshot;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.ds.PGSimpleDataSource;

/** Is every projection what the ledger says? */
final class DigestReplay {
  private final PrintWriter out;
  private final Progress progress;

  DigestReplay(PrintWriter out, Progress progress) {
    this.out = out;
    this.progress = progress;
  }

  int run(PGSimpleDataSource database, LedgerReader ledger) throws SQLException {
    Rebuild.Comparison comparison = new Rebuild(database, ledger, Folds.ALL).run(progress::show);
    print(comparison.rebuilt());
    List<String> differences = comparison.differences();
    differences.forEach(name -> out.println("different: " + name));
    out.println(
        differences.isEmpty()
            ? "The rebuilt projections are equal to the live ones."
            : differences.size()
                + " of the live tables and index documents are not what the ledger says.");
    return differences.isEmpty() ? ExitCodes.OK : ExitCodes.DIFFERENT;
  }

  private void print(Snapshot rebuilt) {
    TableDigest tables = rebuilt.tables();
    tables
        .tables()
        .forEach(
            (name, rows) ->
                out.println("%s %8d %s".formatted(rows.digest().hex(), rows.count(), name)));
    rebuilt
        .documents()
        .forEach((name, of) -> out.println("%s          document %s".formatted(hex(of), name)));
    out.println("%s total of the tables".formatted(hex(tables.total())));
  }

  private static String hex(Digest digest) {
    return digest.hex();
  }
}

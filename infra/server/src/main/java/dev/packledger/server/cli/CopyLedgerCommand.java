package dev.packledger.server.cli;

import dev.packledger.codec.UnreadableEvent;
import dev.packledger.domain.ledger.Position;
import dev.packledger.ledger.LedgerFailure;
import dev.packledger.server.ServerOptions;
import dev.packledger.server.StartFailure;
import dev.packledger.server.StorageConfiguration;
import dev.packledger.server.StorageConfiguration.Database;
import dev.packledger.server.copying.CopyRefused;
import dev.packledger.server.copying.LedgerCopy;
import dev.packledger.server.engines.FollowedLedger;
import dev.packledger.server.engines.LedgerEnd;
import dev.packledger.server.engines.LedgerEngines;
import dev.packledger.server.engines.LedgerPlace;
import dev.packledger.server.engines.LedgerTrouble;
import dev.packledger.server.operations.NodeLeases;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code packledger copy-ledger}: moves a ledger from one engine to another. */
@Command(
    name = "copy-ledger",
    description = {
      "Moves a ledger from one engine to another: PostgreSQL and EventStoreDB, both ways.",
      "",
      "Copies every event to the same position, reads each back and compares it byte by",
      "byte, then rebuilds every projection from the copy in a scratch database and",
      "compares it with the live one. Only when all of it is equal the server's data",
      "follow the copy; the source stays as it is.",
      "",
      "Every server of the data must be stopped. Interrupted, it goes on where it was",
      "when it is run again. A target that holds anything but a beginning of the source",
      "is refused.",
      ""
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      " 0:copied; the server starts with the other engine from now on",
      " 1:the copy is complete, but some digests differ; the data follow the source still",
      " 2:the command line is wrong",
      "65:the target holds something else, the data follow another ledger, or one is damaged",
      "69:a server runs, the data folder is in use, or the database or the ledger's server is away",
      "70:a defect of the program",
      "77:the ledger's server does not let us in"
    })
public final class CopyLedgerCommand implements Callable<Integer> {
  @Mixin private final DataOptions data = new DataOptions();

  @Option(
      names = "--from",
      paramLabel = "ENGINE",
      required = true,
      description = "Where the ledger is: postgresql or eventstoredb.")
  private String from = "";

  @Option(
      names = "--to",
      paramLabel = "ENGINE",
      required = true,
      description = "Where it is to be: the other of the two.")
  private String to = "";

  @Mixin private final EventStoreOptions eventStore = new EventStoreOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    LedgerPlace source = LedgerOptions.place(command(), "--from", from, eventStore);
    LedgerPlace target = LedgerOptions.place(command(), "--to", to, eventStore);
    if (source.engine().equals(target.engine())) {
      throw new CommandLine.ParameterException(command(), "--from and --to are the same engine");
    }
    if (data.databaseUrl == null && !Files.isDirectory(data.data.resolve("postgres"))) {
      return said("data.missing", "There is no database in " + data.data + ".");
    }
    ServerOptions options =
        ServerOptions.on(data.data, 0).with(changes -> changes.databaseUrl(data.databaseUrl));
    try (Database database = Database.of(options)) {
      return copy(database.unpooled(), source, target);
    } catch (CopyRefused refused) {
      return said(refused.code(), refused.getMessage());
    } catch (FollowedLedger.Other other) {
      return said(FollowedLedger.Other.CODE, other.getMessage());
    } catch (LedgerFailure failure) {
      return said(LedgerTrouble.code(failure), failure.getMessage());
    } catch (UnreadableEvent alien) {
      return said("ledger.unreadable", alien.getMessage());
    } catch (SQLException failure) {
      return said("database.unavailable", failure.getMessage());
    } catch (RuntimeException failure) {
      StartFailure known = StartFailure.of(failure, options);
      return said(known.code(), known.getMessage());
    }
  }

  private int copy(PGSimpleDataSource database, LedgerPlace source, LedgerPlace target)
      throws SQLException {
    StorageConfiguration.migrations(database).migrate();
    JdbcClient jdbc = JdbcClient.create(database);
    noServerRuns(jdbc);
    FollowedLedger followed = new FollowedLedger(jdbc);
    followed.claim(source);
    PrintWriter out = command().getOut();
    try (LedgerEnd original = LedgerEngines.end(source, database);
        LedgerEnd copy = LedgerEngines.end(target, database)) {
      Position head =
          new LedgerCopy(original.reader(), copy.reader(), copy.writer(), new Shown()).run();
      out.println("%d events are equal in both.".formatted(head.value()));
      Progress progress = new Progress(command().getErr(), "replayed");
      int digests = new DigestReplay(out, progress).run(database, copy.reader());
      if (digests != ExitCodes.OK) {
        return digests;
      }
    }
    noServerRuns(jdbc);
    followed.follow(target);
    out.println(
        "The data follow the copy now: start the server with --ledger " + target.engine() + ".");
    return ExitCodes.OK;
  }

  private static void noServerRuns(JdbcClient jdbc) {
    for (NodeLeases.Lease lease : new NodeLeases(jdbc).live()) {
      throw CopyRefused.served(lease.node());
    }
  }

  private final class Shown implements LedgerCopy.Progress {
    private final Progress compared = new Progress(command().getErr(), "compared");
    private final Progress copied = new Progress(command().getErr(), "copied");

    @Override
    public void compared(Position through, Position of) {
      compared.show(through, of);
    }

    @Override
    public void copied(Position through, Position of) {
      copied.show(through, of);
    }
  }

  private int said(String code, @Nullable String detail) {
    command().getErr().println("packledger: " + code + ": " + detail);
    return ExitCodes.of(code);
  }

  private CommandLine command() {
    return Objects.requireNonNull(spec, "picocli sets it").commandLine();
  }
}

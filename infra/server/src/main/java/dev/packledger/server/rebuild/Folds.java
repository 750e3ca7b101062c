package dev.packledger.server.rebuild;

import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Recorded;
import dev.packledger.projections.access.AccessTables;
import dev.packledger.projections.directory.DirectoryTables;
import dev.packledger.projections.registryindex.RegistryIndexTables;
import dev.packledger.projections.sales.SalesTables;
import dev.packledger.projections.timeline.TimelineTables;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which projections there are, by the names under which they keep their positions. */
@FunctionalInterface
public interface Folds {
  /** All of them, as they are. */
  Folds ALL =
      jdbc ->
          new TreeMap<>(
              Map.of(
                  "access", new AccessTables(jdbc)::apply,
                  "directory", new DirectoryTables(jdbc)::apply,
                  "registryindex", new RegistryIndexTables(jdbc)::apply,
                  "sales", new SalesTables(jdbc)::apply,
                  "timeline", new TimelineTables(jdbc)::apply));

  /** What applies an event to each projection's tables in a database. */
  SortedMap<String, Consumer<Recorded<Event>>> on(JdbcClient jdbc);
}

package dev.packledger.server.rebuild;

import dev.packledger.projections.ProjectionBatch;
import dev.packledger.projections.access.AccessTables;
import dev.packledger.projections.directory.DirectoryTables;
import dev.packledger.projections.registryindex.RegistryIndexTables;
import dev.packledger.projections.sales.SalesTables;
import dev.packledger.projections.timeline.TimelineTables;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which projections there are, by the names under which they keep their positions. */
@FunctionalInterface
public interface Folds {
  /** All of them, as they are. */
  Folds ALL =
      jdbc ->
          new TreeMap<>(
              Map.of(
                  "access", new AccessTables(jdbc)::begin,
                  "directory", new DirectoryTables(jdbc)::begin,
                  "registryindex", new RegistryIndexTables(jdbc)::begin,
                  "sales", new SalesTables(jdbc)::begin,
                  "timeline", new TimelineTables(jdbc)::begin));

  /** What begins a batch of each projection's tables in a database. */
  SortedMap<String, Supplier<ProjectionBatch>> on(JdbcClient jdbc);
}

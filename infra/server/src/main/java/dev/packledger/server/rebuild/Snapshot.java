package dev.packledger.server.rebuild;

import dev.packledger.domain.ledger.Digest;
import dev.packledger.domain.ledger.Position;
import dev.packledger.projections.DigestQueries;
import dev.packledger.projections.TableDigest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What the projections of a database say at one moment.
 *
 * @param positions how far each projection is
 * @param tables a digest of each table
 * @param documents a digest of each index document that an organisation is shown, under {@code
 *     organisation/ecosystem/document}
 */
public record Snapshot(
    SortedMap<String, Position> positions,
    TableDigest tables,
    SortedMap<String, Digest> documents) {
  public Snapshot {
    positions = Collections.unmodifiableSortedMap(new TreeMap<>(positions));
    documents = Collections.unmodifiableSortedMap(new TreeMap<>(documents));
  }

  /** Reads everything in one transaction that changes nothing. */
  static Snapshot of(javax.sql.DataSource database) throws SQLException {
    // One connection, so that everything below joins one transaction.
    try (var connection = database.getConnection()) {
      SingleConnectionDataSource single = new SingleConnectionDataSource(connection, true);
      DataSourceTransactionManager transactions = new DataSourceTransactionManager(single);
      TransactionTemplate moment = new TransactionTemplate(transactions);
      moment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
      moment.setReadOnly(true);
      JdbcClient jdbc = JdbcClient.create(single);
      return moment.execute(
          status ->
              new Snapshot(
                  positions(jdbc), tables(single), IndexDocuments.digests(jdbc, transactions)));
    }
  }

  private static SortedMap<String, Position> positions(JdbcClient jdbc) {
    SortedMap<String, Position> positions = new TreeMap<>();
    jdbc.sql("SELECT projection, position FROM projections.applied")
        .query(
            (RowCallbackHandler)
                row -> positions.put(row.getString(1), new Position(row.getLong(2))));
    return positions;
  }

  private static TableDigest tables(SingleConnectionDataSource database) {
    try {
      return DigestQueries.tables(DataSourceUtils.getConnection(database));
    } catch (SQLException failed) {
      throw new IllegalStateException("cannot read the tables: " + failed.getMessage(), failed);
    }
  }

  /** The tables and documents that are not the same in both, in order. */
  public List<String> differences(Snapshot other) {
    List<String> different = new ArrayList<>(tables.differences(other.tables));
    TreeSet<String> names = new TreeSet<>(documents.keySet());
    names.addAll(other.documents.keySet());
    for (String name : names) {
      Digest mine = documents.get(name);
      if (mine == null || !mine.equals(other.documents.get(name))) {
        different.add("document " + name);
      }
    }
    return different;
  }
}

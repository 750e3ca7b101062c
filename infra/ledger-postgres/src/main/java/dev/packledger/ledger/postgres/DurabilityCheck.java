package dev.packledger.ledger.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/**
 * Checks, before anything is accepted, that an acknowledged event is on the disk: the settings that
 * PostgreSQL lets one relax must not be.
 */
public final class DurabilityCheck {
  private static final List<String> NEEDED =
      List.of("fsync", "synchronous_commit", "full_page_writes");

  private DurabilityCheck() {}

  /**
   * Returns where every setting is as it must be.
   *
   * @throws PostgresFailure with code {@code durability.relaxed}, naming the setting and its value
   * @throws SQLException where we could not ask
   */
  public static void verify(DataSource database) throws SQLException {
    try (Connection connection = database.getConnection()) {
      for (String setting : NEEDED) {
        String value = value(connection, setting);
        if (!isDurable(setting, value)) {
          throw new PostgresFailure(
              "durability.relaxed",
              "PostgreSQL runs with %s = %s; it would lose acknowledged events"
                  .formatted(setting, value));
        }
      }
    }
  }

  /** With standbys, synchronous_commit may ask for more than the own disk. */
  private static boolean isDurable(String setting, String value) {
    return value.equals("on")
        || (setting.equals("synchronous_commit") && value.equals("remote_apply"));
  }

  private static String value(Connection connection, String setting) throws SQLException {
    try (var statement = connection.prepareStatement("select current_setting(?)")) {
      statement.setString(1, setting);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getString(1);
      }
    }
  }
}

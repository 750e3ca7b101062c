package dev.packledger.projections;

import dev.packledger.domain.ledger.PersonId;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.ledger.Sealed;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Asks for rows of one kind: a selection, and how one of its rows reads.
 *
 * @param select {@code SELECT ... FROM ...} without a condition
 * @param key the column that lists are ordered by, and that cursors name
 */
public record RowQueries<T>(
    JdbcClient jdbc, String select, String key, Function<Columns, T> reader) {
  /** The position of the last event that a projection's tables have applied. */
  public static Position position(JdbcClient jdbc, String projection) {
    return new Position(
        jdbc.sql("SELECT position FROM projections.applied WHERE projection = :projection")
            .param("projection", projection)
            .query(Long.class)
            .single());
  }

  /** The one row whose columns have these values; empty where there is none. */
  public Optional<T> one(Map<String, ?> columns) {
    return rows(select + condition(columns, List.of()), columns).stream().findFirst();
  }

  /** Every row whose columns have these values, in the order of the key. */
  public List<T> all(Map<String, ?> columns) {
    return rows(select + condition(columns, List.of()) + order(), columns);
  }

  /**
   * Every row that fulfils a condition.
   *
   * @param rest what follows the selection, from {@code WHERE} on
   */
  public List<T> all(String rest, Map<String, ?> parameters) {
    return rows(select + " " + rest, parameters);
  }

  /** One part of the rows whose columns have these values, in the order of the key. */
  public Page<T> page(Map<String, ?> columns, PageRequest request, Function<T, String> keyOf) {
    String after = request.after();
    List<String> more = after == null ? List.of() : List.of(key + " > :after");
    String sql = select + condition(columns, more) + order() + " LIMIT " + (request.limit() + 1);
    JdbcClient.StatementSpec statement = statement(sql, columns);
    if (after != null) {
      statement = statement.param("after", after);
    }
    return Page.of(read(statement), request, keyOf);
  }

  private String order() {
    return " ORDER BY " + key;
  }

  private static String condition(Map<String, ?> columns, List<String> more) {
    List<String> conditions = new ArrayList<>(more);
    columns.keySet().forEach(column -> conditions.add(column + " = :" + column));
    return conditions.isEmpty()
        ? ""
        : conditions.stream().collect(Collectors.joining(" AND ", " WHERE ", ""));
  }

  private List<T> rows(String sql, Map<String, ?> parameters) {
    return read(statement(sql, parameters));
  }

  private List<T> read(JdbcClient.StatementSpec statement) {
    return statement.query((row, ignored) -> reader.apply(new Columns(row))).list();
  }

  private JdbcClient.StatementSpec statement(String sql, Map<String, ?> parameters) {
    JdbcClient.StatementSpec statement = jdbc.sql(sql);
    for (Map.Entry<String, ?> entry : parameters.entrySet()) {
      statement = statement.param(entry.getKey(), StoredValue.of(entry.getValue()));
    }
    return statement;
  }

  /** The columns of one row, read back as {@link StoredValue} stored them. */
  public static final class Columns {
    private final ResultSet row;

    public Columns(ResultSet row) {
      this.row = row;
    }

    public String text(String column) {
      return Objects.requireNonNull(textOrNull(column), column);
    }

    public @Nullable String textOrNull(String column) {
      return read(() -> row.getString(column));
    }

    public <T> T id(String column, Function<String, T> parse) {
      return parse.apply(text(column));
    }

    public <T> @Nullable T idOrNull(String column, Function<String, T> parse) {
      String text = textOrNull(column);
      return text == null ? null : parse.apply(text);
    }

    public long number(String column) {
      return Objects.requireNonNull(this.<Long>read(() -> row.getLong(column)), column);
    }

    public boolean truth(String column) {
      return Objects.requireNonNull(this.<Boolean>read(() -> row.getBoolean(column)), column);
    }

    public @Nullable Position positionOrNull(String column) {
      return textOrNull(column) == null ? null : position(column);
    }

    public Position position(String column) {
      return new Position(number(column));
    }

    public Instant instant(String column) {
      return Objects.requireNonNull(instantOrNull(column), column);
    }

    public @Nullable Instant instantOrNull(String column) {
      OffsetDateTime time = read(() -> row.getObject(column, OffsetDateTime.class));
      return time == null ? null : time.toInstant();
    }

    public <E extends Enum<E>> E constant(String column, Class<E> type) {
      return StoredValue.constant(type, text(column));
    }

    public <E extends Enum<E>> @Nullable E constantOrNull(String column, Class<E> type) {
      String text = textOrNull(column);
      return text == null ? null : StoredValue.constant(type, text);
    }

    public <E extends Enum<E>> List<E> constants(String column, Class<E> type) {
      return texts(column).stream().map(text -> StoredValue.constant(type, text)).toList();
    }

    public List<String> texts(String column) {
      String[] texts = read(() -> (String[]) row.getArray(column).getArray());
      return List.of(Objects.requireNonNull(texts, column));
    }

    /** Closed personal data in the columns {@code NAME_key}, {@code NAME_nonce} and so on. */
    public Sealed sealed(PersonId person, String name) {
      return new Sealed(
          person, text(name + "_key"), text(name + "_nonce"), text(name + "_ciphertext"));
    }

    private <V> @Nullable V read(Read<V> read) {
      try {
        return read.value();
      } catch (SQLException failure) {
        throw new IllegalStateException("a row that does not read as it was stored", failure);
      }
    }

    private interface Read<V> {
      @Nullable V value() throws SQLException;
    }
  }
}

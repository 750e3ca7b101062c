package dev.packledger.projections;

import dev.packledger.domain.ledger.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The rebuild digest of tables: every table of schema {@code projections}, each row in the order of
 * its primary key, as PostgreSQL's {@code jsonb} text (keys in one order, times in UTC) and a line
 * feed. Two databases whose tables hold the same facts have the same digests, whenever and in
 * however many steps they were built.
 *
 * @param tables by name without schema, in name order
 */
public record TableDigest(SortedMap<String, Rows> tables) {
  public TableDigest {
    tables = Collections.unmodifiableSortedMap(new TreeMap<>(tables));
  }

  /** One table: how many rows, and the SHA-256 over them. */
  public record Rows(long count, Digest digest) {}

  /** One digest over all tables: their names, counts and digests. */
  public Digest total() {
    MessageDigest total = sha256();
    tables.forEach(
        (name, rows) ->
            total.update(
                "%s %d %s\n"
                    .formatted(name, rows.count(), rows.digest().hex())
                    .getBytes(StandardCharsets.UTF_8)));
    return digest(total);
  }

  /** The tables that are not the same in both, in name order. */
  public List<String> differences(TableDigest other) {
    TreeSet<String> names = new TreeSet<>(tables.keySet());
    names.addAll(other.tables.keySet());
    List<String> different = new ArrayList<>();
    for (String name : names) {
      Rows mine = tables.get(name);
      if (mine == null || !mine.equals(other.tables.get(name))) {
        different.add(name);
      }
    }
    return different;
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every JDK has SHA-256", impossible);
    }
  }

  static Digest digest(MessageDigest digest) {
    return Digest.of(digest.digest());
  }
}

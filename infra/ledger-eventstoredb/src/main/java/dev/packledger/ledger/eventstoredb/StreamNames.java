package dev.packledger.ledger.eventstoredb;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the ledger's streams are called on the server: a category, a hyphen, the stream. The server
 * splits at the first hyphen, so a category has none. Snapshots have a category of their own, which
 * events never have.
 *
 * @param category one for each deployment that shares a server; letters, digits, underscore
 */
public record StreamNames(String category) {
  private static final Pattern CATEGORY = Pattern.compile("[A-Za-z0-9_]{1,64}");

  public StreamNames {
    if (!CATEGORY.matcher(category).matches()) {
      throw new IllegalArgumentException("not a category of streams: " + category);
    }
  }

  /**
   * The server's name for a stream of events.
   *
   * @throws IllegalArgumentException where the stream's id is empty or begins like a system stream
   */
  public String ofEvents(String stream) {
    return category + "-" + checked(stream);
  }

  /** The server's name for the stream of a stream's snapshots. */
  public String ofSnapshots(String stream) {
    return category + ".snapshot-" + checked(stream);
  }

  private static String checked(String stream) {
    if (stream.isEmpty() || stream.startsWith("$")) {
      throw new IllegalArgumentException("not the id of a stream: '" + stream + "'");
    }
    return stream;
  }

  /** The ledger's stream of events that the server calls so; empty for all other names. */
  public Optional<String> streamOf(String name) {
    String prefix = category + "-";
    return name.startsWith(prefix) && name.length() > prefix.length()
        ? Optional.of(name.substring(prefix.length()))
        : Optional.empty();
  }

  /** What matches the server's names for streams of events, from their beginning, and no others. */
  String eventsExpression() {
    return "^" + category + "-"; // a category has nothing that an expression would read otherwise
  }
}

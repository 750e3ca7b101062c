package dev.packledger.ledger.eventstoredb;

import dev.packledger.domain.ledger.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Numbers in memory, whenever it is asked, what has come to the log since. */
final class CountingNumbering implements Numbering {
  private final LogReader log;
  private final List<LoggedEvent> numbered = new ArrayList<>();
  private @Nullable LogPosition scanned;

  CountingNumbering(EventStoreConnection connection) {
    this.log = new LogReader(connection);
  }

  private void count() {
    LogPage page;
    do {
      page = log.after(scanned, 100);
      numbered.addAll(page.events());
      scanned = page.scanned();
    } while (!page.isEnd());
  }

  @Override
  public synchronized Optional<Numbered> head() {
    count();
    return at(new Position(numbered.size()));
  }

  @Override
  public synchronized Optional<Position> awaitNumbered(
      String stream, Appended stored, Duration patience) {
    count();
    for (int i = numbered.size() - 1; i >= 0; i--) {
      LoggedEvent event = numbered.get(i);
      if (event.stream().equals(stream) && event.sequence() == stored.sequence()) {
        return Optional.of(new Position(i + 1L));
      }
    }
    return Optional.empty();
  }

  @Override
  public synchronized Optional<Numbered> at(Position position) {
    int index = Math.toIntExact(position.value()) - 1;
    return index < 0 || index >= numbered.size()
        ? Optional.empty()
        : Optional.of(new Numbered(position, numbered.get(index).at()));
  }

  @Override
  public synchronized Optional<Numbered> before(Instant instant) {
    count();
    for (int i = 0; i < numbered.size(); i++) {
      if (!numbered.get(i).envelope().metadata().recordedAt().isBefore(instant)) {
        return at(new Position(i));
      }
    }
    return at(new Position(numbered.size()));
  }
}

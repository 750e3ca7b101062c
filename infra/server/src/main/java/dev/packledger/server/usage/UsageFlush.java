package dev.packledger.server.usage;

import dev.packledger.domain.access.Facts;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.releases.ReleaseId;
import dev.packledger.projections.access.AccessMemory;
import dev.packledger.server.usage.UsageRow.Counts;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that counts: takes what waits, adds it up, and writes it twice in each window, so
 * that what a crash loses is younger than the window. While the database is away it goes on adding
 * up, which takes memory by key and not by use; a batch whose fate is unknown is tried again under
 * its number.
 */
public final class UsageFlush implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(UsageFlush.class);
  private static final int KEYS_MAX = 100_000;
  private static final int TAKEN_MAX = 256;
  private static final int FLUSHES_PER_WINDOW = 2;

  private final UsageQueue queue;
  private final UsageTable table;
  private final AccessMemory memory;
  private final UsageSettings settings;
  private final String node;
  private final InstantSource clock;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("usage").factory());

  /** Owned by the thread, as everything below: counted, and not yet part of a batch. */
  private Map<UsageRow.Key, UsageRow> counted = new HashMap<>();

  /** Sent and perhaps stored; empty once that is known. */
  private List<UsageRow> batch = List.of();

  private long batchNumber = -1;
  private @Nullable LocalDate purgedOn;

  /**
   * A flush that is not started.
   *
   * @param memory who a token and a package belong to; looked up here, not at the doors
   */
  UsageFlush(
      UsageQueue queue,
      UsageTable table,
      AccessMemory memory,
      UsageSettings settings,
      String node,
      InstantSource clock) {
    this.queue = queue;
    this.table = table;
    this.memory = memory;
    this.settings = settings;
    this.node = node;
    this.clock = clock;
  }

  /** Begins to count. */
  public void start() {
    long pace = pace().toNanos();
    var unused = thread.scheduleWithFixedDelay(this::tryOnce, pace, pace, TimeUnit.NANOSECONDS);
  }

  private Duration pace() {
    return settings.window().dividedBy(FLUSHES_PER_WINDOW);
  }

  private void tryOnce() {
    try {
      count();
      write();
      purge();
    } catch (RuntimeException failure) {
      LOG.warn("usage.not_written: {}", failure.toString());
    }
  }

  /** Takes what waits and adds it up, in parts that do not hold up the memory. */
  private void count() {
    for (List<Use> taken = take(); !taken.isEmpty(); taken = take()) {
      List<Use> part = taken;
      memory.ask(facts -> part.stream().map(use -> row(facts, use)).toList()).forEach(this::add);
    }
  }

  private List<Use> take() {
    List<Use> taken = new ArrayList<>();
    while (taken.size() < TAKEN_MAX) {
      Use use = queue.take();
      if (use == null) {
        break;
      }
      taken.add(use);
    }
    return taken;
  }

  private void add(@Nullable UsageRow row) {
    if (row == null) {
      return;
    }
    if (counted.size() >= KEYS_MAX && !counted.containsKey(row.key())) {
      queue.lose(row.counts().sum());
    } else {
      counted.merge(row.key(), row, UsageRow::plus);
    }
  }

  /** Null for what does not exist: names that a client makes up are not kept. */
  private static @Nullable UsageRow row(Facts facts, Use use) {
    Facts.Token token = facts.token(use.token());
    OrganizationId owner = facts.owner(use.pkg());
    if (token == null || owner == null) {
      return null;
    }
    Facts.Release release = release(facts, use);
    OrganizationId buyer = token.organization();
    boolean isStranger =
        !buyer.equals(owner) && facts.licenses(buyer, use.pkg(), token.holder()).isEmpty();
    return new UsageRow(
        new UsageRow.Key(
            LocalDate.ofInstant(use.instant(), ZoneOffset.UTC),
            use.token(),
            use.pkg(),
            release == null ? null : release.id(),
            release == null ? null : release.version(),
            use.client()),
        buyer,
        isStranger ? null : owner,
        use.download() ? new Counts(1, 0) : new Counts(0, 1));
  }

  private static Facts.@Nullable Release release(Facts facts, Use use) {
    ReleaseId asked = use.release();
    Facts.Release found = asked == null ? null : facts.release(asked);
    return found != null && found.pkg().equals(use.pkg()) ? found : null;
  }

  /** Safe once it returns: everything that was counted before it began. */
  private void write() {
    if (batchNumber < 0) {
      batchNumber = table.lastBatch(node);
    }
    if (!batch.isEmpty()) {
      send();
    }
    if (!counted.isEmpty()) {
      batch = List.copyOf(counted.values());
      counted = new HashMap<>();
      batchNumber++;
      send();
    }
  }

  private void send() {
    table.add(node, batchNumber, batch, pace());
    batch = List.of();
  }

  private void purge() {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    if (!today.equals(purgedOn)) {
      int dropped = table.dropBefore(today.minusDays(settings.days()));
      if (dropped > 0) {
        LOG.info("usage.purged: {} rows", dropped);
      }
      purgedOn = today;
    }
  }

  /** Counts and writes what is left, if the database answers. */
  @Override
  public void close() {
    var unused = thread.submit(this::tryOnce);
    thread.shutdown();
    try {
      if (!thread.awaitTermination(settings.window().toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("usage.not_written: the database did not answer in time");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}

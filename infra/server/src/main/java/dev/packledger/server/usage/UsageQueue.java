package dev.packledger.server.usage;

import dev.packledger.domain.access.Decision;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.releases.ReleaseId;
import dev.packledger.domain.tokens.TokenId;
import dev.packledger.registry.shared.Usage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Where the doors leave what is to be counted. Takes no lock and does no I/O: so many may wait, and
 * what comes while so many wait is counted as lost.
 */
public final class UsageQueue implements Usage {
  private final int waitingMax;
  private final ConcurrentLinkedQueue<Use> uses = new ConcurrentLinkedQueue<>();

  /** At least the queue's length: raised before a use is added, lowered after it is taken. */
  private final AtomicInteger waiting = new AtomicInteger();

  private final LongAdder lost = new LongAdder();

  public UsageQueue(int waitingMax) {
    this.waitingMax = waitingMax;
  }

  @Override
  public void downloaded(
      Decision.Allowed by, PackageId pkg, ReleaseId release, @Nullable String userAgent) {
    add(new Use(by.instant(), by.token(), pkg, release, UsedClient.of(userAgent), true));
  }

  @Override
  public void denied(
      Decision.Denied denied,
      PackageId pkg,
      @Nullable ReleaseId release,
      @Nullable String userAgent) {
    TokenId token = denied.token();
    if (token != null) {
      add(new Use(denied.instant(), token, pkg, release, UsedClient.of(userAgent), false));
    }
  }

  private void add(Use use) {
    if (waiting.incrementAndGet() > waitingMax) {
      waiting.decrementAndGet();
      lost.increment();
    } else {
      uses.add(use);
    }
  }

  /** The use that waits longest; null where none does. For one thread. */
  @Nullable Use take() {
    Use use = uses.poll();
    if (use != null) {
      waiting.decrementAndGet();
    }
    return use;
  }

  /** Uses that could not be counted. */
  void lose(long uses) {
    lost.add(uses);
  }

  /** How many wait. */
  public int waiting() {
    return waiting.get();
  }

  /** How many were lost since the start, crashes aside. */
  public long lost() {
    return lost.sum();
  }
}

package dev.packledger.server.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.domain.access.Decision;
import dev.packledger.domain.access.Reason;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.packages.Ecosystem;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.releases.ReleaseId;
import dev.packledger.domain.tokens.TokenId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UsageQueueTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final PackageId PKG = PackageId.of(Ecosystem.NPM, "@acme/ui");
  private static final ReleaseId RELEASE = ReleaseId.of(PKG, "1.0.0");
  private static final TokenId TOKEN = new TokenId(new UUID(1, 1));

  @Test
  void whatComesWhileTooManyWaitIsLostAndCountedAsLost() {
    UsageQueue queue = new UsageQueue(3);
    for (int i = 0; i < 5; i++) {
      queue.downloaded(allowed(), PKG, RELEASE, "npm/11");
    }
    assertThat(queue.waiting()).isEqualTo(3);
    assertThat(queue.lost()).isEqualTo(2);
    assertThat(queue.take()).isEqualTo(new Use(NOW, TOKEN, PKG, RELEASE, UsedClient.NPM, true));
    queue.denied(denied(TOKEN), PKG, null, null);
    assertThat(queue.waiting()).isEqualTo(3);
    assertThat(queue.lost()).isEqualTo(2);
  }

  @Test
  void aDenialOfNobodyIsNotCounted() {
    UsageQueue queue = new UsageQueue(3);
    queue.denied(denied(null), PKG, RELEASE, "npm/11");
    assertThat(queue.take()).isNull();
    assertThat(queue.waiting()).isZero();
    assertThat(queue.lost()).isZero();
  }

  @Test
  void nothingIsCountedTwiceOrForgottenByManyThreads() {
    UsageQueue queue = new UsageQueue(1000);
    int taken = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int thread = 0; thread < 8; thread++) {
        threads.execute(
            () -> {
              for (int i = 0; i < 1000; i++) {
                queue.downloaded(allowed(), PKG, RELEASE, null);
              }
            });
      }
      while (taken < 500) {
        if (queue.take() != null) {
          taken++;
        }
      }
    }
    while (queue.take() != null) {
      taken++;
    }
    assertThat(taken + queue.lost()).isEqualTo(8000);
    assertThat(queue.waiting()).isZero();
  }

  private static Decision.Allowed allowed() {
    return new Decision.Allowed(Position.START, NOW, TOKEN, List.of(), List.of());
  }

  private static Decision.Denied denied(@Nullable TokenId token) {
    return new Decision.Denied(
        Reason.TOKEN_REVOKED, null, Position.START, NOW, token, List.of(), List.of());
  }
}

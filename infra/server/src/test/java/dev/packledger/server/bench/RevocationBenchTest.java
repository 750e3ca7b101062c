package dev.packledger.server.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No request that was sent after a revocation's acknowledgement is allowed, under load. */
class RevocationBenchTest {
  private static final int REVOCATIONS = 200;

  @Test
  void noAllowFollowsAnAcknowledgement(@TempDir Path folder) throws InterruptedException {
    List<String> progress = new ArrayList<>();
    RevocationBench.Result result =
        RevocationBench.run(folder, REVOCATIONS, InstantSource.system(), progress::add);
    assertThat(result.revocations()).isEqualTo(REVOCATIONS);
    assertThat(result.allowed()).isPositive();
    assertThat(result.denied()).isPositive();
    assertThat(result.otherReads()).isZero();
    assertThat(result.brokenPromises()).isZero();
  }
}

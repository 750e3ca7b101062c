package dev.packledger.projections.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The memory budget: 64 bytes a token and 256 a licence at a million of each. */
class AccessFootprintTest {
  private static final int MILLION = 1_000_000;
  private static final long TOKEN_BYTES_MAX = 64;
  private static final long LICENSE_BYTES_MAX = 256;

  @Test
  void aMillionTokensAndLicencesFitTheBudget() {
    MillionLedger ledger = new MillionLedger(MILLION, MILLION);
    AccessMemory memory = new AccessMemory();
    ledger.events().forEach(memory::apply);
    AccessMemory.Footprint footprint = memory.footprint();
    double perToken = (double) footprint.tokenBytes() / memory.tokens();
    double perLicense = (double) footprint.licenseBytes() / memory.licenses();
    System.out.printf(
        Locale.ROOT,
        "access memory: %d tokens at %.1f bytes, %d licences at %.1f bytes, holders %.1f bytes"
            + " a token, packages %.1f MB in all%n",
        memory.tokens(),
        perToken,
        memory.licenses(),
        perLicense,
        (double) footprint.holderBytes() / memory.tokens(),
        footprint.packageBytes() / 1e6);
    assertThat(memory.tokens()).isEqualTo(MILLION);
    assertThat(memory.licenses()).isEqualTo(MILLION);
    assertThat(perToken).isLessThanOrEqualTo(TOKEN_BYTES_MAX);
    assertThat(perLicense).isLessThanOrEqualTo(LICENSE_BYTES_MAX);
  }
}

package dev.packledger.projections.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.domain.licenses.License;
import dev.packledger.domain.licenses.Standing;

/** Compares what the directory says of a licence with what the licence's own state says. */
final class SameLicense {
  private SameLicense() {}

  static void assertSame(LicenseRow row, License state) {
    Standing standing = state.standing();
    assertThat(row.plan()).isEqualTo(state.plan());
    assertThat(row.terms()).isEqualTo(state.terms());
    assertThat(row.buyer()).isEqualTo(state.buyer());
    assertThat(row.seats()).isEqualTo(state.seats().quantity());
    assertThat(row.seatsTaken()).isEqualTo(state.seats().holders().size());
    assertThat(row.paidThrough()).isEqualTo(standing.paidThrough());
    assertThat(row.renewedThrough()).isEqualTo(standing.renewedThrough());
    assertThat(row.pastDueAt() != null).isEqualTo(standing.pastDue());
    assertThat(row.cancelsAt()).isEqualTo(standing.cancelsAt());
    assertThat(row.cancelledAt() != null).isEqualTo(standing.cancelled());
    assertThat(row.expiredAt()).isEqualTo(standing.expiredAt());
    assertThat(row.suspendedFor()).isEqualTo(standing.suspensions());
    assertThat(row.revokedFor()).isEqualTo(standing.revocations());
    assertThat(row.suspendedAt() != null).isEqualTo(!standing.suspensions().isEmpty());
    assertThat(row.revokedAt() != null).isEqualTo(!standing.revocations().isEmpty());
  }
}

package dev.packledger.domain.licenses;

import static dev.packledger.domain.licenses.Samples.NOW;
import static dev.packledger.domain.licenses.Samples.WEBHOOK;

import dev.packledger.domain.Scenario;
import java.time.Instant;

/** A licence with its history, asked at {@code NOW} by the webhook unless said otherwise. */
record LicenseStory(Scenario.Given<License, LicenseCommand> scenario) {
  static LicenseStory given(LicenseEvent... events) {
    return new LicenseStory(Scenario.given(LicenseDecider::decide, LicenseDecider::evolve, events));
  }

  Scenario.Then when(LicenseCommand command) {
    return when(command, NOW);
  }

  Scenario.Then when(LicenseCommand command, Instant now) {
    return scenario.when(command, now, WEBHOOK);
  }
}

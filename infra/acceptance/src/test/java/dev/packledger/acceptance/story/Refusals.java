package dev.packledger.acceptance.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.acceptance.clients.Ran;
import dev.packledger.acceptance.running.Api;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What clients show of a denial. */
final class Refusals {
  private static final Pattern REFERENCE = Pattern.compile("(?<![0-9a-z])[0-9a-hjkmnp-tv-z]{40}");

  private Refusals() {}

  /**
   * The client shows the denial's reference, by which the API tells the reason, wherever it shows
   * the server's words; elsewhere it shows none of them, which its guide says.
   */
  static void shown(Api api, Ran ran, boolean tells, String reason) {
    Matcher reference = REFERENCE.matcher(ran.shown());
    assertThat(reference.find()).as("a reference in: %s", ran.shown()).isEqualTo(tells);
    if (tells) {
      tells(api, reference.group(), reason);
    }
  }

  /** By a reference the API tells the reason. */
  static void tells(Api api, String reference, String reason) {
    assertThat(api.get("/api/v1/denials/" + reference).is(200).at("/reason")).isEqualTo(reason);
  }
}

package dev.packledger.acceptance.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/**
 * What a client did.
 *
 * @param code its exit code
 * @param output standard output
 * @param errors standard error
 */
public record Ran(List<String> command, int code, String output, String errors) {
  /** Everything that the client showed to whoever sat before it. */
  public String shown() {
    return output + errors;
  }

  /** Fails the test, with all that was shown, where the client failed. */
  public Ran succeeded() {
    assertThat(code).as("%s%n%s", String.join(" ", command), shown()).isZero();
    return this;
  }

  /** Fails the test, with all that was shown, where the client did not fail. */
  public Ran failed() {
    assertThat(code).as("%s%n%s", String.join(" ", command), shown()).isNotZero();
    return this;
  }
}

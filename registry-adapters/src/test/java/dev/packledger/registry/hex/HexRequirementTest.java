package dev.packledger.registry.hex;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HexRequirementTest {
  static Stream<Golden.Judged> requirements() {
    return Golden.judged("requirements.txt").stream();
  }

  @ParameterizedTest
  @MethodSource("requirements")
  void readsWhatElixirReads(Golden.Judged judged) {
    assertThat(HexRequirement.valid(judged.text())).isEqualTo(judged.valid());
  }

  @Test
  void isBoundedInLength() {
    assertThat(HexRequirement.valid("~> 1.0" + " ".repeat(494))).isTrue();
    assertThat(HexRequirement.valid("~> 1.0" + " ".repeat(495))).isFalse();
  }
}

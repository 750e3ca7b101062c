package dev.packledger.server.cli;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ServeCommandTest {
  @ParameterizedTest
  @ValueSource(strings = {"1", "1000", "100000"})
  void takesAsManyEvaluationsAsOneThreadCanAnswer(String most) {
    assertThatCode(() -> parse(most)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "100001", "many"})
  void takesNoOther(String most) {
    assertThatThrownBy(() -> parse(most)).isInstanceOf(CommandLine.ParameterException.class);
  }

  private static void parse(String most) {
    new CommandLine(new ServeCommand()).parseArgs("--evaluations-max", most);
  }
}

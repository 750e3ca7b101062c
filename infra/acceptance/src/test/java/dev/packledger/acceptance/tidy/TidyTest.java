package dev.packledger.acceptance.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sources stay small, finished and in our words. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TidyTest {
  private final List<Finding> findings = new ArrayList<>();

  @BeforeAll
  void lookAtEverySource() throws IOException {
    for (Path file : Checkout.files(".java")) {
      String text = Files.readString(Checkout.root().resolve(file));
      findings.addAll(TidyRules.findings(Source.of(file.toString(), text)));
    }
  }

  @Test
  void everySourceIsTidy() throws IOException {
    Exceptions exceptions = Exceptions.read();
    assertThat(findings.stream().filter(finding -> !exceptions.allow(finding))).isEmpty();
  }

  @Test
  void exceptionsOnlyShrink() throws IOException {
    Exceptions exceptions = Exceptions.read();
    assertThat(exceptions.unneeded(findings)).as("lines that nothing needs").isEmpty();
    assertThat(exceptions.size()).isLessThanOrEqualTo(Exceptions.LINES_MAX);
  }

  @Test
  void everyPackageSaysWhatLivesThere() throws IOException {
    List<Path> missing = new ArrayList<>();
    for (Path source : Checkout.files(".java")) {
      Path folder = Objects.requireNonNull(source.getParent());
      boolean planted = folder.endsWith(Path.of("planted", "unmarked"));
      if (!planted && !missing.contains(folder) && !isMarked(folder)) {
        missing.add(folder);
      }
    }
    assertThat(missing).as("folders without a @NullMarked package-info.java").isEmpty();
  }

  /** Test folders may lean on the package-info of the main folder: it is the same package. */
  private static boolean isMarked(Path folder) throws IOException {
    String main = folder.toString().replace("/src/test/java/", "/src/main/java/");
    for (String place : List.of(folder.toString(), main)) {
      Path file = Checkout.root().resolve(place).resolve("package-info.java");
      if (Files.isRegularFile(file) && Files.readString(file).contains("@NullMarked")) {
        return true;
      }
    }
    return false;
  }

  /** Each rule is seen to fail: the planted text breaks it on the line given. */
  @ParameterizedTest
  @CsvSource({
    "file-length, LongFile, 1",
    "function-length, LongFile, 4",
    "line-length, Untidy, 5",
    "left-over, Untidy, 8",
    "colon-case, Untidy, 12",
    "word, Untidy, 4",
    "sleep, Untidy, 16",
    "clock, Untidy, 20"
  })
  void reportsPlantedUntidiness(String rule, String file, int line) throws IOException {
    String path = "domain/src/main/java/planted/" + file + ".java";
    assertThat(TidyRules.findings(Source.of(path, planted(file))))
        .anyMatch(finding -> finding.rule().equals(rule) && finding.line() == line);
  }

  private static String planted(String file) throws IOException {
    if (file.equals("LongFile")) {
      return "package planted;\n\nclass LongFile {\n  void longer() {\n"
          + "    int i = 0;\n".repeat(TidyRules.FILE_LINES_MAX)
          + "  }\n}\n";
    }
    try (InputStream text = TidyTest.class.getResourceAsStream("/tidy/" + file + ".txt")) {
      return new String(Objects.requireNonNull(text).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

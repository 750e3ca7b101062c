package dev.packledger.identity;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The key files of the data folder: made once, private, whole or refused. */
class KeyFilesTest {
  @TempDir Path folder;

  @Test
  void theInstanceKeyIsMadeOnceAndPrivate() throws IOException {
    String first = InstanceKeys.open(folder).fingerprint();
    assertThat(InstanceKeys.open(folder).fingerprint()).isEqualTo(first);
    Path file = folder.resolve("keys/instance.key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
        .isEqualTo("rwx------");
    try (Stream<Path> files = Files.list(folder.resolve("keys"))) {
      assertThat(files).as("nothing is left over").hasSize(1);
    }
  }

  @Test
  void aKeyFileThatBecameReadableIsMadePrivateAgain() throws IOException {
    String fingerprint = InstanceKeys.open(folder).fingerprint();
    Path file = folder.resolve("keys/instance.key");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(InstanceKeys.open(folder).fingerprint()).isEqualTo(fingerprint);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "cut", "changed", "binary", "extra line"})
  void aDamagedKeyFileIsRefusedAndKept(String damage) throws IOException {
    InstanceKeys.open(folder);
    Path file = folder.resolve("keys/instance.key");
    byte[] damaged = damaged(damage, Files.readString(file));
    Files.write(file, damaged);
    assertThatThrownBy(() -> InstanceKeys.open(folder))
        .isInstanceOfSatisfying(
            KeyFailure.class, failure -> assertThat(failure.code()).isEqualTo("data.damaged"))
        .hasMessageContaining("instance.key");
    assertThat(Files.readAllBytes(file)).isEqualTo(damaged);
  }

  private static byte[] damaged(String damage, String whole) {
    return switch (damage) {
      case "cut" -> whole.substring(0, whole.length() - 9).getBytes();
      case "changed" -> whole.replace(whole.charAt(30), (char) (whole.charAt(30) ^ 1)).getBytes();
      case "binary" -> new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1};
      case "extra line" -> (whole + "more\n").getBytes();
      default -> new byte[0];
    };
  }

  @Test
  void theOperatorKeyIsShownOnceAndStoredAsDigestOnly() throws IOException {
    OperatorKey first = OperatorKey.open(folder);
    String secret = requireNonNull(first.secretToShow());
    assertThat(secret).startsWith("plo_").hasSize(31);
    assertThat(first.matches(secret)).isTrue();
    assertThat(Files.readString(folder.resolve("keys/operator.key"))).doesNotContain(secret);
    OperatorKey later = OperatorKey.open(folder);
    assertThat(later.secretToShow()).isNull();
    assertThat(later.matches(secret)).isTrue();
    assertThat(later.matches(secret + "x")).isFalse();
    assertThat(later.matches("")).isFalse();
  }

  @Test
  void aNewOperatorKeyEndsTheOld() {
    String old = requireNonNull(OperatorKey.open(folder).secretToShow());
    String fresh = requireNonNull(OperatorKey.renew(folder).secretToShow());
    assertThat(OperatorKey.open(folder).matches(fresh)).isTrue();
    assertThat(OperatorKey.open(folder).matches(old)).isFalse();
  }

  @Test
  void eachPurposeHasItsOwnKey() {
    InstanceKeys keys = InstanceKeys.open(folder);
    assertThat(Stream.of(InstanceKeys.Purpose.values()).map(keys::key).map(key -> key.getEncoded()))
        .doesNotHaveDuplicates();
  }
}

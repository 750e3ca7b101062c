package dev.packledger.registry.npm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.domain.access.Decision;
import dev.packledger.domain.access.Reason;
import dev.packledger.domain.ledger.Position;
import dev.packledger.registry.shared.http.Answer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NpmDenialTest {
  private static final String REFERENCE = "r".repeat(40);
  private static final URI ACCOUNT = URI.create("https://packages.example.com/initech");

  @ParameterizedTest
  @EnumSource(Reason.class)
  void saysAllByEveryChannelOrNothingByAny(Reason reason) {
    Answer answer = denied(reason);
    String body = new String(answer.body().copy(), StandardCharsets.UTF_8);
    if (reason.toldAsNotFound()) {
      assertThat(answer.status()).isEqualTo(404);
      assertThat(body).isEqualTo("{\"error\":\"Not found\"}");
      assertThat(answer.headers()).containsOnlyKeys("Cache-Control", "Content-Type");
      assertThat(answer.reasonPhrase()).isNull();
      return;
    }
    assertThat(answer.status()).isIn(401, 403);
    String phrase = Objects.requireNonNull(answer.reasonPhrase());
    for (String told :
        List.of(reason.code(), "2025-02-03T04:05:06Z", REFERENCE, "1.2.3", ACCOUNT.toString())) {
      assertThat(phrase).contains(told).isASCII();
      assertThat(body).contains(told);
      assertThat(answer.headers().get("npm-notice")).contains(told);
    }
    assertThat(answer.headers()).containsEntry(NpmDenial.REFERENCE, REFERENCE);
    assertThat(answer.headers().containsKey("WWW-Authenticate"))
        .isEqualTo(reason == Reason.TOKEN_UNKNOWN);
  }

  @Test
  void whatDoesNotExistAndWhatIsHiddenAreTheSame() {
    assertThat(denied(Reason.PACKAGE_NOT_LICENSED).body().copy())
        .isEqualTo(NpmDenial.notFound().body().copy());
    assertThat(denied(Reason.PACKAGE_NOT_LICENSED).headers())
        .isEqualTo(NpmDenial.notFound().headers());
  }

  private static Answer denied(Reason reason) {
    return NpmDenial.of(
        new Decision.Denied(
            reason,
            Instant.parse("2025-02-03T04:05:06.789Z"),
            Position.START,
            Instant.EPOCH,
            null,
            List.of(),
            List.of()),
        REFERENCE,
        NpmVersion.parse("1.2.3").orElseThrow(),
        ACCOUNT);
  }
}

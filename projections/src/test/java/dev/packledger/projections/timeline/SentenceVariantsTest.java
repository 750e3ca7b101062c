package dev.packledger.projections.timeline;

import static dev.packledger.projections.EveryEvent.BUYER;
import static dev.packledger.projections.EveryEvent.LICENSE;
import static dev.packledger.projections.EveryEvent.PIPELINE;
import static dev.packledger.projections.EveryEvent.PRO;
import static dev.packledger.projections.EveryEvent.PRODUCT;
import static dev.packledger.projections.EveryEvent.PRO_TERMS;
import static dev.packledger.projections.EveryEvent.SELLER;
import static dev.packledger.projections.EveryEvent.TOKEN;
import static dev.packledger.projections.EveryEvent.UI_1;
import static dev.packledger.projections.EveryEvent.digest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Id;
import dev.packledger.domain.licenses.LicenseEvent;
import dev.packledger.domain.licenses.LicenseEvent.RevocationReason;
import dev.packledger.domain.licenses.LicenseEvent.SeatLoss;
import dev.packledger.domain.licenses.LicenseEvent.SuspensionReason;
import dev.packledger.domain.licenses.Payment;
import dev.packledger.domain.licenses.Source;
import dev.packledger.domain.releases.ReleaseEvent;
import dev.packledger.domain.tokens.TokenEvent;
import dev.packledger.projections.EveryEvent;
import dev.packledger.projections.Ledger;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the same event says when its fields say something else. */
class SentenceVariantsTest {
  private static final Known NOTHING = (subject, fact) -> null;

  private static String sentence(Id stream, Event event) {
    return TimelineSentences.sentence(
        new Ledger().append(stream, event).events().getFirst(), NOTHING);
  }

  private static String reversed(RevocationReason reason) {
    return sentence(LICENSE, new LicenseEvent.RevocationReversed(reason));
  }

  /** Every reason has words of its own. */
  @Test
  void reasonsAreToldApart() {
    assertToldApart(
        Stream.of(SuspensionReason.values())
            .map(reason -> sentence(LICENSE, new LicenseEvent.LicenseSuspended(reason))));
    assertToldApart(
        Stream.of(SuspensionReason.values())
            .map(reason -> sentence(LICENSE, new LicenseEvent.SuspensionLifted(reason))));
    assertToldApart(
        Stream.of(RevocationReason.values())
            .map(reason -> sentence(LICENSE, new LicenseEvent.LicenseRevoked(reason))));
    assertToldApart(Stream.of(RevocationReason.values()).map(SentenceVariantsTest::reversed));
    assertToldApart(
        Stream.of(SeatLoss.values())
            .map(reason -> sentence(LICENSE, new LicenseEvent.SeatUnassigned(PIPELINE, reason))));
    assertToldApart(
        Stream.of(TokenEvent.Reason.values())
            .map(reason -> sentence(TOKEN, new TokenEvent.TokenRevoked(reason))));
  }

  private static void assertToldApart(Stream<String> sentences) {
    List<String> all = sentences.toList();
    Set<String> different = new LinkedHashSet<>(all);
    assertThat(different).hasSameSizeAs(all);
    assertThat(all).allMatch(sentence -> sentence.endsWith("."));
  }

  @Test
  void whatIsMissingIsNotSpokenOf() {
    assertThat(
            sentence(
                LICENSE,
                new LicenseEvent.LicenseGranted(
                    PRODUCT,
                    PRO,
                    SELLER,
                    PRO_TERMS,
                    1,
                    Source.MANUAL,
                    BUYER,
                    null,
                    Ledger.START,
                    null)))
        .isEqualTo(
            "A licence of %s with plan %s and 1 seat was granted to %s."
                .formatted(PRODUCT.value(), PRO.value(), BUYER.value()));
    assertThat(
            sentence(
                LICENSE,
                new LicenseEvent.PaymentReceived(
                    new Payment(500, 0, "jpy", null, null, null, null, null))))
        .isEqualTo("500 JPY were paid for the licence of an unknown product.");
    assertThat(sentence(TOKEN, new TokenEvent.TokenRotated(digest(1), null)))
        .endsWith("got a new secret; the old one ended at once.");
    assertThat(sentence(UI_1, new ReleaseEvent.ReleaseDeprecated("")))
        .endsWith("is no longer deprecated.");
    assertThat(sentence(UI_1, new ReleaseEvent.ReleaseYanked(""))).endsWith("was yanked.");
  }

  @Test
  void longAndManyLinedTextsStayOneLine() {
    String sentence =
        sentence(UI_1, new ReleaseEvent.ReleaseDeprecated("first\n\tsecond " + "x".repeat(5000)));
    assertThat(sentence).contains("first second x").endsWith("x….").hasSizeLessThan(400);
    assertThat(PlainWords.quoted("\uD83D\uDE00".repeat(300)))
        .isEqualTo("\uD83D\uDE00".repeat(200) + "…");
  }

  @ParameterizedTest
  @CsvSource({
    "4900, eur, 49.00 EUR",
    "1, usd, 0.01 USD",
    "-250, usd, -2.50 USD",
    "500, jpy, 500 JPY",
    "1234, kwd, 1.234 KWD",
    "500, isk, 5.00 ISK",
    "7, xyz, 7 minor units of XYZ"
  })
  void moneyIsWrittenAsItsCurrencyIs(long minor, String currency, String written) {
    assertThat(PlainWords.money(minor, currency)).isEqualTo(written);
  }

  @Test
  void termsAreToldInWords() {
    assertThat(PlainWords.terms(EveryEvent.TEAM_TERMS, NOTHING))
        .startsWith("perpetual, no seats needed, updates for 1 year, versions >=1 <3");
  }
}

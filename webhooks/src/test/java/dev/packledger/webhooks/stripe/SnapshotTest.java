package dev.packledger.webhooks.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.packledger.domain.licenses.LicenseId;
import dev.packledger.domain.licenses.Payment;
import dev.packledger.webhooks.stripe.ItemTarget.Part;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of Stripe's objects, and what is not believed. */
class SnapshotTest {
  private static final Instant JAN = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant FEB = Instant.parse("2026-02-01T00:00:00Z");
  private static final Instant JAN_2027 = Instant.parse("2027-01-01T00:00:00Z");

  private static StripeObject object(String json) {
    return new StripeObject(StripeJson.object(json).orElseThrow());
  }

  private static String line(
      String item, long amount, String discounts, String taxes, Instant start, Instant end) {
    return """
    {"amount": %d, "discount_amounts": [%s], "taxes": [%s],
     "parent": {"type": "subscription_item_details",
       "subscription_item_details": {"subscription_item": "%s"}},
     "period": {"start": %d, "end": %d}}
    """
        .formatted(amount, discounts, taxes, item, start.getEpochSecond(), end.getEpochSecond());
  }

  private static Snapshot.Invoice invoice(String... lines) {
    return Snapshot.Invoice.of(
        object(
            """
            {"id": "in_1", "object": "invoice", "currency": "eur",
             "parent": {"subscription_details": {"subscription": "sub_1"}},
             "lines": {"data": [%s], "has_more": false}}
            """
                .formatted(String.join(",", lines))));
  }

  @Test
  void discountsAreTakenOffAndTaxesPutOn() {
    String off = "{\"amount\": 200}";
    String onTop = "{\"amount\": 152, \"tax_behavior\": \"exclusive\"}";
    String within = "{\"amount\": 10, \"tax_behavior\": \"inclusive\"}";
    Part part =
        InvoiceParts.of(invoice(line("si_1", 1000, off, onTop + "," + within, JAN, FEB)))
            .get("si_1");
    assertThat(part).isEqualTo(new Part("in_1", "eur", 952, 162, JAN, FEB));
  }

  @Test
  void linesAreDividedAmongItems() {
    var parts =
        InvoiceParts.of(
            invoice(
                line("si_1", 1000, "", "", JAN, FEB),
                line("si_2", 500, "", "", JAN, JAN_2027),
                line("si_1", 30, "", "", JAN, JAN.plusSeconds(60))));
    assertThat(parts.keySet()).containsExactly("si_1", "si_2");
    assertThat(parts.get("si_1")).isEqualTo(new Part("in_1", "eur", 1030, 0, JAN, FEB));
    assertThat(parts.get("si_2")).isEqualTo(new Part("in_1", "eur", 500, 0, JAN, JAN_2027));
  }

  @Test
  void aCreditSaysNothingOfThePeriodThatIsPaid() {
    Part part =
        InvoiceParts.of(
                invoice(
                    line("si_1", -40000, "", "", JAN, JAN_2027),
                    line("si_1", 4900, "", "", JAN, FEB)))
            .get("si_1");
    assertThat(part).isEqualTo(new Part("in_1", "eur", -35100, 0, JAN, FEB));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1.0", "1.5", "1e3", "\"1\"", "9007199254740992", "-9007199254740992", "true"})
  void amountsAreWholeNumbersWithin2To53(String amount) {
    StripeObject charge =
        object(
            """
            {"id": "ch_1", "object": "charge", "amount_refunded": %s, "refunded": false}
            """
                .formatted(amount));
    assertThatThrownBy(() -> Snapshot.Charge.of(charge))
        .isInstanceOf(StripeObject.Malformed.class)
        .hasMessageContaining("amount_refunded");
  }

  @Test
  void aRefundIsNeverNegative() {
    StripeObject charge =
        object("{\"id\": \"ch_1\", \"amount_refunded\": -1, \"refunded\": false}");
    assertThatThrownBy(() -> Snapshot.Charge.of(charge)).isInstanceOf(StripeObject.Malformed.class);
  }

  @ParameterizedTest
  @CsvSource({"-1", "2147483648", "1.0", "\"3\""})
  void quantitiesAreCounts(String quantity) {
    StripeObject item =
        object(
            """
            {"id": "si_1", "price": {"id": "price_1"}, "quantity": %s, "created": 1,
             "current_period_end": 2}
            """
                .formatted(quantity));
    assertThatThrownBy(() -> Snapshot.Item.of(item)).isInstanceOf(StripeObject.Malformed.class);
  }

  @Test
  void anItemThatIsMeteredCountsAsOne() {
    StripeObject item =
        object(
            "{\"id\": \"si_1\", \"price\": {\"id\": \"p\"}, \"created\": 1,"
                + " \"current_period_end\": 2}");
    assertThat(Snapshot.Item.of(item).quantity()).isEqualTo(1);
  }

  @Test
  void anObjectOfAnotherKindIsMalformed() {
    StripeObject customer = object("{\"id\": \"cus_1\", \"object\": \"customer\"}");
    for (StripeEventType.Kind kind : StripeEventType.Kind.values()) {
      assertThatThrownBy(() -> Snapshot.of(kind, customer))
          .isInstanceOf(StripeObject.Malformed.class);
    }
  }

  @Property
  void sharesOfARefundAddUpToIt(
      @ForAll @Size(min = 1, max = 10) List<@LongRange(max = 1_000_000) Long> amounts,
      @ForAll @IntRange(max = 100) int percent) {
    List<Sales.Sale> sales =
        amounts.stream()
            .map(amount -> new Payment(amount, 0, "eur", null, null, "in", "pi", "ch"))
            .map(payment -> new Sales.Sale(LicenseId.ofPayment("s", "a", "i"), payment))
            .toList();
    long total = amounts.stream().mapToLong(Long::longValue).sum();
    long refunded = total * percent / 100;
    List<Long> shares = new Sales(sales, total).shares(refunded);
    assertThat(shares.stream().mapToLong(Long::longValue).sum()).isEqualTo(refunded);
    for (int i = 0; i < shares.size(); i++) {
      assertThat(shares.get(i)).isBetween(0L, amounts.get(i) + 1);
    }
  }

  @Test
  void aRefundOfSomethingElseIsNotWhollyTheLicences() {
    Payment half = new Payment(500, 0, "eur", null, null, "in", "pi", "ch");
    Sales sales =
        new Sales(List.of(new Sales.Sale(LicenseId.ofPayment("s", "a", "i"), half)), 1000);
    assertThat(sales.shares(1000)).containsExactly(500L);
    assertThat(sales.shares(101)).containsExactly(50L);
  }
}

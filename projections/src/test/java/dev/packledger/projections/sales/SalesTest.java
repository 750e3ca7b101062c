package dev.packledger.projections.sales;

import static dev.packledger.projections.EveryEvent.BUYER;
import static dev.packledger.projections.EveryEvent.LICENSE;
import static dev.packledger.projections.EveryEvent.PAYMENT;
import static dev.packledger.projections.EveryEvent.PRO;
import static dev.packledger.projections.EveryEvent.PRODUCT;
import static dev.packledger.projections.EveryEvent.PRO_TERMS;
import static dev.packledger.projections.EveryEvent.SELLER;
import static dev.packledger.projections.EveryEvent.SOURCE;
import static dev.packledger.projections.EveryEvent.TEAM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Recorded;
import dev.packledger.domain.licenses.LicenseEvent;
import dev.packledger.domain.licenses.LicenseId;
import dev.packledger.domain.licenses.Source;
import dev.packledger.projections.EveryEvent;
import dev.packledger.projections.Ledger;
import dev.packledger.projections.Page;
import dev.packledger.projections.PageRequest;
import dev.packledger.projections.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What was earned, read from a real PostgreSQL. */
class SalesTest {
  private final JdbcClient jdbc = JdbcClient.create(TestDatabase.create());
  private final SalesQueries sales = new SalesQueries(jdbc);

  private void tell(List<Recorded<Event>> events) {
    events.forEach(new SalesTables(jdbc)::apply);
  }

  @Test
  void theStoryEarnsOnePaymentLessARefund() {
    tell(EveryEvent.story());
    Page<SalesMovementRow> movements = sales.movements(SELLER, true, PageRequest.first(10));
    assertThat(movements.items()).hasSize(2);
    assertThat(movements.items().getFirst().payment()).isEqualTo(PAYMENT);
    assertThat(movements.items().getFirst().plan()).isEqualTo(PRO);
    assertThat(movements.items().getFirst().buyer()).isNull();
    SalesMovementRow refund = movements.items().getLast();
    assertThat(refund.refund()).isEqualTo("re_1");
    assertThat(refund.payment().amountMinor()).isEqualTo(-1000);
    assertThat(refund.payment().taxMinor()).isEqualTo(-160);
    assertThat(refund.plan()).isEqualTo(TEAM);
    assertThat(refund.buyer()).isEqualTo(BUYER);
    assertThat(sales.revenue(SELLER, true, Ledger.START, Ledger.at(40)))
        .containsExactly(new RevenueRow(PRODUCT, PRO, "eur", 4900, 0, 782, 1));
    assertThat(sales.revenue(SELLER, true, Ledger.at(40), Ledger.at(99)))
        .containsExactly(new RevenueRow(PRODUCT, TEAM, "eur", 0, 1000, -160, 0));
    assertThat(sales.revenue(SELLER, false, Ledger.START, Ledger.at(99))).isEmpty();
    assertThat(sales.revenue(BUYER, true, Ledger.START, Ledger.at(99))).isEmpty();
  }

  @Test
  void refundsOfOnePaymentAddUpToItAndNoMore() {
    Ledger ledger =
        granted(SOURCE)
            .append(LICENSE, new LicenseEvent.PaymentReceived(PAYMENT))
            .append(LICENSE, new LicenseEvent.PaymentRefunded("re_1", 1000, PAYMENT))
            .append(LICENSE, new LicenseEvent.PaymentRefunded("re_2", 1001, PAYMENT))
            .append(LICENSE, new LicenseEvent.PaymentRefunded("re_1", 1000, PAYMENT))
            .append(LICENSE, new LicenseEvent.PaymentRefunded("re_3", 4900, PAYMENT));
    tell(ledger.events());
    assertThat(sales.movements(SELLER, true, PageRequest.first(10)).items())
        .extracting(row -> row.payment().amountMinor())
        .containsExactly(4900L, -1000L, -1L, 0L, -3899L);
    RevenueRow revenue = sales.revenue(SELLER, true, Ledger.START, Ledger.at(99)).getFirst();
    assertThat(revenue.netMinor()).isZero();
    assertThat(revenue.taxMinor()).isZero();
  }

  @Test
  void testModeIsCountedApart() {
    tell(
        granted(new Source("stripe", "acct_1", false, "sub_1", "si_1", "cus_1"))
            .append(LICENSE, new LicenseEvent.PaymentReceived(PAYMENT))
            .events());
    assertThat(sales.revenue(SELLER, true, Ledger.START, Ledger.at(99))).isEmpty();
    assertThat(sales.revenue(SELLER, false, Ledger.START, Ledger.at(99))).hasSize(1);
  }

  @Test
  void pagesJoinToTheWhole() {
    Ledger ledger = granted(SOURCE);
    for (int i = 0; i < 5; i++) {
      ledger.append(LICENSE, new LicenseEvent.PaymentReceived(PAYMENT));
    }
    tell(ledger.events());
    Page<SalesMovementRow> first = sales.movements(SELLER, true, PageRequest.first(3));
    Page<SalesMovementRow> rest = sales.movements(SELLER, true, new PageRequest(first.next(), 3));
    assertThat(first.items()).hasSize(3);
    assertThat(rest.items()).hasSize(2);
    assertThat(rest.next()).isNull();
  }

  private static Ledger granted(Source source) {
    LicenseId license = LICENSE;
    return new Ledger()
        .append(
            license,
            new LicenseEvent.LicenseGranted(
                PRODUCT, PRO, SELLER, PRO_TERMS, 1, source, BUYER, null, Ledger.START, null));
  }
}

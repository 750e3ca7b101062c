package dev.packledger.webhooks.stripe;

import dev.packledger.domain.licenses.LicenseId;
import dev.packledger.domain.licenses.Payment;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * What a charge paid for.
 *
 * @param sales one entry a licence, in a stable order
 * @param totalMinor all that was sold with it, other things than licences included
 */
record Sales(List<Sale> sales, long totalMinor) {
  static final Sales NONE = new Sales(List.of(), 0);

  Sales {
    sales = List.copyOf(sales);
  }

  /** A licence and its part of the payment. */
  record Sale(LicenseId license, Payment payment) {}

  /**
   * The parts of a refund, one a sale and in their order, by what each has of the whole; they add
   * up to it where nothing but licences was sold.
   */
  List<Long> shares(long refundedMinor) {
    List<Long> shares = new ArrayList<>();
    BigInteger refunded = BigInteger.valueOf(refundedMinor);
    BigInteger total = BigInteger.valueOf(totalMinor);
    BigInteger sold = BigInteger.ZERO;
    BigInteger given = BigInteger.ZERO;
    for (Sale sale : sales) {
      sold = sold.add(BigInteger.valueOf(sale.payment().amountMinor()));
      BigInteger until = total.signum() <= 0 ? refunded : refunded.multiply(sold).divide(total);
      shares.add(until.subtract(given).longValueExact());
      given = until;
    }
    return shares;
  }
}

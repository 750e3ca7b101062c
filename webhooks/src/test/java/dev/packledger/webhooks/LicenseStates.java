package dev.packledger.webhooks;

import dev.packledger.domain.licenses.License;
import java.util.List;

/** The state of a licence as one text, in which the order of facts does not matter. */
public final class LicenseStates {
  private LicenseStates() {}

  public static String text(License license) {
    return String.join(
        "\n",
        license.granted().source().toString(),
        license.granted().startsAt().toString(),
        String.valueOf(license.granted().customer()),
        license.plan().toString(),
        license.terms().toString(),
        license.seats().toString(),
        license.standing().toString(),
        sorted(license.payments().received()),
        license.payments().refundedMinor().toString(),
        sorted(license.payments().failedInvoices()));
  }

  private static String sorted(List<?> facts) {
    return facts.stream().map(Object::toString).sorted().toList().toString();
  }
}

package dev.packledger.webhooks.inbox;

import dev.packledger.domain.organizations.OrganizationId;
import java.util.regex.Pattern;

/**
 * A seller's account at a payment provider.
 *
 * @param account the provider's account id; unique in this instance and the last part of the
 *     webhook's address
 * @param organization the seller
 * @param live false in the provider's test mode; the two never touch
 */
public record PaymentAccount(
    String account, String provider, OrganizationId organization, boolean live) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  public PaymentAccount {
    if (!isAccount(account)) {
      throw new IllegalArgumentException("not an account id: 1 to 64 of A-Z a-z 0-9 _ -");
    }
  }

  /** Whether a text can be an account id at all. */
  public static boolean isAccount(String text) {
    return FORM.matcher(text).matches();
  }
}

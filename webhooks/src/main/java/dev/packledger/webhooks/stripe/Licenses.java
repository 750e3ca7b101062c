package dev.packledger.webhooks.stripe;

import dev.packledger.domain.licenses.License;
import dev.packledger.domain.licenses.LicenseId;
import java.util.Optional;

/**
 * The state of a licence as its stream tells it now, not as a projection has heard of it; supplied
 * by {@code server} from the ledger.
 */
public interface Licenses {
  /** Empty where nothing was granted under the id. */
  Optional<License> find(LicenseId license);
}

/** Tests of the package of the same name. No product code. */
@NullMarked
package dev.packledger.webhooks.stripe;

import org.jspecify.annotations.NullMarked;

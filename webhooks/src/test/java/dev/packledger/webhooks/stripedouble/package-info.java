/** Tests of the package of the same name. No product code. */
@NullMarked
package dev.packledger.webhooks.stripedouble;

import org.jspecify.annotations.NullMarked;

/** What tests of webhooks share: a database, a clock, a ledger in memory. No product code. */
@NullMarked
package dev.packledger.webhooks;

import org.jspecify.annotations.NullMarked;

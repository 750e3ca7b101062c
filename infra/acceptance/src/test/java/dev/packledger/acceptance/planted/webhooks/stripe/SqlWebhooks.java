package dev.packledger.acceptance.planted.webhooks.stripe;

import javax.sql.DataSource;

/** Webhooks that read tables. */
record SqlWebhooks(DataSource tables) {}

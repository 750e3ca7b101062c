package dev.packledger.acceptance.planted.webhooks.inbox;

import dev.packledger.acceptance.planted.registry.npm.LonelyIndex;

/** An inbox that knows an adapter. */
record RegistryInbox(LonelyIndex index) {}

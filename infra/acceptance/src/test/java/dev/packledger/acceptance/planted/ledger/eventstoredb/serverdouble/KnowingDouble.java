package dev.packledger.acceptance.planted.ledger.eventstoredb.serverdouble;

import dev.packledger.acceptance.planted.identity.ServingKeys;

/** A double of a server that knows somebody of ours. */
public record KnowingDouble(ServingKeys keys) {}

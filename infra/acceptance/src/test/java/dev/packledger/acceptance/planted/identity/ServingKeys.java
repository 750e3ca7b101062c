package dev.packledger.acceptance.planted.identity;

import dev.packledger.acceptance.planted.server.SecondGuessing;

/** Keys that know the server. */
public record ServingKeys(SecondGuessing server) {}

package dev.packledger.acceptance.planted.server;

import dev.packledger.ledger.postgres.PostgresLedgerReader;

/** A part of a server that knows which engine keeps the ledger. */
public record EngineOfChoice(PostgresLedgerReader ledger) {}

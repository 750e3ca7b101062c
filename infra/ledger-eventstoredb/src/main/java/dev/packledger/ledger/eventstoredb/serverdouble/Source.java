package dev.packledger.ledger.eventstoredb.serverdouble;

import io.kurrent.dbclient.proto.streams.StreamsOuterClass.ReadResp;
import java.util.List;

/** What a read sends, in pages of 32 as the server reads them (Enumerator.cs). */
interface Source {
  int PAGE = 32;

  /** The next messages; empty where all are sent. */
  List<ReadResp> next();
}

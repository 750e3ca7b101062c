package dev.packledger.server.bench;

import java.io.IOException;
import java.net.URI;
import java.util.Collection;

/** A server that is asked the questions of a {@link LookupMarket} over HTTP, each in its words. */
interface AskedServer extends AutoCloseable {
  String name();

  URI address();

  /** The bytes of a whole request: may this token install this package? */
  byte[] request(int token, int pkg);

  /** What a body that came with 200 says. */
  boolean isAllowed(String body);

  /** From when this returns on the tokens may nothing. */
  void revoke(Collection<Integer> tokens) throws IOException;

  /** Ends it, where it was started for the bench. */
  @Override
  default void close() {}
}

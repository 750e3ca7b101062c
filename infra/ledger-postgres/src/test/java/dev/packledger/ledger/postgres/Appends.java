package dev.packledger.ledger.postgres;

import org.postgresql.ds.PGSimpleDataSource;

/**
 * A program that appends to a ledger until its input ends, and prints each acknowledged event.
 * Arguments: address, user, password, name of the load, threads, seed.
 */
final class Appends {
  private Appends() {}

  static String[] arguments(LedgerDatabase database, String name, int threads, long seed) {
    PGSimpleDataSource source = database.source();
    return new String[] {
      String.valueOf(source.getURL()),
      String.valueOf(source.getUser()),
      String.valueOf(source.getPassword()),
      name,
      String.valueOf(threads),
      String.valueOf(seed)
    };
  }

  public static void main(String[] arguments) throws Exception {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setURL(arguments[0]);
    source.setUser(arguments[1]);
    source.setPassword(arguments[2]);
    try (PostgresEventStorageEngine engine = Engines.quick(source, source)) {
      int threads = Integer.parseInt(arguments[4]);
      long seed = Long.parseLong(arguments[5]);
      Load load = Load.start(engine, arguments[3], threads, seed, Appends::print);
      while (System.in.read() >= 0) {}
      load.stop();
    }
  }

  private static synchronized void print(Ack ack) {
    System.out.println(ack);
    System.out.flush();
  }
}

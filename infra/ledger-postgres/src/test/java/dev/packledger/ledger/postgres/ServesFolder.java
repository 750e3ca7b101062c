package dev.packledger.ledger.postgres;

import java.nio.file.Path;

/** A program that serves a data folder until its input ends. */
final class ServesFolder {
  private ServesFolder() {}

  public static void main(String[] arguments) throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(Path.of(arguments[0]))) {
      System.out.println(postgres.jdbcUrl());
      while (System.in.read() >= 0) {}
    } catch (PostgresFailure failure) {
      System.out.println(failure.code() + ": " + failure.getMessage());
    }
  }
}

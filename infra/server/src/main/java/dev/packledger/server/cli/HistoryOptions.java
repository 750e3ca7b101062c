package dev.packledger.server.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which licence, which moment, and what is asked beside. */
final class HistoryOptions {
  @Option(
      names = "--license",
      paramLabel = "LICENCE",
      required = true,
      description = "Tells everything that bears on this licence.")
  String license = "";

  @Option(
      names = "--at",
      paramLabel = "MOMENT",
      description =
          "Only what had happened then: a position of the ledger, or an instant such as"
              + " 2026-06-01T00:00:00Z. Without it: everything until now.")
  @Nullable String at;

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      description = "Also tells whether this token (its id, never its secret) was allowed ...")
  @Nullable String token;

  @Option(
      names = "--package",
      paramLabel = "PACKAGE",
      description = "... to use this package, a package URL such as pkg:npm/%%40acme/ui ...")
  @Nullable String pkg;

  @Option(
      names = "--version",
      paramLabel = "VERSION",
      description = "... or to install this version of it.")
  @Nullable String version;

  @Option(names = "--json", description = "One JSON document, as the API answers it.")
  boolean json;
}

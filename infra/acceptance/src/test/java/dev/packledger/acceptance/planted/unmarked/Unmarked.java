package dev.packledger.acceptance.planted.unmarked;

/** Stands in a package without package-info. */
record Unmarked() {}

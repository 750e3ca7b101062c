package dev.packledger.server.bench;

/** What a run of questions came to. */
record Rate(double perSecond, double p99Millis) {}

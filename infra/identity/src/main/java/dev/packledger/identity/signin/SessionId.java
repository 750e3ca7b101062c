package dev.packledger.identity.signin;

/** The name of a session, which may be shown; it opens nothing. */
public record SessionId(String value) {}

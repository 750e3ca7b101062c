package dev.packledger.registry.hex.terms;

/** What was sent is no term that is read here. The message is for a person; it repeats no input. */
public final class MalformedTerm extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedTerm(String message) {
    super(message);
  }
}

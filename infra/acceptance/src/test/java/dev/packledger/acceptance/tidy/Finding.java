package dev.packledger.acceptance.tidy;

/**
 * A place where a rule is broken.
 *
 * @param rule the rule's short name, as the list of exceptions spells it
 */
record Finding(String rule, String path, long line, String what) {
  @Override
  public String toString() {
    return "%s %s:%d %s".formatted(rule, path, line, what);
  }
}

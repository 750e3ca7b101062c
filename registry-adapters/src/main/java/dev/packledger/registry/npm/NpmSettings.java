package dev.packledger.registry.npm;

/**
 * What an operator decides.
 *
 * @param unscopedNames whether packages without a scope may be published; npm picks a registry by
 *     scope alone, so an unscoped private name invites confusion with a public one
 */
public record NpmSettings(NpmLimits limits, boolean unscopedNames) {
  /** Usual limits, scoped names only. */
  public static final NpmSettings USUAL = new NpmSettings(NpmLimits.USUAL, false);
}

package dev.packledger.registry.hex;

/**
 * A dependency of a release.
 *
 * @param name of the package
 * @param app the OTP application that it provides
 * @param repository where it is found: {@code hexpm} for public packages, empty for the repository
 *     that the release itself is found in, whatever that buyer calls it
 */
record HexDependency(
    String name, String requirement, boolean optional, String app, String repository) {
  /** The name that clients give to the public registry. */
  static final String PUBLIC = "hexpm";
}

package dev.packledger.domain.packages;

import java.util.Locale;
import java.util.Optional;

/** The package managers' worlds; the code is part of URLs and of derived ids, for ever. */
public enum Ecosystem {
  NPM,
  RUBYGEMS,
  HEX,
  CARGO,
  OCI,
  PYPI,
  MAVEN,
  COMPOSER,
  GOLANG,
  NUGET,
  HELM;

  /** The ecosystem of a code; empty for none. */
  public static Optional<Ecosystem> ofCode(String code) {
    for (Ecosystem ecosystem : values()) {
      if (ecosystem.code().equals(code)) {
        return Optional.of(ecosystem);
      }
    }
    return Optional.empty();
  }

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}

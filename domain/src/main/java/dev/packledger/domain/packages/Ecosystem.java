package dev.packledger.domain.packages;

import java.util.Locale;

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

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}

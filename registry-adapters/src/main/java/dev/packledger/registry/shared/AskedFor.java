package dev.packledger.registry.shared;

import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.releases.ReleaseId;

/** What a request to a registry is for, as its ecosystem's grammar reads it. */
public sealed interface AskedFor {
  /** One release: its file, or what describes it alone. */
  record Release(PackageId pkg, ReleaseId release) implements AskedFor {}

  /** A document that lists releases of one package. */
  record Index(PackageId pkg) implements AskedFor {}

  /** Something of nobody's package and the same for everyone, which needs no token. */
  record Common() implements AskedFor {}

  /** A change: publishing, tagging, logging in. */
  record Change() implements AskedFor {}

  /** Nothing that the grammar knows, or nothing that could be told of one package. */
  record Unknown() implements AskedFor {}
}

package dev.packledger.registry.shared;

import dev.packledger.domain.namespaces.NamespaceId;
import dev.packledger.domain.packages.Ecosystem;
import dev.packledger.domain.releases.ReleaseId;
import dev.packledger.registry.shared.http.RegistryRoutes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An ecosystem as {@code server} wires it: everything else in an adapter's folder is its own. */
public interface Adapter {
  Ecosystem ecosystem();

  /** Reads a package's name; empty where it is none. */
  Optional<PackageName> pkg(String text);

  /**
   * Reads a namespace's name, with or without its decoration, and returns it without; empty where
   * it is none, or where the ecosystem has no namespaces.
   */
  Optional<String> namespace(String text);

  /** Whether a package may have a name without a namespace. */
  boolean namesWithoutNamespace();

  /**
   * Which release of a package a version names, in any of its spellings; empty where it is no
   * version.
   *
   * @param platform empty for ecosystems without one, and for a release for every platform
   */
  Optional<ReleaseId> release(PackageName pkg, String version, String platform);

  /** What is known of registries that are not ours. */
  Optional<ForeignRegistry> foreign();

  /** What answers the requests below an organisation's tree of this ecosystem. */
  RegistryRoutes routes(Ports ports);

  /** The index documents as bytes and without HTTP: how a rebuild is compared. */
  ShownDocuments shown(Access access, RegistryIndex index);

  /**
   * A package's name in its ecosystem.
   *
   * @param canonical its one spelling
   * @param namespace whose owner alone may have it; null for a name without one
   */
  record PackageName(String canonical, @Nullable NamespaceId namespace) {}
}

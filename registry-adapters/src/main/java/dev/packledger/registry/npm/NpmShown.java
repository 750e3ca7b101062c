package dev.packledger.registry.npm;

import dev.packledger.domain.access.Credential;
import dev.packledger.registry.shared.Access;
import dev.packledger.registry.shared.RegistryIndex;
import dev.packledger.registry.shared.RegistryRequest;
import org.jspecify.annotations.Nullable;

/**
 * What somebody is shown of a package, as bytes and without HTTP: how a rebuild is compared. The
 * same sight and the same documents that {@link NpmRoutes} answer with.
 */
public final class NpmShown {
  private final Access access;
  private final NpmPackages packages;

  public NpmShown(Access access, RegistryIndex index) {
    this.access = access;
    this.packages = new NpmPackages(index);
  }

  /** The packument that this credential is sent; null where it is shown nothing. */
  public byte @Nullable [] packument(
      RegistryRequest asked, Credential credential, NpmName name, NpmIndex.Form form) {
    NpmSight sight = NpmSight.of(name, new NpmAsker(asked, credential, access), packages);
    return switch (sight) {
      case NpmSight.Seen seen ->
          switch (form) {
            case FULL -> seen.index(asked.base()).packument(seen.revision());
            case ABBREVIATED -> seen.index(asked.base()).abbreviatedPackument();
          };
      case NpmSight.Hidden hidden -> null;
      case NpmSight.Nothing() -> null;
    };
  }
}

package dev.packledger.registry.shared;

import dev.packledger.domain.access.Credential;
import dev.packledger.domain.access.Decision;
import dev.packledger.domain.access.Reason;
import dev.packledger.domain.access.Resource;
import dev.packledger.domain.access.Standing;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.releases.ReleaseId;
import dev.packledger.domain.tokens.Scope;
import java.util.List;
import java.util.Set;

/** Who asks, and what is decided about them: nothing is kept from one decision to the next. */
public record Asker(RegistryRequest request, Credential credential, Access access) {
  /** Of a token that lives: it may do something else. */
  private static final Set<Reason> WITHOUT_THIS_USE =
      Set.of(Reason.TOKEN_SCOPE, Reason.HOLDER_ROLE);

  public Decision decide(Resource resource) {
    return access.decide(credential, resource, request.instant());
  }

  /** All at one position. */
  public List<Decision> decideAll(List<? extends Resource> resources) {
    return access.decideAll(credential, resources, request.instant());
  }

  /** All at one position, and how long all of it stands. */
  public Standing decideStanding(List<? extends Resource> resources) {
    return access.decideStanding(credential, resources, request.instant());
  }

  public Decision install(PackageId pkg, ReleaseId release) {
    return decide(new Resource.Install(request.organization(), pkg, release));
  }

  public Decision publish(PackageId pkg) {
    return decide(new Resource.Publish(request.organization(), pkg));
  }

  /**
   * A package's first publication needs the scope only: there is no package yet to publish into.
   */
  public Decision publishFirst(PackageId pkg) {
    Decision decision = publish(pkg);
    return decision instanceof Decision.Denied denied && denied.reason() == Reason.PACKAGE_UNKNOWN
        ? account(Scope.PUBLISH)
        : decision;
  }

  /** Whether the token lives at all, whatever it is for. */
  public Decision account() {
    Decision told = account(Scope.READ);
    for (Scope scope : Scope.values()) {
      if (told instanceof Decision.Denied denied && WITHOUT_THIS_USE.contains(denied.reason())) {
        Decision decision = account(scope);
        boolean saysLess =
            decision instanceof Decision.Denied other && other.reason() == Reason.TOKEN_SCOPE;
        told = saysLess ? told : decision;
      }
    }
    return told;
  }

  public Decision account(Scope scope) {
    return decide(new Resource.Account(request.organization(), scope));
  }
}

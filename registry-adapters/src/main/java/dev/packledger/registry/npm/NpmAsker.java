package dev.packledger.registry.npm;

import dev.packledger.domain.access.Credential;
import dev.packledger.domain.access.Decision;
import dev.packledger.domain.access.Reason;
import dev.packledger.domain.access.Resource;
import dev.packledger.domain.releases.ReleaseId;
import dev.packledger.domain.tokens.Scope;
import dev.packledger.registry.shared.Access;
import dev.packledger.registry.shared.RegistryRequest;
import dev.packledger.registry.shared.http.Answer;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who asks, and what is decided about them: nothing is kept from one decision to the next. */
record NpmAsker(RegistryRequest request, Credential credential, Access access) {
  /** Of a token that lives: it may do something else. */
  private static final Set<Reason> WITHOUT_THIS_USE =
      Set.of(Reason.TOKEN_SCOPE, Reason.HOLDER_ROLE);

  Decision decide(Resource resource) {
    return access.decide(credential, resource, request.instant());
  }

  /** All at one position. */
  List<Decision> decideAll(List<? extends Resource> resources) {
    return access.decideAll(credential, resources, request.instant());
  }

  Decision install(NpmName name, ReleaseId release) {
    return decide(new Resource.Install(request.organization(), name.id(), release));
  }

  Decision publish(NpmName name) {
    return decide(new Resource.Publish(request.organization(), name.id()));
  }

  /** Whether the token lives at all, whatever it is for. */
  Decision account() {
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

  Decision account(Scope scope) {
    return decide(new Resource.Account(request.organization(), scope));
  }

  /** The answer to a denial. */
  Answer told(Decision.Denied denied, @Nullable NpmVersion lastCovered) {
    return NpmDenial.of(denied, access.reference(denied), lastCovered, request.account());
  }
}

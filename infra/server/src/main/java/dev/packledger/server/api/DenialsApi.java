package dev.packledger.server.api;

import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.tokens.TokenId;
import dev.packledger.identity.DenialReference;
import dev.packledger.identity.DenialReferences;
import dev.packledger.projections.directory.DirectoryQueries;
import dev.packledger.projections.directory.TokenRow;
import dev.packledger.registry.shared.DenialWords;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the reference of a denial says, to the organisation of the token and to the operator. */
@RestController
@RequestMapping("/api/v1/denials")
public class DenialsApi {
  private final DenialReferences references;
  private final DirectoryQueries directory;

  DenialsApi(DenialReferences references, DirectoryQueries directory) {
    this.references = references;
    this.directory = directory;
  }

  /**
   * @param reason stable code
   * @param token null where none was recognised, or where more than one has this end
   * @param position the decision was made at
   * @param at the decision's instant, cut to seconds
   */
  public record View(
      String reason,
      String explanation,
      @Nullable TokenId token,
      @Nullable OrganizationId organization,
      long position,
      Instant at) {}

  @GetMapping("/{reference}")
  public View read(Call call, @PathVariable String reference) {
    DenialReference denial =
        references.resolve(reference).orElseThrow(() -> ProblemException.unknown("denial"));
    String end = denial.tokenEnd();
    List<TokenRow> tokens = end == null ? List.of() : directory.tokensEndingIn(end);
    TokenRow token = tokens.size() == 1 ? tokens.getFirst() : null;
    requireParty(call, token);
    return new View(
        denial.reason().code(),
        DenialWords.sentence(denial.reason()) + '.',
        token == null ? null : token.id(),
        token == null ? null : token.organization(),
        denial.position().value(),
        denial.second());
  }

  private static void requireParty(Call call, @Nullable TokenRow token) {
    switch (call.caller()) {
      case Caller.Operator operator -> {}
      case Caller.Claimant claimant -> throw ProblemException.unknown("denial");
      case Caller.Party caller -> {
        if (token == null || !token.organization().equals(caller.organization())) {
          throw ProblemException.unknown("denial");
        }
      }
    }
  }
}

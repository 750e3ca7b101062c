package dev.packledger.server.history;

import dev.packledger.domain.access.AccessRules;
import dev.packledger.domain.access.Credential;
import dev.packledger.domain.access.Decision;
import dev.packledger.domain.access.Facts;
import dev.packledger.domain.access.Resource;
import dev.packledger.domain.ledger.IdText;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.releases.ReleaseId;
import dev.packledger.domain.tokens.TokenId;
import dev.packledger.server.authzen.PackageUrl;
import dev.packledger.server.web.AccessDecisions;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is asked beside a history: might this token use that package, or install that release of it?
 *
 * @param release null where the package as a whole is asked about
 */
public record Question(TokenId token, PackageId pkg, @Nullable ReleaseId release) {
  /** What was written is no question. */
  public static final class Unclear extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unclear(String detail) {
      super(detail, null, false, false);
    }

    /** One plain sentence, without anything of what was written. */
    public String detail() {
      return String.valueOf(getMessage());
    }
  }

  /**
   * Reads a question from its parts.
   *
   * @param pkg a package URL such as {@code pkg:npm/%40acme/ui}, with the version or without
   * @param version null where the package URL has it, or none is asked about
   * @return empty where nothing is asked
   * @throws Unclear where a part is missing, is not readable, or contradicts another
   */
  public static Optional<Question> parse(
      @Nullable String token, @Nullable String pkg, @Nullable String version) {
    if (token == null && pkg == null && version == null) {
      return Optional.empty();
    }
    if (token == null || pkg == null) {
      throw new Unclear("A decision is asked with both a token and a package.");
    }
    if (!IdText.isValid(TokenId.PREFIX, token)) {
      throw new Unclear("The token is named by its id, tok_ and 26 characters; never its secret.");
    }
    PackageUrl url =
        PackageUrl.parse(pkg)
            .orElseThrow(
                () -> new Unclear("The package is a package URL such as pkg:npm/%40acme/ui."));
    String written = url.version();
    if (version != null && written != null && !version.equals(written)) {
      throw new Unclear("The package URL names another version.");
    }
    PackageUrl whole =
        version == null
            ? url
            : new PackageUrl(url.ecosystem(), url.name(), version, url.platform());
    return Optional.of(
        new Question(new TokenId(token), whole.packageId(), whole.releaseId().orElse(null)));
  }

  PastDecisions.Subject subject() {
    return new PastDecisions.Subject(pkg, release);
  }

  Credential credential() {
    return new Credential.Named(token, null);
  }

  /**
   * The rule's answer.
   *
   * @param asker who asks: of tokens and packages that both are others' they learn what a stranger
   *     learns; null for the operator
   * @param tree the organisation whose tree an unknown token is said to ask; others ask their own's
   */
  Decision over(Facts facts, @Nullable OrganizationId asker, OrganizationId tree, Instant clock) {
    Facts.Token known = facts.token(token);
    OrganizationId asked = known == null ? tree : known.organization();
    return asker == null
        ? AccessRules.decide(facts, credential(), resource(asked), clock)
        : AccessDecisions.decideFor(asker, asked, facts, credential(), this::resource, clock);
  }

  private Resource resource(OrganizationId organization) {
    return release == null
        ? new Resource.Browse(organization, pkg)
        : new Resource.Install(organization, pkg, release);
  }
}

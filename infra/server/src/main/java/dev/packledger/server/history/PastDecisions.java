package dev.packledger.server.history;

import dev.packledger.domain.access.AccessRules;
import dev.packledger.domain.access.Credential;
import dev.packledger.domain.access.Decision;
import dev.packledger.domain.access.Facts;
import dev.packledger.domain.access.Resource;
import dev.packledger.domain.licenses.LicenseId;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.releases.ReleaseId;
import dev.packledger.domain.tokens.TokenId;
import dev.packledger.ledger.LedgerReader;
import dev.packledger.projections.access.FoldedFacts;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was allowed at a past moment: the rule that decides now, over facts folded from the events
 * of the streams that the question concerns. Those are the token, its organisation, the package,
 * the release, and every licence by which the organisation may have had the package, because grants
 * are counted; nothing else of the ledger is read. Asks the database, hence blocks.
 *
 * <p>Every method throws {@link NoSuchMoment} for a moment that the ledger does not have, {@link
 * IndexBehind} where the tables that find streams are behind that moment, and {@link
 * dev.packledger.ledger.LedgerFailure} where we could not ask.
 */
public final class PastDecisions {
  private final LedgerReader ledger;
  private final StreamFinder finder;
  private final Moments moments;

  public PastDecisions(LedgerReader ledger, StreamFinder finder, Moments moments) {
    this.ledger = ledger;
    this.finder = finder;
    this.moments = moments;
  }

  /**
   * The decision as of a moment. It is the one that was given then, if it was asked then: same
   * rule, same facts, same position, and the instant that {@link Moments#of} says.
   */
  public Decision decide(AsOf asOf, Credential credential, Resource resource) {
    Past past = past(asOf, credential, subject(resource));
    return past.decide(credential, resource);
  }

  /** The facts as of a moment, as far as questions of one credential about one subject go. */
  public Past past(AsOf asOf, Credential credential, Subject subject) {
    Moment moment = moments.of(asOf);
    finder.await(moment.position());
    FoldedFacts facts = new FoldedFacts();
    ledger
        .streams(streams(moment, credential, subject), moment.position(), Integer.MAX_VALUE)
        .forEach(facts::apply);
    facts.moveTo(moment.position(), moment.recordedAt());
    return new Past(moment, facts.facts());
  }

  /**
   * What a question is about.
   *
   * @param pkg null where it is about an account as a whole
   * @param release null where it is about a package as a whole
   */
  public record Subject(@Nullable PackageId pkg, @Nullable ReleaseId release) {}

  /** Facts of a moment. */
  public record Past(Moment moment, Facts facts) {
    /** The rule's answer at that moment. */
    public Decision decide(Credential credential, Resource resource) {
      return AccessRules.decide(facts, credential, resource, moment.instant());
    }
  }

  /** What a resource is about. */
  public static Subject subject(Resource resource) {
    return switch (resource) {
      case Resource.Account _, Resource.Closed _ -> new Subject(null, null);
      case Resource.Publish publish -> new Subject(publish.pkg(), null);
      case Resource.Browse browse -> new Subject(browse.pkg(), null);
      case Resource.Install install -> new Subject(install.pkg(), install.release());
    };
  }

  /** The streams that decide: those of the subject, and those that the credential leads to. */
  Set<String> streams(Moment moment, Credential credential, Subject subject) {
    Set<String> streams = new LinkedHashSet<>();
    PackageId pkg = subject.pkg();
    ReleaseId release = subject.release();
    if (pkg != null) {
      streams.add(pkg.value());
    }
    if (release != null) {
      streams.add(release.value());
    }
    for (TokenId token : tokens(credential)) {
      streams.add(token.value());
      organization(moment, token).ifPresent(owner -> streams.addAll(streamsOf(owner, pkg)));
    }
    return streams;
  }

  private List<String> streamsOf(OrganizationId organization, @Nullable PackageId pkg) {
    List<String> streams = new ArrayList<>(List.of(organization.value()));
    if (pkg != null) {
      finder.licenses(organization, pkg).stream().map(LicenseId::value).forEach(streams::add);
    }
    return streams;
  }

  private List<TokenId> tokens(Credential credential) {
    return switch (credential) {
      case Credential.Secret secret -> finder.tokens(secret.digest());
      case Credential.Named named -> List.of(named.token());
    };
  }

  /** Whose token it was; empty where it was not issued yet. */
  private Optional<OrganizationId> organization(Moment moment, TokenId token) {
    FoldedFacts alone = new FoldedFacts();
    ledger
        .streams(List.of(token.value()), moment.position(), Integer.MAX_VALUE)
        .forEach(alone::apply);
    return Optional.ofNullable(alone.facts().token(token)).map(Facts.Token::organization);
  }
}

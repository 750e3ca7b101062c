package dev.packledger.registry.shared.running;

import dev.packledger.domain.access.Facts;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.namespaces.NamespaceId;
import dev.packledger.domain.organizations.MemberId;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.terms.SeatRule;
import dev.packledger.domain.terms.Terms;
import dev.packledger.domain.terms.TokenRules;
import dev.packledger.domain.terms.Updates;
import dev.packledger.domain.terms.VersionConstraint;
import dev.packledger.domain.tokens.Scope;
import dev.packledger.domain.tokens.TokenId;
import dev.packledger.registry.shared.Adapter;
import dev.packledger.registry.shared.http.PresentedSecret;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The people and licences of tests: the seller acme with its scope, the buyer initech, strangers.
 */
public final class Story {
  private static final Instant START = Instant.parse("2024-12-01T00:00:00Z");

  private final World world;
  private final Adapter adapter;
  private int tokens;

  public Story(World world, Adapter adapter) {
    this.world = world;
    this.adapter = adapter;
    world.owns(OrganizationId.ofSlug("acme"), NamespaceId.of(adapter.ecosystem(), "acme"));
    token("publisher", "acme", Scope.READ, Scope.PUBLISH);
    token("uploader", "acme", Scope.PUBLISH);
    token("seller-reader", "acme", Scope.READ);
    token("member", "initech", Scope.READ);
    token("manager", "initech", Scope.MANAGE);
    token("initech-publisher", "initech", Scope.PUBLISH);
    token("stranger", "globex", Scope.READ, Scope.PUBLISH);
  }

  /** A world in which these people are and nothing else happened. */
  public static World begun(Adapter adapter) {
    World world = new World();
    return new Story(world, adapter).world;
  }

  /** The secret of a token of this name is {@code plk_NAME}. */
  private void token(String name, String organization, Scope... scopes) {
    token(name, organization, null, null, scopes);
  }

  public void token(
      String name,
      String organization,
      @Nullable Instant expiresAt,
      @Nullable Instant revokedAt,
      Scope... scopes) {
    UUID number = new UUID(0x7000, 0x8000_0000_0000_0000L + tokens++);
    world.token(
        PresentedSecret.digest("plk_" + name),
        new Facts.Token(
            new TokenId(number),
            OrganizationId.ofSlug(organization),
            new MemberId(number),
            Set.of(scopes),
            null,
            START,
            expiresAt,
            revokedAt,
            List.of(),
            Position.START));
  }

  /** A directive of a script. */
  public void tell(String line) {
    List<String> words = List.of(line.strip().split("\\s+"));
    List<String> rest = words.subList(1, words.size());
    switch (words.getFirst()) {
      case "now" -> world.now(Instant.parse(rest.getFirst()));
      case "stale" -> world.stale(Boolean.parseBoolean(rest.getFirst()));
      case "cut-off-tags" -> world.cutOffTags();
      case "token" -> endedToken(rest);
      case "license" -> license(rest);
      default -> throw new AssertionError("unknown directive: " + line);
    }
  }

  /** {@code token NAME ORGANIZATION expired|revoked INSTANT}. */
  private void endedToken(List<String> words) {
    Instant end = Instant.parse(words.get(3));
    boolean revoked = words.get(2).equals("revoked");
    token(words.get(0), words.get(1), revoked ? null : end, revoked ? end : null, Scope.READ);
  }

  /** {@code license BUYER PACKAGES key=value...}. */
  private void license(List<String> words) {
    List<PackageId> packages =
        Arrays.stream(words.get(1).split(","))
            .map(name -> adapter.pkg(name).orElseThrow().canonical())
            .map(name -> PackageId.of(adapter.ecosystem(), name))
            .toList();
    var options =
        words.stream()
            .skip(2)
            .map(word -> word.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    String channels = options.get("channels");
    String versions = options.get("versions");
    Terms terms =
        new Terms(
            Terms.Kind.SUBSCRIPTION,
            packages,
            new SeatRule(1, null, SeatRule.Counted.MEMBERS),
            new Updates.WhileActive(),
            versions == null ? null : new VersionConstraint(versions),
            channels == null ? Set.of() : Set.of(channels.split(",")),
            Terms.OnLapse.valueOf(options.getOrDefault("lapse", "KEEP_COVERED_RELEASES")),
            0,
            TokenRules.NONE);
    world.license(
        OrganizationId.ofSlug(words.getFirst()),
        new Facts.License(
            World.licenseId("only"),
            terms,
            null,
            false,
            START,
            instant(options.get("through")),
            null,
            instant(options.get("cancelled")),
            null,
            instant(options.get("suspended")),
            instant(options.get("revoked")),
            !"none".equals(options.get("seat")),
            Position.START));
  }

  private static @Nullable Instant instant(@Nullable String text) {
    return text == null ? null : Instant.parse(text);
  }
}

package dev.packledger.registry.rubygems;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.packledger.domain.access.Decision;
import dev.packledger.domain.access.Reason;
import dev.packledger.domain.ledger.Digest;
import dev.packledger.domain.ledger.Outcome;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.packages.Ecosystem;
import dev.packledger.domain.packages.PackageRefusal;
import dev.packledger.domain.releases.ReleaseCommand;
import dev.packledger.domain.releases.ReleaseRefusal;
import dev.packledger.domain.tokens.Scope;
import dev.packledger.registry.shared.Asker;
import dev.packledger.registry.shared.Blobs;
import dev.packledger.registry.shared.Ports;
import dev.packledger.registry.shared.http.Answer;
import dev.packledger.registry.shared.http.PresentedSecret;
import dev.packledger.registry.shared.http.RawPath;
import dev.packledger.registry.shared.http.Reply;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What publishers do: {@code gem push}, {@code gem yank}; what they may not: {@code gem owner}. */
final class GemWriteRoutes {
  private static final String POSITION = "Packledger-Position";
  private static final String YANKED = "yanked";
  private static final int FORM_BYTES_MAX = 4096;

  private final GemDesk desk;

  GemWriteRoutes(GemDesk desk) {
    this.desk = desk;
  }

  /** {@code gem push}. */
  Reply publish(Asker asker, HttpServletRequest request) throws IOException {
    if (asker.account(Scope.PUBLISH) instanceof Decision.Denied denied) {
      return GemDenial.told(denied, asker, null);
    }
    String type = request.getContentType();
    if (type != null && type.startsWith("multipart/")) {
      return GemDenial.refused(
          GemRefusal.BODY_ENCODING, "Attestations are not kept here; push the gem alone.");
    }
    try (Blobs.Staged staged = desk.ports().blobs().stage(asker.request().organization())) {
      long size = request.getInputStream().transferTo(staged.sink());
      return switch (GemPublication.read(staged::open, asker.request().base(), desk.limits())) {
        case GemPublication.Refused(Outcome.Refused refused) -> GemDenial.of(refused);
        case GemPublication.NewRelease release -> publish(release, staged, size, asker);
      };
    } catch (Blobs.LimitExceeded limit) {
      return GemDenial.refused(
          limit.refusal(), "The gem was not taken: " + limit.getMessage() + '.');
    }
  }

  private Reply publish(
      GemPublication.NewRelease release, Blobs.Staged staged, long size, Asker asker)
      throws IOException {
    GemSpecification gem = release.specification();
    Decision decision = asker.publishFirst(release.pkg());
    if (decision instanceof Decision.Denied denied) {
      return denied.reason() == Reason.PACKAGE_NOT_OWNED
          ? GemDenial.refused(PackageRefusal.TAKEN, "Another organisation owns this name.")
          : GemDenial.told(denied, asker, null);
    }
    boolean known = desk.ports().index().pkg(release.pkg()) != null;
    if (known && desk.packages().known(release.pkg()).release(release.id()).isPresent()) {
      return exists(gem);
    }
    Digest digest = staged.keep();
    Ports.Sent sent =
        desk.ports()
            .publish(
                Ecosystem.RUBYGEMS,
                gem.name().text(),
                known,
                List.of(release.command(digest, size)),
                asker.request(),
                (Decision.Allowed) decision);
    return switch (sent) {
      case Ports.Sent.Accepted(Position position) ->
          done("Successfully registered gem: " + shown(gem), position);
      case Ports.Sent.Refused(Outcome.Refused refused) ->
          refused.refusal() == ReleaseRefusal.EXISTS ? exists(gem) : GemDenial.of(refused);
    };
  }

  /** A version that exists, in rubygems.org's own words. */
  private static Answer exists(GemSpecification gem) {
    return GemDenial.refused(
        ReleaseRefusal.EXISTS,
        "Repushing of gem versions is not allowed. Publish " + shown(gem) + " under another.");
  }

  private static String shown(GemSpecification gem) {
    String platform = gem.platform().isRuby() ? "" : "-" + gem.platform().text();
    return gem.name().text() + " (" + gem.number().text() + platform + ")";
  }

  Reply yank(Asker asker, HttpServletRequest request) throws IOException {
    Map<String, String> form = form(request);
    Optional<GemName> name = GemName.parse(form.getOrDefault("gem_name", ""));
    Optional<GemVersion> number = GemVersion.parse(form.getOrDefault("version", ""));
    Optional<GemPlatform> platform = GemPlatform.parse(form.getOrDefault("platform", ""));
    if (name.isEmpty() || number.isEmpty() || platform.isEmpty()) {
      return asker.account(Scope.PUBLISH) instanceof Decision.Denied denied
          ? GemDenial.told(denied, asker, null)
          : GemDenial.refused(
              GemRefusal.YANK_MALFORMED, "A yank names a gem, a version and maybe a platform.");
    }
    Decision decision = asker.publish(name.get().id());
    if (!(decision instanceof Decision.Allowed by)) {
      return GemDenial.told((Decision.Denied) decision, asker, null);
    }
    Optional<GemRelease> release =
        desk.packages()
            .known(name.get().id())
            .release(GemRelease.id(name.get(), number.get(), platform.get()));
    if (release.isEmpty()) {
      return GemDenial.notFound();
    }
    Ports.Sent sent =
        desk.ports()
            .send(
                List.of(new ReleaseCommand.Yank(release.get().id(), YANKED)), asker.request(), by);
    String gem = name.get() + " (" + release.get().shown() + ")";
    return switch (sent) {
      case Ports.Sent.Accepted(Position position) ->
          done("Successfully deleted gem: " + gem, position);
      case Ports.Sent.Refused(Outcome.Refused refused) -> GemDenial.of(refused);
    };
  }

  /** A gem belongs to an organisation here; who of it may publish is said by roles and tokens. */
  Reply owners(GemName name, Asker asker) {
    Decision decision = asker.publish(name.id());
    return decision instanceof Decision.Denied denied
        ? GemDenial.told(denied, asker, null)
        : GemDenial.refused(
            GemRefusal.UNSUPPORTED,
            "Gems belong to your organisation here; members and tokens are managed at "
                + asker.request().account());
  }

  Reply unsupported(Asker asker) {
    return asker.account() instanceof Decision.Denied denied
        ? GemDenial.told(denied, asker, null)
        : GemDenial.refused(
            GemRefusal.UNSUPPORTED,
            "What a token may be used for is set at " + asker.request().account());
  }

  /** Signing in as {@code gem signin} does it: the password is a token, which gem then keeps. */
  Reply signIn(Asker asker, HttpServletRequest request) {
    String secret = PresentedSecret.in(request.getHeader("Authorization"));
    return asker.account() instanceof Decision.Denied denied
        ? GemDenial.told(denied, asker, null)
        : said(secret == null ? "" : secret);
  }

  /** The body's parameters; servlets read none of a DELETE. */
  private static Map<String, String> form(HttpServletRequest request) throws IOException {
    String body = new String(request.getInputStream().readNBytes(FORM_BYTES_MAX), UTF_8);
    Map<String, String> form = new TreeMap<>();
    for (String pair : body.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        form.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
      }
    }
    return form;
  }

  /** What a gem, a version or a platform is called holds neither blanks nor slashes. */
  private static String decoded(String text) {
    return RawPath.segments('/' + text.strip())
        .filter(segments -> segments.size() == 1)
        .map(List::getFirst)
        .orElse("");
  }

  private static Answer done(String words, @Nullable Position position) {
    Answer answer = said(words);
    return position == null || position.equals(Position.START)
        ? answer
        : answer.with(POSITION, Long.toString(position.value()));
  }

  private static Answer said(String words) {
    return Answer.of(200, words.getBytes(UTF_8))
        .with("Content-Type", GemReadRoutes.TEXT)
        .with("Cache-Control", "no-store");
  }
}

package dev.packledger.registry.npm;

import dev.packledger.domain.access.Decision;
import dev.packledger.domain.ledger.Command;
import dev.packledger.domain.ledger.Digest;
import dev.packledger.domain.ledger.Outcome;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.ledger.Refusal;
import dev.packledger.domain.namespaces.NamespaceId;
import dev.packledger.domain.packages.Ecosystem;
import dev.packledger.domain.packages.PackageCommand;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.releases.ReleaseCommand;
import dev.packledger.domain.releases.ReleaseId;
import dev.packledger.domain.releases.ReleaseRefusal;
import dev.packledger.registry.shared.Asker;
import dev.packledger.registry.shared.Blobs;
import dev.packledger.registry.shared.Ports;
import dev.packledger.registry.shared.RegistryRequest;
import dev.packledger.registry.shared.RenderedPackage;
import dev.packledger.registry.shared.http.Answer;
import dev.packledger.registry.shared.http.Reply;
import dev.packledger.registry.shared.http.RequestBody;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a publisher does to a package: publish, deprecate, unpublish. npm edits by
 * writing back the document that it read; what is missing from it is never taken for deleted.
 */
final class NpmWriteRoutes {
  static final String POSITION = "Packledger-Position";
  private static final String UNPUBLISHED = "unpublished";
  private static final String UNREADABLE = "The request is encoded in a way that is not read.";

  private final NpmDesk desk;

  NpmWriteRoutes(NpmDesk desk) {
    this.desk = desk;
  }

  /** {@code npm publish} and {@code npm deprecate} alike: the body tells which. */
  Reply put(NpmName name, Asker asker, HttpServletRequest request) throws IOException {
    Decision decision = asker.publishFirst(name.id());
    Outcome.Refused notTheirs = scopeRefusal(name, asker);
    return switch (decision) {
      case Decision.Denied denied when notTheirs == null || !denied.reason().toldAsNotFound() ->
          NpmDenial.told(denied, asker, null);
      case Decision.Denied _ -> NpmDenial.of(notTheirs);
      case Decision.Allowed _ when notTheirs != null -> NpmDenial.of(notTheirs);
      case Decision.Allowed allowed -> body(name, asker, allowed, request);
    };
  }

  /**
   * The same words whether the scope is another's or nobody's, whether the package exists or not.
   */
  private Outcome.@Nullable Refused scopeRefusal(NpmName name, Asker asker) {
    NamespaceId namespace = name.namespace();
    if (namespace == null) {
      return desk.settings().unscopedNames()
          ? null
          : refused(
              NpmRefusal.NAME_UNSCOPED,
              "Packages are published here under a scope: @scope/" + name.name() + '.');
    }
    return asker.request().organization().equals(desk.ports().index().owner(namespace))
        ? null
        : refused(
            NpmRefusal.SCOPE_NOT_OWNED,
            "The scope @" + name.scope() + " is not a namespace of your organisation.");
  }

  private Reply body(NpmName name, Asker asker, Decision.Allowed by, HttpServletRequest request)
      throws IOException {
    try (Blobs.Staged staged = desk.ports().blobs().stage(asker.request().organization())) {
      InputStream body = RequestBody.open(request);
      if (body == null) {
        return NpmDenial.of(refused(NpmRefusal.BODY_ENCODING, UNREADABLE));
      }
      return switch (NpmPublication.read(body, name, desk.settings().limits(), staged)) {
        case NpmPublication.Refused(Outcome.Refused refused) -> NpmDenial.of(refused);
        case NpmPublication.NewRelease release -> publish(name, release, staged, asker, by);
        case NpmPublication.Edit edit -> deprecate(name, edit, asker, by);
      };
    } catch (Blobs.LimitExceeded limit) {
      return NpmDenial.of(
          refused(limit.refusal(), "The tarball was not taken: " + limit.getMessage() + '.'));
    }
  }

  /**
   * The blob first, then the commands; a crash between them leaves an orphan that nobody names. A
   * crash after the release but before its tags leaves it untagged, and publishing the same bytes
   * again sets what is missing.
   */
  private Reply publish(
      NpmName name,
      NpmPublication.NewRelease release,
      Blobs.Staged staged,
      Asker asker,
      Decision.Allowed by)
      throws IOException {
    PackageId pkg = name.id();
    ReleaseId id = ReleaseId.of(pkg, release.version().text());
    RenderedPackage<NpmRelease> known = desk.packages().find(pkg);
    Optional<NpmRelease> existing = known == null ? Optional.empty() : known.release(id);
    if (known != null && existing.isPresent()) {
      return publishAgain(known, existing.get(), release, staged, asker, by);
    }
    Digest digest = staged.keep();
    List<Command> commands = new ArrayList<>();
    commands.add(
        new ReleaseCommand.Publish(
            id,
            pkg,
            release.version().text(),
            "",
            release.version().channel(),
            List.of(release.artifact(digest)),
            release.packageMetadata()));
    for (String tag : release.tags()) {
      commands.add(new PackageCommand.MoveTag(pkg, tag, release.version().text()));
    }
    RegistryRequest request = asker.request();
    return switch (desk.ports()
        .publish(Ecosystem.NPM, name.text(), known != null, commands, request, by)) {
      case Ports.Sent.Accepted(Position position) -> done(position);
      case Ports.Sent.Refused(Outcome.Refused refused) ->
          NpmDenial.of(
              refused.refusal() == ReleaseRefusal.EXISTS
                  ? NpmDenial.exists(release.version())
                  : refused);
    };
  }

  /**
   * A version that exists: refused, as npm registries do, unless the publication was cut off
   * between the release and its tags. That is what it looks like when the same bytes come again for
   * a tag that names no version yet, or an older one than this: then the tags are set, and it is
   * done.
   */
  private Reply publishAgain(
      RenderedPackage<NpmRelease> pkg,
      NpmRelease existing,
      NpmPublication.NewRelease again,
      Blobs.Staged staged,
      Asker asker,
      Decision.Allowed by)
      throws IOException {
    List<Command> missing = new ArrayList<>();
    for (String tag : again.tags()) {
      if (isBehind(pkg, tag, existing)) {
        missing.add(new PackageCommand.MoveTag(pkg.id(), tag, existing.version().text()));
      }
    }
    boolean cutOff =
        !missing.isEmpty()
            && !existing.yanked()
            && staged.keep().equals(existing.tarball().digest());
    return cutOff ? sent(missing, asker, by) : NpmDenial.of(NpmDenial.exists(existing.version()));
  }

  /** Whether a tag names nothing, or a version that was published before this one. */
  private static boolean isBehind(
      RenderedPackage<NpmRelease> pkg, String tag, NpmRelease published) {
    String version = pkg.tags().get(tag);
    return version == null
        || pkg.releases().stream()
            .filter(release -> release.version().text().equals(version))
            .anyMatch(release -> release.publishedAt().isBefore(published.publishedAt()));
  }

  /** Only what the document says of deprecation is taken from it. */
  private Reply deprecate(
      NpmName name, NpmPublication.Edit edit, Asker asker, Decision.Allowed by) {
    RenderedPackage<NpmRelease> pkg = desk.packages().find(name.id());
    if (pkg == null) {
      return NpmDenial.of(
          refused(NpmRefusal.ATTACHMENT, "There is no such package yet; publish a version first."));
    }
    if (edit.revision() != null && !edit.revision().equals(pkg.revision())) {
      return conflict();
    }
    List<Command> commands = new ArrayList<>();
    for (NpmRelease release : pkg.releases()) {
      String message = edit.deprecations().get(release.version().text());
      if (message != null && !release.yanked() && !message.equals(release.deprecation())) {
        commands.add(new ReleaseCommand.Deprecate(release.id(), message));
      }
    }
    return sent(commands, asker, by);
  }

  /**
   * The first half of {@code npm unpublish} of one version: the document without it. Nothing is
   * done yet, for a document read filtered would lack versions too; the deletion of the tarball
   * follows and says which.
   */
  Reply putRevision(NpmName name, String revision, Asker asker, HttpServletRequest request)
      throws IOException {
    Decision decision = asker.publish(name.id());
    if (decision instanceof Decision.Denied denied) {
      return NpmDenial.told(denied, asker, null);
    }
    RenderedPackage<NpmRelease> pkg = desk.packages().known(name.id());
    InputStream body = RequestBody.open(request);
    if (body == null) {
      return NpmDenial.of(refused(NpmRefusal.BODY_ENCODING, UNREADABLE));
    }
    if (!revision.equals(pkg.revision())) {
      return conflict();
    }
    try (Blobs.Staged staged = desk.ports().blobs().stage(asker.request().organization())) {
      return switch (NpmPublication.read(body, name, desk.settings().limits(), staged)) {
        case NpmPublication.Refused(Outcome.Refused refused) -> NpmDenial.of(refused);
        case NpmPublication.NewRelease _ -> unsupported();
        case NpmPublication.Edit edit ->
            removesVersions(edit, pkg) ? done(Position.START) : unsupported();
      };
    }
  }

  private static boolean removesVersions(
      NpmPublication.Edit edit, RenderedPackage<NpmRelease> pkg) {
    Set<String> current = new TreeSet<>();
    pkg.releases().stream()
        .filter(release -> !release.yanked())
        .forEach(release -> current.add(release.version().text()));
    return current.size() > edit.deprecations().size()
        && current.containsAll(edit.deprecations().keySet());
  }

  /** The second half: this version is withdrawn. Its history stays, and its number is taken. */
  Reply unpublish(NpmName name, String filename, Asker asker) {
    Decision decision = asker.publish(name.id());
    if (!(decision instanceof Decision.Allowed by)) {
      return NpmDenial.told((Decision.Denied) decision, asker, null);
    }
    Optional<NpmRelease> release =
        NpmReadRoutes.version(name, filename)
            .map(version -> ReleaseId.of(name.id(), version.text()))
            .flatMap(desk.packages().known(name.id())::release);
    return release.isEmpty()
        ? NpmDenial.notFound()
        : sent(List.of(new ReleaseCommand.Yank(release.get().id(), UNPUBLISHED)), asker, by);
  }

  /** All versions are withdrawn; the package stays its owner's. */
  Reply unpublishAll(NpmName name, String revision, Asker asker) {
    Decision decision = asker.publish(name.id());
    if (!(decision instanceof Decision.Allowed by)) {
      return NpmDenial.told((Decision.Denied) decision, asker, null);
    }
    RenderedPackage<NpmRelease> pkg = desk.packages().known(name.id());
    if (!revision.equals(pkg.revision())) {
      return conflict();
    }
    List<Command> commands = new ArrayList<>();
    for (NpmRelease release : pkg.releases()) {
      if (!release.yanked()) {
        commands.add(new ReleaseCommand.Yank(release.id(), UNPUBLISHED));
      }
    }
    return sent(commands, asker, by);
  }

  private Reply sent(List<? extends Command> commands, Asker asker, Decision.Allowed by) {
    return sent(desk.ports().send(commands, asker.request(), by));
  }

  static Reply sent(Ports.Sent sent) {
    return switch (sent) {
      case Ports.Sent.Accepted(Position position) -> done(position);
      case Ports.Sent.Refused(Outcome.Refused refused) -> NpmDenial.of(refused);
    };
  }

  /** What npm registries say to a write that was done. */
  static Answer done(Position position) {
    Answer answer =
        Answer.of(201, "{\"ok\":true,\"success\":true}".getBytes(StandardCharsets.UTF_8))
            .with("Content-Type", NpmReadRoutes.JSON)
            .with("Cache-Control", "no-store");
    return position.equals(Position.START)
        ? answer
        : answer.with(POSITION, Long.toString(position.value()));
  }

  private static Answer conflict() {
    return NpmDenial.of(
        refused(
            NpmRefusal.REVISION_CONFLICT,
            "The package changed since it was read; run the command again."));
  }

  static Answer unsupported() {
    return NpmDenial.of(
        refused(NpmRefusal.UNSUPPORTED, "This registry does not keep what was sent."));
  }

  static Outcome.Refused refused(Refusal refusal, String detail) {
    return new Outcome.Refused(refusal, detail);
  }
}

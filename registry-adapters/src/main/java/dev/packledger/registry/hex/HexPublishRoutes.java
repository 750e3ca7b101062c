package dev.packledger.registry.hex;

import dev.packledger.domain.access.Decision;
import dev.packledger.domain.ledger.Command;
import dev.packledger.domain.ledger.Outcome;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.ledger.Refusal;
import dev.packledger.domain.packages.Ecosystem;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.releases.Artifact;
import dev.packledger.domain.releases.ReleaseCommand;
import dev.packledger.domain.releases.ReleaseId;
import dev.packledger.domain.releases.ReleaseRefusal;
import dev.packledger.domain.tokens.Scope;
import dev.packledger.registry.hex.terms.ErlangBinary;
import dev.packledger.registry.hex.terms.ErlangJson;
import dev.packledger.registry.hex.terms.MalformedTerm;
import dev.packledger.registry.shared.Asker;
import dev.packledger.registry.shared.Blobs;
import dev.packledger.registry.shared.Ports;
import dev.packledger.registry.shared.http.Answer;
import dev.packledger.registry.shared.http.Reply;
import dev.packledger.registry.shared.http.RequestBody;
import dev.packledger.registry.shared.json.StrictJson;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Everything that a publisher does: publish, retire, unretire, upload documentation. */
final class HexPublishRoutes {
  static final String POSITION = "Packledger-Position";
  private static final int MESSAGE_CHARS_MIN = 3;
  private static final int MESSAGE_CHARS_MAX = 140;

  private final HexDesk desk;

  HexPublishRoutes(HexDesk desk) {
    this.desk = desk;
  }

  /**
   * A new release. Before the body is read nothing is known but that the token may publish
   * something; whether it may publish this follows from the name inside.
   *
   * @param addressed the name that the address has; null where it has none
   */
  Reply publish(@Nullable HexName addressed, Asker asker, HttpServletRequest request, HexForm form)
      throws IOException {
    if (asker.account(Scope.PUBLISH) instanceof Decision.Denied denied) {
      return HexDenial.told(denied, asker, null, form);
    }
    String replace = request.getParameter("replace");
    if (replace != null && !replace.equals("false")) {
      return refused(
          HexRefusal.REPLACE, "A release is never replaced; publish another version.", form);
    }
    try (Blobs.Staged staged = desk.ports().blobs().stage(asker.request().organization())) {
      InputStream body = RequestBody.open(request);
      if (body == null) {
        return encoded(form);
      }
      HexPublication read =
          HexPublication.read(
              body, addressed, name -> desk.surroundings(asker), desk.limits(), staged);
      return switch (read) {
        case HexPublication.Refused(Outcome.Refused refused) -> HexDenial.of(refused, form);
        case HexPublication.NewRelease release -> publish(release, staged, asker, form);
        case HexPublication.Documentation _ ->
            throw new AssertionError("a package's tarball was read");
      };
    } catch (Blobs.LimitExceeded limit) {
      return tooLarge(limit, form);
    }
  }

  /** The blob first, then the commands; a crash between them leaves an orphan that nobody names. */
  private Reply publish(
      HexPublication.NewRelease release, Blobs.Staged staged, Asker asker, HexForm form)
      throws IOException {
    HexName name = release.name();
    PackageId pkg = name.id();
    Decision decision = asker.publishFirst(pkg);
    if (!(decision instanceof Decision.Allowed by)) {
      Decision.Denied denied = (Decision.Denied) decision;
      return denied.reason().toldAsNotFound()
          ? HexDenial.of(HexDenial.taken(name), form)
          : HexDenial.told(denied, asker, null, form);
    }
    ReleaseId id = ReleaseId.of(pkg, release.version().text());
    Artifact artifact = release.artifact(staged.keep());
    Ports.Sent sent =
        desk.ports()
            .publish(
                Ecosystem.HEX,
                name.text(),
                desk.ports().index().pkg(pkg) != null,
                List.of(
                    new ReleaseCommand.Publish(
                        id,
                        pkg,
                        release.version().text(),
                        "",
                        release.version().channel(),
                        List.of(artifact),
                        release.packageMetadata())),
                asker.request(),
                by);
    return switch (sent) {
      case Ports.Sent.Accepted(Position position) ->
          published(release, id, artifact, position, asker, form);
      case Ports.Sent.Refused(Outcome.Refused refused) ->
          HexDenial.of(
              refused.refusal() == ReleaseRefusal.EXISTS
                  ? HexDenial.exists(name, release.version())
                  : refused,
              form);
    };
  }

  private static Answer published(
      HexPublication.NewRelease publication,
      ReleaseId id,
      Artifact artifact,
      Position position,
      Asker asker,
      HexForm form) {
    HexRelease release =
        HexRelease.of(
            id,
            publication.version(),
            asker.request().instant(),
            null,
            publication.packageMetadata(),
            List.of(artifact));
    HexView view =
        new HexView(
            asker.request().base(),
            asker.request().account(),
            HexRepository.nameOf(asker.request().organizationSlug()));
    JsonNode document = view.release(publication.name(), release);
    Answer answer =
        form.answer(201, document)
            .with("Location", document.path("url").stringValue())
            .with(POSITION, Long.toString(position.value()));
    String warning = publication.warning();
    return warning == null
        ? answer
        : answer.with(HexDenial.MESSAGE, HexDenial.message(warning, "warn"));
  }

  /** Documentation of a release: a file beside its tarball, which nothing replaces either. */
  Reply docs(
      HexName name, HexVersion version, Asker asker, HttpServletRequest request, HexForm form)
      throws IOException {
    return ofPublisher(
        name, version, asker, form, (release, by) -> docs(name, release, asker, by, request, form));
  }

  private Reply docs(
      HexName name,
      HexRelease release,
      Asker asker,
      Decision.Allowed by,
      HttpServletRequest request,
      HexForm form)
      throws IOException {
    try (Blobs.Staged staged = desk.ports().blobs().stage(asker.request().organization())) {
      InputStream body = RequestBody.open(request);
      if (body == null) {
        return encoded(form);
      }
      return switch (HexPublication.documentation(body, desk.limits(), staged)) {
        case HexPublication.Refused(Outcome.Refused refused) -> HexDenial.of(refused, form);
        case HexPublication.NewRelease _ -> throw new AssertionError("documentation was read");
        case HexPublication.Documentation docs -> {
          Artifact artifact = docs.artifact(name, release.version(), staged.keep());
          yield sent(
              new ReleaseCommand.AddArtifact(release.id(), artifact),
              Answer.of(201, new byte[0])
                  .with("Location", asker.request().base() + "/docs/" + artifact.filename()),
              asker,
              by,
              form);
        }
      };
    } catch (Blobs.LimitExceeded limit) {
      return tooLarge(limit, form);
    }
  }

  /** Hex's yank: the body has a reason and, for people, a message. */
  Reply retire(
      HexName name, HexVersion version, Asker asker, HttpServletRequest request, HexForm form)
      throws IOException {
    return ofPublisher(
        name, version, asker, form, (release, by) -> retire(release, asker, by, request, form));
  }

  private Reply retire(
      HexRelease release,
      Asker asker,
      Decision.Allowed by,
      HttpServletRequest request,
      HexForm form)
      throws IOException {
    Optional<JsonNode> body = body(request);
    if (body.isEmpty()) {
      return refused(
          HexRefusal.BODY_MALFORMED, "The request's body is not what Hex sends here.", form);
    }
    String message = body.get().path("message").stringValue("");
    Optional<HexRetirement.Reason> reason =
        HexRetirement.Reason.of(body.get().path("reason").stringValue(""));
    int length = message.codePointCount(0, message.length());
    if (reason.isEmpty()
        || (length > 0 && length < MESSAGE_CHARS_MIN)
        || length > MESSAGE_CHARS_MAX) {
      return refused(
          HexRefusal.RETIREMENT_INVALID,
          "A retirement has a reason (other, invalid, security, deprecated, renamed) and a message"
              + " of 3 to 140 characters, or none.",
          form);
    }
    String text = new HexRetirement(reason.get(), message).yankReason();
    return sent(new ReleaseCommand.Yank(release.id(), text), noContent(), asker, by, form);
  }

  Reply unretire(HexName name, HexVersion version, Asker asker, HexForm form) throws IOException {
    return ofPublisher(
        name,
        version,
        asker,
        form,
        (release, by) ->
            sent(new ReleaseCommand.Unyank(release.id()), noContent(), asker, by, form));
  }

  /** What a publisher does to a release that exists. */
  @FunctionalInterface
  private interface OfPublisher {
    Reply done(HexRelease release, Decision.Allowed by) throws IOException;
  }

  private Reply ofPublisher(
      HexName name, HexVersion version, Asker asker, HexForm form, OfPublisher what)
      throws IOException {
    Decision decision = asker.publish(name.id());
    if (!(decision instanceof Decision.Allowed by)) {
      return HexDenial.told((Decision.Denied) decision, asker, null, form);
    }
    Optional<HexRelease> release =
        desk.packages().known(name.id()).release(ReleaseId.of(name.id(), version.text()));
    return release.isPresent() ? what.done(release.get(), by) : HexDenial.notFound(form);
  }

  /** What Hex can ask for and this registry does not do so. */
  Reply unsupported(HexName name, String words, Asker asker, HexForm form) {
    return asker.publish(name.id()) instanceof Decision.Denied denied
        ? HexDenial.told(denied, asker, null, form)
        : refused(HexRefusal.UNSUPPORTED, words, form);
  }

  private Reply sent(
      Command command, Answer accepted, Asker asker, Decision.Allowed by, HexForm form) {
    return switch (desk.ports().send(List.of(command), asker.request(), by)) {
      case Ports.Sent.Accepted(Position position) ->
          accepted.with(POSITION, Long.toString(position.value()));
      case Ports.Sent.Refused(Outcome.Refused refused) -> HexDenial.of(refused, form);
    };
  }

  private static Answer noContent() {
    return Answer.of(204, new byte[0]).with("Cache-Control", "no-store");
  }

  /** A small body in the form that it says it is in. */
  private Optional<JsonNode> body(HttpServletRequest request) throws IOException {
    InputStream body = RequestBody.open(request);
    int most = desk.limits().requestBytesMax();
    byte[] bytes = body == null ? new byte[0] : body.readNBytes(most + 1);
    if (bytes.length == 0 || bytes.length > most) {
      return Optional.empty();
    }
    try {
      return Optional.of(
              HexForm.ERLANG.is(request.getContentType())
                  ? ErlangJson.json(ErlangBinary.read(bytes))
                  : StrictJson.read(new ByteArrayInputStream(bytes)))
          .filter(JsonNode::isObject);
    } catch (MalformedTerm | StrictJson.Malformed malformed) {
      return Optional.empty();
    }
  }

  private static Answer encoded(HexForm form) {
    return refused(
        HexRefusal.BODY_MALFORMED, "The request is encoded in a way that is not read.", form);
  }

  private static Answer tooLarge(Blobs.LimitExceeded limit, HexForm form) {
    return refused(limit.refusal(), "The tarball was not taken: " + limit.getMessage() + '.', form);
  }

  private static Answer refused(Refusal refusal, String detail, HexForm form) {
    return HexDenial.of(new Outcome.Refused(refusal, detail), form);
  }
}

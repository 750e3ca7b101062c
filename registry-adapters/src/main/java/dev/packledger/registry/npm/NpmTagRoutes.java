package dev.packledger.registry.npm;

import dev.packledger.domain.access.Decision;
import dev.packledger.domain.ledger.Command;
import dev.packledger.domain.packages.PackageCommand;
import dev.packledger.domain.releases.ReleaseId;
import dev.packledger.registry.shared.Asker;
import dev.packledger.registry.shared.RenderedPackage;
import dev.packledger.registry.shared.http.Reply;
import dev.packledger.registry.shared.http.RequestBody;
import dev.packledger.registry.shared.json.StrictJson;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Tags moved and removed ({@code npm dist-tag}; npm/cli lib/commands/dist-tag.js). */
final class NpmTagRoutes {
  private static final int BODY_BYTES_MAX = 64 << 10;

  private final NpmDesk desk;

  NpmTagRoutes(NpmDesk desk) {
    this.desk = desk;
  }

  /** One tag; the body is the version as a JSON text. */
  Reply move(NpmName name, String tag, Asker asker, HttpServletRequest request) throws IOException {
    Decision decision = asker.publish(name.id());
    if (decision instanceof Decision.Denied denied) {
      return NpmDenial.told(denied, asker, null);
    }
    return body(request)
        .filter(JsonNode::isString)
        .map(
            version ->
                change(
                    name,
                    new TreeMap<>(Map.of(tag, version.stringValue())),
                    List.of(),
                    asker,
                    (Decision.Allowed) decision))
        .orElseGet(NpmTagRoutes::malformed);
  }

  /**
   * Several tags.
   *
   * @param others whether tags that the body does not name are removed, but for {@code latest}
   */
  Reply moveAll(NpmName name, boolean others, Asker asker, HttpServletRequest request)
      throws IOException {
    Decision decision = asker.publish(name.id());
    if (decision instanceof Decision.Denied denied) {
      return NpmDenial.told(denied, asker, null);
    }
    Optional<JsonNode> body = body(request).filter(JsonNode::isObject);
    if (body.isEmpty()) {
      return malformed();
    }
    SortedMap<String, String> tags = new TreeMap<>();
    body.get().properties().forEach(tag -> tags.put(tag.getKey(), tag.getValue().stringValue("")));
    List<String> removed = new ArrayList<>();
    if (others) {
      removed.addAll(desk.packages().known(name.id()).tags().keySet());
      removed.removeAll(tags.keySet());
      removed.remove(NpmTag.LATEST);
    }
    return change(name, tags, removed, asker, (Decision.Allowed) decision);
  }

  Reply remove(NpmName name, String tag, Asker asker) {
    Decision decision = asker.publish(name.id());
    return switch (decision) {
      case Decision.Denied denied -> NpmDenial.told(denied, asker, null);
      case Decision.Allowed _ when tag.equals(NpmTag.LATEST) ->
          refused(NpmRefusal.TAG_LATEST, "The tag latest can be moved, not removed.");
      case Decision.Allowed by -> change(name, new TreeMap<>(), List.of(tag), asker, by);
    };
  }

  /** All is checked before anything is changed. */
  private Reply change(
      NpmName name,
      SortedMap<String, String> moved,
      List<String> removed,
      Asker asker,
      Decision.Allowed by) {
    RenderedPackage<NpmRelease> pkg = desk.packages().known(name.id());
    List<Command> commands = new ArrayList<>();
    for (Map.Entry<String, String> tag : moved.entrySet()) {
      Optional<NpmRelease> release =
          NpmVersion.parse(tag.getValue())
              .flatMap(version -> pkg.release(ReleaseId.of(name.id(), version.text())))
              .filter(found -> !found.yanked());
      if (!NpmTag.valid(tag.getKey())) {
        return refused(NpmRefusal.TAG_INVALID, NpmTag.RULE);
      }
      if (release.isEmpty()) {
        return refused(
            NpmRefusal.TAG_VERSION_UNKNOWN, "There is no such version of " + name.text() + '.');
      }
      commands.add(
          new PackageCommand.MoveTag(name.id(), tag.getKey(), release.get().version().text()));
    }
    removed.forEach(tag -> commands.add(new PackageCommand.RemoveTag(name.id(), tag)));
    return NpmWriteRoutes.sent(desk.ports().send(commands, asker.request(), by));
  }

  /** The body as JSON; empty where it is none. */
  static Optional<JsonNode> body(HttpServletRequest request) throws IOException {
    InputStream body = RequestBody.open(request);
    byte[] bytes = body == null ? new byte[0] : body.readNBytes(BODY_BYTES_MAX + 1);
    if (bytes.length == 0 || bytes.length > BODY_BYTES_MAX) {
      return Optional.empty();
    }
    try {
      return Optional.of(StrictJson.read(new ByteArrayInputStream(bytes)));
    } catch (StrictJson.Malformed malformed) {
      return Optional.empty();
    }
  }

  static Reply malformed() {
    return refused(NpmRefusal.BODY_MALFORMED, "The request's body is not what npm sends here.");
  }

  private static Reply refused(NpmRefusal refusal, String detail) {
    return NpmDenial.of(NpmWriteRoutes.refused(refusal, detail));
  }
}

package dev.packledger.registry.hex;

import dev.packledger.domain.access.Decision;
import dev.packledger.domain.releases.ReleaseId;
import dev.packledger.domain.tokens.Scope;
import dev.packledger.registry.shared.Asker;
import dev.packledger.registry.shared.RenderedPackage;
import dev.packledger.registry.shared.Sight;
import dev.packledger.registry.shared.http.Answer;
import dev.packledger.registry.shared.http.ReleaseFiles;
import dev.packledger.registry.shared.http.Reply;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What is read through the API: packages and releases, who asks, what there is to find. */
final class HexApiRoutes {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int PAGE = 100;

  private final HexDesk desk;
  private final HexReadRoutes reads;

  HexApiRoutes(HexDesk desk, HexReadRoutes reads) {
    this.desk = desk;
    this.reads = reads;
  }

  Reply pkg(HexName name, Asker asker, HttpServletRequest request, HexForm form) {
    return seen(
        name,
        asker,
        request,
        form,
        seen -> form.answer(200, view(asker).pkg(new HexIndex.Visible(name, seen.releases()))));
  }

  /** One release; a hidden one is told of as its tarball would be. */
  Reply release(
      HexName name, HexVersion version, Asker asker, HttpServletRequest request, HexForm form) {
    ReleaseId id = ReleaseId.of(name.id(), version.text());
    return seen(
        name,
        asker,
        request,
        form,
        seen -> {
          Optional<HexRelease> release =
              seen.releases().stream().filter(visible -> visible.id().equals(id)).findFirst();
          return release.isPresent()
              ? form.document(view(asker).release(name, release.get()))
              : hidden(name, id, seen, asker, request, form);
        });
  }

  private Answer hidden(
      HexName name,
      ReleaseId release,
      Sight.Seen<HexRelease> seen,
      Asker asker,
      HttpServletRequest request,
      HexForm form) {
    RenderedPackage<HexRelease> pkg = seen.pkg();
    if (pkg.release(release).isPresent()
        && asker.install(name.id(), release) instanceof Decision.Denied denied) {
      desk.ports().usage().denied(denied, name.id(), release, ReleaseFiles.userAgent(request));
      return HexDenial.told(denied, asker, seen.last().version(), form);
    }
    return HexDenial.notFound(form);
  }

  /** Where the documentation lies; it is fetched with the same token. */
  Reply docs(
      HexName name, HexVersion version, Asker asker, HttpServletRequest request, HexForm form) {
    ReleaseId id = ReleaseId.of(name.id(), version.text());
    return seen(
        name,
        asker,
        request,
        form,
        seen ->
            seen.releases().stream()
                .filter(release -> release.id().equals(id))
                .flatMap(release -> release.docs(name).stream())
                .findFirst()
                .map(
                    found ->
                        Answer.of(302, new byte[0])
                            .with("Cache-Control", "no-store")
                            .with("Location", asker.request().base() + "/docs/" + found.filename()))
                .orElseGet(() -> HexDenial.notFound(form)));
  }

  /** Packages whose name or description holds every word, among those that are visible. */
  Reply packages(Asker asker, HttpServletRequest request, HexForm form) {
    if (asker.account() instanceof Decision.Denied denied) {
      return HexDenial.told(denied, asker, null, form);
    }
    List<String> words =
        List.of(parameter(request, "search").toLowerCase(Locale.ROOT).strip().split("\\s+", -1));
    String page = parameter(request, "page");
    long skipped = page.matches("[1-9]\\d{0,5}") ? (Long.parseLong(page) - 1) * PAGE : 0;
    ArrayNode found = NODES.arrayNode();
    reads.visible(asker).stream()
        .filter(visible -> words.stream().allMatch(searched(visible)::contains))
        .skip(skipped)
        .limit(PAGE)
        .forEach(visible -> found.add(view(asker).pkg(visible)));
    return form.document(found);
  }

  private static String searched(HexIndex.Visible visible) {
    JsonNode description = visible.newest().metadata().path("description");
    return (visible.name().text() + ' ' + description.stringValue("")).toLowerCase(Locale.ROOT);
  }

  private static String parameter(HttpServletRequest request, String name) {
    @Nullable String value = request.getParameter(name);
    return value == null ? "" : value;
  }

  /**
   * A token is its organisation's; whose it is besides is for our own API to say, which knows
   * people. There are no other organisations to publish for.
   */
  Reply me(Asker asker, HexForm form) {
    return switch (asker.account()) {
      case Decision.Denied denied -> HexDenial.told(denied, asker, null, form);
      case Decision.Allowed allowed -> {
        ObjectNode view = NODES.objectNode();
        view.put("username", asker.request().organizationSlug() + '/' + allowed.token().value());
        view.putNull("email");
        view.set("organizations", NODES.arrayNode());
        yield form.answer(200, view);
      }
    };
  }

  /** Whether the token may read or publish ({@code domain}, {@code resource}). */
  Reply auth(Asker asker, HttpServletRequest request, HexForm form) {
    boolean writes =
        parameter(request, "domain").equals("api")
            && parameter(request, "resource").equals("write");
    return asker.account(writes ? Scope.PUBLISH : Scope.READ) instanceof Decision.Denied denied
        ? HexDenial.told(denied, asker, null, form)
        : Answer.of(204, new byte[0]).with("Cache-Control", "no-store");
  }

  private static HexView view(Asker asker) {
    return new HexView(
        asker.request().base(),
        asker.request().account(),
        HexRepository.nameOf(asker.request().organizationSlug()));
  }

  private Reply seen(
      HexName name,
      Asker asker,
      HttpServletRequest request,
      HexForm form,
      Function<Sight.Seen<HexRelease>, Reply> answer) {
    return switch (Sight.of(name.id(), asker, desk.packages())) {
      case Sight.Seen<HexRelease> seen -> answer.apply(seen);
      case Sight.Hidden<HexRelease>(Decision.Denied denied) -> {
        desk.ports().usage().denied(denied, name.id(), null, ReleaseFiles.userAgent(request));
        yield HexDenial.told(denied, asker, null, form);
      }
      case Sight.Nothing<HexRelease> _ -> HexDenial.notFound(form);
    };
  }
}

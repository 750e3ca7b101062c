package dev.packledger.registry.hex;

import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The API's documents about packages and releases, of what one asker may see (hexpm
 * lib/hexpm_web/views/api; Renovate lib/modules/datasource/hex reads {@code releases}, {@code
 * retirements} and {@code meta.links}).
 *
 * @param base the address of the tree, without a trailing slash
 * @param account where people look after their licences
 * @param repository the name that a buyer must give to it
 */
record HexView(URI base, URI account, String repository) {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  ObjectNode pkg(HexIndex.Visible visible) {
    HexRelease newest = visible.newest();
    ObjectNode view = NODES.objectNode();
    view.put("name", visible.name().text());
    view.put("repository", repository);
    view.put("url", url(visible.name()));
    view.put("html_url", account.toString());
    view.putNull("docs_html_url");
    view.put("inserted_at", time(visible.releases().getFirst().publishedAt()));
    view.put("updated_at", time(visible.updatedAt()));
    view.put("latest_version", visible.releases().getLast().version().text());
    if (newest.version().stable()) {
      view.put("latest_stable_version", newest.version().text());
    } else {
      view.putNull("latest_stable_version");
    }
    view.set("configs", configs(visible.name(), newest));
    view.set("meta", packageMeta(newest.metadata()));
    ArrayNode releases = NODES.arrayNode();
    ObjectNode retirements = NODES.objectNode();
    for (HexRelease release : visible.releases().reversed()) {
      releases.add(minimal(visible.name(), release));
      HexRetirement retirement = release.retirement();
      if (retirement != null) {
        retirements.set(release.version().text(), retirement(retirement));
      }
    }
    view.set("releases", releases);
    view.set("retirements", retirements);
    view.set("owners", NODES.arrayNode());
    return view;
  }

  ObjectNode release(HexName name, HexRelease release) {
    ObjectNode view = minimal(name, release);
    view.put("checksum", release.tarball().digest().hex());
    view.put("updated_at", time(release.publishedAt()));
    view.put("package_url", url(name));
    view.put("html_url", account.toString());
    view.putNull("docs_html_url");
    HexRetirement retirement = release.retirement();
    view.set("retirement", retirement == null ? NODES.nullNode() : retirement(retirement));
    ObjectNode requirements = NODES.objectNode();
    for (HexDependency dependency : release.dependencies()) {
      ObjectNode requirement = NODES.objectNode();
      requirement.put("app", dependency.app());
      requirement.put("requirement", dependency.requirement());
      requirement.put("optional", dependency.optional());
      requirements.set(dependency.name(), requirement);
    }
    view.set("requirements", requirements);
    view.set("configs", configs(name, release));
    ObjectNode meta = NODES.objectNode();
    meta.set("app", release.metadata().path("app"));
    meta.set("build_tools", release.metadata().path("build_tools"));
    meta.set("elixir", orNull(release.metadata().path("elixir")));
    view.set("meta", meta);
    view.putNull("downloads");
    view.putNull("publisher");
    return view;
  }

  private ObjectNode minimal(HexName name, HexRelease release) {
    ObjectNode view = NODES.objectNode();
    view.put("version", release.version().text());
    view.put("url", url(name) + "/releases/" + release.version().text());
    view.put("has_docs", release.docs(name).isPresent());
    view.put("inserted_at", time(release.publishedAt()));
    return view;
  }

  private String url(HexName name) {
    return base + "/api/packages/" + name.text();
  }

  /** What a buyer writes into their own files: the repository's name is part of it. */
  private ObjectNode configs(HexName name, HexRelease release) {
    List<String> numbers = release.version().numbers();
    String requirement =
        release.version().stable()
            ? numbers.get(0) + '.' + numbers.get(1)
            : release.version().text();
    ObjectNode configs = NODES.objectNode();
    configs.put(
        "mix.exs",
        "{:" + name.text() + ", \"~> " + requirement + "\", repo: \"" + repository + "\"}");
    configs.put("rebar.config", "{" + name.text() + ", \"" + release.version().text() + "\"}");
    return configs;
  }

  private static ObjectNode packageMeta(JsonNode metadata) {
    ObjectNode meta = NODES.objectNode();
    meta.set("description", orNull(metadata.path("description")));
    meta.set("licenses", metadata.path("licenses"));
    meta.set("links", metadata.path("links"));
    meta.set("maintainers", NODES.arrayNode());
    return meta;
  }

  private static ObjectNode retirement(HexRetirement retirement) {
    ObjectNode view = NODES.objectNode();
    view.put("reason", retirement.reason().text());
    view.put("message", retirement.message());
    return view;
  }

  private static JsonNode orNull(JsonNode value) {
    return value.isMissingNode() ? NODES.nullNode() : value;
  }

  private static String time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS).toString();
  }
}

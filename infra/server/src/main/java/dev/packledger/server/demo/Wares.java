package dev.packledger.server.demo;

import java.util.Map;
import java.util.TreeMap;

/** What the seller sells: packages made on the spot, published as npm publishes. */
final class Wares {
  static final String CORE = "@acme/core";
  static final String UI = "@acme/ui";

  /** A package that everyone gets from the public registry. */
  private static final Map<String, String> PUBLIC = Map.of("is-number", "7.0.0");

  private final Organization seller;
  private final ApiClient publisher;

  /**
   * @param publisher calls with a token that may publish
   */
  Wares(Organization seller, ApiClient publisher) {
    this.seller = seller;
    this.publisher = publisher;
  }

  /** Publishes every version that is not there yet; answers how many there are. */
  int publishAll() {
    publish(CORE, "1.0.0", "latest", Map.of());
    publish(CORE, "1.1.0", "latest", Map.of());
    publish(CORE, "2.0.0-beta.1", "next", Map.of());
    Map<String, String> needs = new TreeMap<>(PUBLIC);
    needs.put(CORE, "^1.0.0");
    publish(UI, "1.0.0", "latest", needs);
    publish(UI, "1.1.0", "latest", needs);
    publisher.put(tree("-/package/" + CORE.replace("/", "%2f") + "/dist-tags/lts"), "1.0.0");
    return 5;
  }

  private void publish(String name, String version, String tag, Map<String, String> needs) {
    NpmPublishing.publish(publisher, tree(""), name, version, tag, needs);
  }

  private String tree(String rest) {
    return "/" + seller.slug() + "/npm/" + rest;
  }
}

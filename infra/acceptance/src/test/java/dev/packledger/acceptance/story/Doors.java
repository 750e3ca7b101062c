package dev.packledger.acceptance.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.acceptance.running.Reply;
import java.util.Map;
import java.util.Set;

/**
 * One holder asking for one release at every door: a decision over HTTP, as a registry of the
 * seller asks it; npm's packument; npm's file.
 */
record Doors(Shop shop, Organization buyer, String secret, String version) {
  private static final Set<Integer> DENIED = Set.of(401, 403);

  /** The decision of the access door, with its context. */
  private Reply decision() {
    return decision(Map.of("address", "127.0.0.1"));
  }

  private Reply decision(Map<String, Object> context) {
    return shop.acme()
        .api()
        .post(
            "/access/v1/evaluation",
            Map.of(
                "subject", Map.of("type", "access_token", "id", secret),
                "action", Map.of("name", "install"),
                "resource", Map.of("type", "release", "id", "pkg:npm/%40acme/core@" + version),
                "context", context))
        .is(200);
  }

  /** Whether the past allows it: as of a position, at the time that its event was recorded. */
  boolean allowedAsOf(long position) {
    return decision(Map.of("address", "127.0.0.1", "asOf", position))
        .json()
        .get("decision")
        .asBoolean();
  }

  private Reply packument() {
    return buyer.api().as(secret).get("/" + buyer.slug() + "/npm/@acme%2fcore");
  }

  private Reply file() {
    String address = "/" + buyer.slug() + "/npm/@acme/core/-/core-" + version + ".tgz";
    return buyer.api().as(secret).get(address);
  }

  /** Every door allows; returns the position that the decision was made at. */
  long allow(String what) {
    Reply decision = decision();
    assertThat(decision.json().get("decision").asBoolean()).as("%s: %s", what, decision).isTrue();
    assertThat(packument().is(200).json().get("versions").has(version)).as(what).isTrue();
    file().is(200);
    return position(decision);
  }

  /** The release left the index, and stays what it was in every other way. */
  void allowOutsideTheIndex() {
    assertThat(decision().json().get("decision").asBoolean()).isTrue();
    assertThat(packument().is(200).json().get("versions").has(version)).isFalse();
    file().is(200);
  }

  /** Every door denies for one of these reasons; returns the decision's position. */
  long deny(String what, Set<String> reasons) {
    Reply decision = decision();
    assertThat(decision.json().get("decision").asBoolean()).as("%s: %s", what, decision).isFalse();
    assertThat(reasons).as(what).contains(decision.at("/context/reason"));
    assertThat(reasons).as(what).contains(told(packument()));
    assertThat(reasons).as(what).contains(told(file()));
    return position(decision);
  }

  boolean denies() {
    return !decision().json().get("decision").asBoolean();
  }

  /** The reason of a denial, by the reference that it carries. */
  private String told(Reply reply) {
    assertThat(DENIED).as("%s: %s", reply.response().uri(), reply.text()).contains(reply.status());
    String reference = reply.header("Packledger-Denial").orElseThrow();
    return buyer.market().operator().get("/api/v1/denials/" + reference).is(200).at("/reason");
  }

  private static long position(Reply decision) {
    return decision.json().at("/context/position").asLong();
  }
}

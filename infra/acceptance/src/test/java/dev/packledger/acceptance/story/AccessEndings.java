package dev.packledger.acceptance.story;

import dev.packledger.acceptance.running.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The ways to lose access, each with a buyer of its own who has it first. Deadlines are far away or
 * absent, so that no time that passes is the cause.
 */
final class AccessEndings {
  /**
   * One row of the table.
   *
   * @param name the event's type and the reason told, as the corpus of decisions names them
   * @param given who has access
   * @param end what takes it, and returns the answer that acknowledges it
   */
  record Row(String name, Function<AccessEndings, Given> given, Function<Given, Reply> end) {
    String reason() {
      return name.substring(name.indexOf(' ') + 1);
    }

    /** Whether its event sets an end that comes only later, so that time has a part in it. */
    boolean waits() {
      return name.equals("MemberRoleChanged holder.removed");
    }

    /** What may be told later: the scheduler revokes the tokens of whoever was removed. */
    Set<String> reasons() {
      return reason().equals("holder.removed")
          ? Set.of(reason(), "token.revoked")
          : Set.of(reason());
    }
  }

  /** Somebody who has access. */
  record Given(
      AccessEndings endings,
      Organization buyer,
      String holder,
      Organization.Token token,
      String license) {
    Doors doors() {
      return new Doors(endings.shop, buyer, token.secret(), VERSION);
    }

    private Reply byBuyer(String path, Object body) {
      return buyer.api().post(path, body);
    }

    private Reply bySeller(String change, Object body) {
      String path = "/api/v1/licenses/" + license + change;
      return endings.shop.acme().api().post(path, body).is(204);
    }

    private Reply toPlan(Consumer<Map<String, Object>> terms) {
      return bySeller("/plan", Map.of("plan", endings.plan(terms)));
    }
  }

  static final String VERSION = "1.0.0";
  private static final Duration ROLE_TIME = Duration.ofSeconds(2);

  private final Marketplace market;
  private final Shop shop;

  /** A package that needs no other: whoever sells {@code @acme/ui} sells what it needs with it. */
  private final String other;

  private int number;

  AccessEndings(Marketplace market, Shop shop) {
    this.market = market;
    this.shop = shop;
    Organization acme = shop.acme();
    Map<String, String> solo = Map.of("ecosystem", "npm", "name", "@acme/solo");
    this.other = acme.api().post(acme.path("/packages"), solo).is(201).at("/id");
    String packages = "/api/v1/products/" + shop.product() + "/packages";
    acme.api().post(packages, Map.of("pkg", other)).is(204);
  }

  static List<Row> all() {
    List<Row> rows = new ArrayList<>(ofHolders());
    rows.addAll(ofLicenses());
    rows.addAll(ofPlans());
    return rows;
  }

  private static List<Row> ofHolders() {
    List<Row> rows = new ArrayList<>();
    rows.add(
        new Row(
            "MemberRemoved holder.removed",
            AccessEndings::unlimited,
            given ->
                given.buyer.api().delete(given.buyer.path("/members/" + given.holder)).is(204)));
    rows.add(
        new Row(
            "PipelineRemoved holder.removed",
            AccessEndings::pipeline,
            given ->
                given.buyer.api().delete(given.buyer.path("/pipelines/" + given.holder)).is(204)));
    rows.add(
        new Row(
            "MemberRoleChanged holder.removed",
            AccessEndings::unlimited,
            AccessEndings::roleThatEnds));
    rows.add(
        new Row(
            "MemberRoleChanged holder.role",
            AccessEndings::unlimited,
            given ->
                given
                    .buyer
                    .api()
                    .patch(
                        given.buyer.path("/members/" + given.holder),
                        Map.of("role", "auditor", "roleUntil", before(Duration.ofDays(-30))))
                    .is(204)));
    rows.add(
        new Row(
            "TokenRotated token.expired",
            AccessEndings::unlimited,
            given ->
                given.byBuyer("/api/v1/tokens/" + given.token.id() + "/rotate", Map.of()).is(200)));
    for (String reason : List.of("requested", "holder_removed", "leaked")) {
      rows.add(
          new Row(
              "TokenRevoked token.revoked",
              AccessEndings::unlimited,
              given ->
                  given
                      .byBuyer(
                          "/api/v1/tokens/" + given.token.id() + "/revoke",
                          Map.of("reason", reason))
                      .is(204)));
    }
    return rows;
  }

  /** The one end that has to be waited for: a role cannot be given an end that has passed. */
  private static Reply roleThatEnds(Given given) {
    Instant until = RealTime.CLOCK.instant().plus(ROLE_TIME);
    Reply reply =
        given
            .buyer
            .api()
            .patch(
                given.buyer.path("/members/" + given.holder),
                Map.of("role", "member", "roleUntil", until.toString()))
            .is(204);
    Marketplace.await("the role ends", given.doors()::denies);
    return reply;
  }

  private static List<Row> ofLicenses() {
    List<Row> rows = new ArrayList<>();
    for (String reason : List.of("dispute_opened", "seller", "payment_paused")) {
      rows.add(
          new Row(
              "LicenseSuspended license.suspended",
              AccessEndings::unlimited,
              given -> given.bySeller("/suspend", Map.of("reason", reason))));
    }
    for (String reason : List.of("refund", "chargeback", "breach")) {
      rows.add(
          new Row(
              "LicenseRevoked license.revoked",
              AccessEndings::unlimited,
              given -> given.bySeller("/revoke", Map.of("reason", reason))));
    }
    rows.add(
        new Row(
            "SeatUnassigned seat.missing",
            AccessEndings::seated,
            given ->
                given
                    .buyer
                    .api()
                    .delete("/api/v1/licenses/" + given.license + "/seats/" + given.holder)
                    .is(204)));
    rows.add(
        new Row(
            "SeatUnassigned seat.missing",
            AccessEndings::seatedLast,
            given -> given.bySeller("/seat-count", Map.of("seats", 1))));
    rows.add(
        new Row(
            "LicenseTransferred license.transferred",
            AccessEndings::unlimited,
            given ->
                given.bySeller(
                    "/transfer", Map.of("buyer", given.endings.newOrganization().id()))));
    rows.add(
        new Row(
            "LicenseCancelled license.cancelled",
            AccessEndings::revokedByLapse,
            given -> given.bySeller("/cancel", Map.of())));
    rows.add(
        new Row(
            "CancellationScheduled license.cancelled",
            AccessEndings::revokedByLapse,
            given ->
                given.bySeller(
                    "/schedule-cancellation",
                    Map.of("at", RealTime.CLOCK.instant().minusSeconds(1).toString()))));
    return rows;
  }

  private static List<Row> ofPlans() {
    return List.of(
        new Row(
            "PlanChanged package.not_covered",
            AccessEndings::unlimited,
            given -> given.toPlan(terms -> terms.put("packages", List.of(given.endings.other)))),
        new Row(
            "PlanChanged version.not_covered",
            AccessEndings::unlimited,
            given -> given.toPlan(terms -> terms.put("versions", ">=2"))),
        new Row(
            "PlanChanged channel.not_covered",
            AccessEndings::unlimited,
            given -> given.toPlan(terms -> terms.put("channels", List.of("rc")))),
        new Row(
            "PlanChanged seat.missing",
            AccessEndings::unlimited,
            given -> given.toPlan(terms -> terms.put("seats", seats("both")))),
        new Row(
            "PlanChanged license.address",
            AccessEndings::unlimited,
            given -> given.toPlan(terms -> terms.put("tokens", tokens("192.0.2.0/24")))),
        new Row(
            "PlanChanged release.not_covered",
            endings -> endings.startedBefore(Duration.ofDays(10)),
            given -> given.toPlan(terms -> terms.put("updates", updates("P1D")))),
        new Row(
            "PlanChanged license.expired",
            AccessEndings::lapsedAndKept,
            given -> given.toPlan(terms -> terms.put("onLapse", "revoke_everything"))),
        new Row(
            "PlanChanged license.cancelled",
            AccessEndings::cancelledAndKept,
            given -> given.toPlan(terms -> terms.put("onLapse", "revoke_everything"))));
  }

  // Who has access.

  private Given pipeline() {
    Organization buyer = newOrganization();
    return granted(buyer, buyer.pipeline("ci"), plan(terms -> {}), Map.of());
  }

  Given unlimited() {
    return granted(plan(terms -> {}), Map.of());
  }

  private Given revokedByLapse() {
    return granted(plan(terms -> terms.put("onLapse", "revoke_everything")), Map.of());
  }

  private Given startedBefore(Duration ago) {
    return granted(
        plan(terms -> terms.put("updates", updates("P1Y"))), Map.of("startsAt", before(ago)));
  }

  private Given lapsedAndKept() {
    return granted(
        plan(terms -> terms.put("updates", updates("P1Y"))),
        Map.of(
            "startsAt", before(Duration.ofDays(40)), "paidThrough", before(Duration.ofDays(10))));
  }

  private Given cancelledAndKept() {
    Given given = granted(plan(terms -> {}), Map.of("paidThrough", before(Duration.ofDays(-30))));
    given.bySeller("/cancel", Map.of());
    return given;
  }

  private Given seated() {
    Given given = granted(plan(terms -> terms.put("seats", seats("both"))), Map.of());
    seat(given, given.holder);
    return given;
  }

  private Given seatedLast() {
    Given given = granted(plan(terms -> terms.put("seats", seats("both"))), Map.of());
    seat(given, given.buyer.owner());
    seat(given, given.holder);
    return given;
  }

  private static void seat(Given given, String holder) {
    String path = "/api/v1/licenses/" + given.license + "/seats/" + holder;
    given.buyer.api().put(path, Map.of()).is(204);
  }

  private Given granted(String plan, Map<String, Object> more) {
    Organization buyer = newOrganization();
    return granted(buyer, buyer.member("m@" + buyer.slug() + ".example", "member"), plan, more);
  }

  private Given granted(Organization buyer, String holder, String plan, Map<String, Object> more) {
    Map<String, Object> grant = new HashMap<>(more);
    grant.put("plan", plan);
    grant.put("seats", 2);
    grant.put("buyer", buyer.id());
    Organization acme = shop.acme();
    String license = acme.api().post(acme.path("/licenses"), grant).is(201).at("/id");
    return new Given(this, buyer, holder, buyer.token(holder, "read"), license);
  }

  private Organization newOrganization() {
    return market.organization("buyer-" + number++);
  }

  /** A plan that keeps covered releases and asks for no seat, but for what is changed in it. */
  private String plan(Consumer<Map<String, Object>> change) {
    Map<String, Object> terms =
        Shop.terms("subscription", "keep_covered_releases", 0, null, shop.core());
    terms.put("seats", seats("unlimited"));
    change.accept(terms);
    Map<String, Object> plan =
        Map.of("name", "Plan " + number++, "terms", terms, "prices", List.of());
    String path = "/api/v1/products/" + shop.product() + "/plans";
    return shop.acme().api().post(path, plan).is(201).at("/id");
  }

  private static Map<String, Object> seats(String counted) {
    Map<String, Object> seats = new HashMap<>();
    seats.put("minimum", counted.equals("unlimited") ? 0 : 1);
    seats.put("maximum", null);
    seats.put("counted", counted);
    return seats;
  }

  private static Map<String, Object> tokens(String address) {
    Map<String, Object> tokens = new HashMap<>();
    tokens.put("lifetimeDays", null);
    tokens.put("addresses", List.of(address));
    return tokens;
  }

  private static Map<String, Object> updates(String period) {
    return Map.of("type", "for_period", "period", period);
  }

  private static String before(Duration ago) {
    return RealTime.CLOCK.instant().minus(ago).toString();
  }
}

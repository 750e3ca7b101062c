package dev.packledger.server.api;

import dev.packledger.domain.ledger.Actor;
import dev.packledger.domain.ledger.Cause;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.licenses.LicenseId;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.products.ProductId;
import dev.packledger.projections.Page;
import dev.packledger.projections.timeline.TimelineEntryRow;
import dev.packledger.projections.timeline.TimelineFilter;
import dev.packledger.projections.timeline.TimelineQueries;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Everything that happened, in plain sentences, to those it concerns. */
@RestController
@RequestMapping("/api/v1")
public class TimelineApi {
  /** One delivery or request stores a handful of events; a bulk one is cut here. */
  private static final int CHAIN_MAX = 200;

  private final TimelineQueries timeline;

  TimelineApi(TimelineQueries timeline) {
    this.timeline = timeline;
  }

  /**
   * @param type such as {@code license.granted}
   * @param stream what it happened to
   * @param sentence one plain sentence, in English
   * @param before the facts it changed as they were
   * @param after the facts it changed as they were then
   */
  public record View(
      long position,
      Instant at,
      String eventId,
      String type,
      String stream,
      String sentence,
      ActorView actor,
      CauseView cause,
      Map<String, String> before,
      Map<String, String> after,
      @Nullable ProductId product,
      @Nullable LicenseId license,
      @Nullable OrganizationId buyer,
      @Nullable OrganizationId seller) {
    static View of(TimelineEntryRow row) {
      return new View(
          row.position().value(),
          row.recordedAt(),
          row.eventId(),
          row.type(),
          row.stream(),
          row.sentence(),
          ActorView.of(row.actor()),
          CauseView.of(row.cause()),
          row.before(),
          row.after(),
          row.product(),
          row.license(),
          row.buyer(),
          row.seller());
    }
  }

  /**
   * @param chain everything of the same correlation, the entry among it, oldest first
   */
  public record Opened(View entry, List<View> chain) {}

  public record ActorView(String kind, String id) {
    static ActorView of(Actor actor) {
      return new ActorView(actor.kind().name().toLowerCase(Locale.ROOT), actor.id());
    }
  }

  /**
   * @param providerEvent the payment provider's event id, where there is one
   */
  public record CauseView(String command, @Nullable String providerEvent, String correlation) {
    static CauseView of(Cause cause) {
      return new CauseView(cause.commandId(), cause.providerEventId(), cause.correlationId());
    }
  }

  @GetMapping("/organizations/{organization}/timeline")
  public Page<View> ofOrganization(
      Call call,
      @PathVariable OrganizationId organization,
      Narrowing narrowing,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = Pages.LIMIT) int limit) {
    call.requireReader(organization);
    return Pages.map(
        timeline.seenBy(
            organization, narrowing.filter(), Pages.request(after, limit), narrowing.sorted()),
        View::of);
  }

  /**
   * One entry, and what else the organisation may see of the same request or delivery, in order.
   */
  @GetMapping("/organizations/{organization}/timeline/{position}")
  public Opened entry(
      Call call, @PathVariable OrganizationId organization, @PathVariable long position) {
    call.requireReader(organization);
    TimelineEntryRow row =
        timeline
            .entry(organization, new Position(position))
            .orElseThrow(() -> ProblemException.unknown("timeline_entry"));
    return new Opened(
        View.of(row),
        timeline.ofCorrelation(organization, row.cause().correlationId(), CHAIN_MAX).stream()
            .map(View::of)
            .toList());
  }

  /** Everything of the instance, for its operator. */
  @GetMapping("/timeline")
  public Page<View> everything(
      Call call,
      Narrowing narrowing,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = Pages.LIMIT) int limit) {
    call.requireOperator();
    return Pages.map(
        timeline.everything(narrowing.filter(), Pages.request(after, limit), narrowing.sorted()),
        View::of);
  }

  /**
   * Query parameters that narrow or turn the list.
   *
   * @param from the first instant
   * @param until the first instant no longer in it
   * @param order {@code oldest_first} or {@code newest_first}; null for the first
   */
  public record Narrowing(
      @Nullable ProductId product,
      @Nullable LicenseId license,
      @Nullable OrganizationId buyer,
      @Nullable String actor,
      @Nullable String type,
      @Nullable Instant from,
      @Nullable Instant until,
      @Nullable String order) {
    TimelineFilter filter() {
      return new TimelineFilter(product, license, buyer, actor, type, from, until);
    }

    TimelineQueries.Order sorted() {
      if (order == null || order.equals("oldest_first")) {
        return TimelineQueries.Order.OLDEST_FIRST;
      }
      if (order.equals("newest_first")) {
        return TimelineQueries.Order.NEWEST_FIRST;
      }
      throw ProblemException.of(400, "parameter.invalid", "order is oldest_first or newest_first.");
    }
  }
}

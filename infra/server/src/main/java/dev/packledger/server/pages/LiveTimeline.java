package dev.packledger.server.pages;

import dev.packledger.domain.ledger.Position;
import dev.packledger.server.api.ProblemException;
import dev.packledger.server.api.TimelineApi;
import dev.packledger.server.following.AppliedPositions;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells an open timeline that something happened, by Server-Sent Events. Each look asks again who
 * looks, so that a session that ended is told nothing more.
 */
@Controller
class LiveTimeline {
  /** Open timelines of this node; each is a thread that sleeps. */
  static final int OPEN_MAX = 500;

  private static final Logger LOG = LoggerFactory.getLogger(LiveTimeline.class);
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(15);
  private static final Duration GATHERED = Duration.ofSeconds(1);
  private static final Duration LIFE = Duration.ofMinutes(30);
  private static final int ENTRIES = 100;

  private final TimelineApi timeline;
  private final AppliedPositions positions;
  private final Visits visits;
  private final SessionCookie cookie;
  private final Semaphore open = new Semaphore(OPEN_MAX);

  LiveTimeline(
      TimelineApi timeline, AppliedPositions positions, Visits visits, SessionCookie cookie) {
    this.timeline = timeline;
    this.positions = positions;
    this.visits = visits;
    this.cookie = cookie;
  }

  /**
   * @param since the position that the page knows of
   * @param told the last one that the browser was told of, where it comes back
   */
  @GetMapping("/{organization}/timeline/live")
  SseEmitter live(
      PageCall page,
      TimelinePage.Filter filter,
      @RequestParam long since,
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable Long told,
      HttpServletRequest request) {
    TimelineApi.Narrowing narrowing = filter.narrowing("newest_first");
    if (!open.tryAcquire()) {
      throw ProblemException.of(
          503, "timeline.too_many", "Too many timelines are open. Reload the page by hand.");
    }
    String secret = String.valueOf(cookie.secret(request));
    SseEmitter emitter = new SseEmitter(LIFE.toMillis());
    Thread.ofVirtual()
        .name("timeline-live")
        .start(
            () -> {
              try {
                tell(page, narrowing, told == null ? since : told, secret, emitter);
                emitter.complete();
              } catch (IOException | IllegalStateException gone) {
                LOG.debug("a timeline was closed: {}", gone.toString());
              } catch (RuntimeException failed) {
                LOG.warn("a timeline is no longer live", failed);
                emitter.completeWithError(failed);
              } finally {
                open.release();
              }
            });
    return emitter;
  }

  private void tell(
      PageCall page, TimelineApi.Narrowing narrowing, long since, String secret, SseEmitter emitter)
      throws IOException {
    long known = since;
    while (stillSees(page, secret)) {
      long at = positions.of("timeline").value();
      if (at > known) {
        long before = known;
        long added =
            timeline
                .ofOrganization(page.call(), page.here().organization(), narrowing, null, ENTRIES)
                .items()
                .stream()
                .filter(entry -> entry.position() > before)
                .count();
        known = at;
        if (added > 0) {
          emitter.send(SseEmitter.event().name("entries").id(Long.toString(at)).data(added));
        }
      }
      var unused = positions.await(new Position(known + 1), LOOK_AGAIN);
      emitter.send(SseEmitter.event().comment("here"));
      // Of a burst of events one look tells all.
      LockSupport.parkNanos(GATHERED.toNanos());
    }
  }

  private boolean stillSees(PageCall page, String secret) {
    return visits.of(secret) instanceof Visitor.Person person
        && person
            .in(page.here().organization())
            .filter(membership -> membership.role() == page.here().role())
            .isPresent();
  }
}

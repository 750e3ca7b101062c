package dev.packledger.server.api;

import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.licenses.LicenseId;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.projections.PageRequest;
import dev.packledger.server.history.AsOf;
import dev.packledger.server.history.LicenseFile;
import dev.packledger.server.history.LicenseHistories;
import dev.packledger.server.history.Moment;
import dev.packledger.server.history.Moments;
import dev.packledger.server.history.NoSuchMoment;
import dev.packledger.server.history.Question;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What happened to a licence, and what was allowed by it, at any moment: to those who audit its
 * seller or its buyer, each what concerns them, and to the operator.
 */
@RestController
@RequestMapping("/api/v1")
public class HistoryApi {
  private final LicenseHistories histories;
  private final LicenseHistories.Indexed indexed;
  private final Moments moments;

  HistoryApi(LicenseHistories histories, LicenseHistories.Indexed indexed, Moments moments) {
    this.histories = histories;
    this.indexed = indexed;
    this.moments = moments;
  }

  @GetMapping("/licenses/{license}/history")
  public HistoryView history(
      Call call,
      @PathVariable LicenseId license,
      @RequestParam(required = false) @Nullable String at,
      @RequestParam(required = false) @Nullable String token,
      @RequestParam(name = "package", required = false) @Nullable String pkg,
      @RequestParam(required = false) @Nullable String version,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = Pages.LIMIT) int limit) {
    int most = Pages.request(null, limit).limit();
    Question question = Question.parse(token, pkg, version).orElse(null);
    HistoryCursor cursor = after == null ? null : HistoryCursor.parse(after);
    Moment moment = moment(at, cursor);
    LicenseFile file =
        histories.open(license, moment).orElseThrow(() -> ProblemException.unknown("license"));
    OrganizationId viewer = viewer(call, file);
    LicenseHistories.Part part =
        indexed.read(file, question, viewer, cursor == null ? Position.START : cursor.last(), most);
    Position next = part.next();
    return HistoryView.of(
        file,
        part.told(),
        part.ending(),
        next == null ? null : HistoryCursor.after(next, moment).text());
  }

  /** The moment of the first page holds for all that follow. */
  private Moment moment(@Nullable String at, @Nullable HistoryCursor cursor) {
    if (cursor == null) {
      return at == null ? moments.now() : moments.of(asOf(at));
    }
    Moment first;
    try {
      first = cursor.moment(moments.of(new AsOf.AtPosition(cursor.position())));
    } catch (NoSuchMoment none) {
      throw new PageRequest.InvalidCursor(cursor.text());
    }
    if (at != null && !moments.of(asOf(at)).position().equals(first.position())) {
      throw new PageRequest.InvalidCursor(cursor.text());
    }
    return first;
  }

  private static AsOf asOf(String text) {
    return AsOf.parse(text)
        .orElseThrow(
            () ->
                ProblemException.of(
                    400, "as_of.invalid", "at is a position or an instant of RFC 3339."));
  }

  /** Null for the operator, who sees everything; others learn nothing of others' licences. */
  private static @Nullable OrganizationId viewer(Call call, LicenseFile file) {
    return switch (call.caller()) {
      case Caller.Operator _ -> null;
      case Caller.Claimant _ -> throw ProblemException.unknown("license");
      case Caller.Party party -> {
        if (!file.concerns(party.organization())) {
          throw ProblemException.unknown("license");
        }
        call.requireReader(party.organization());
        yield party.organization();
      }
    };
  }
}

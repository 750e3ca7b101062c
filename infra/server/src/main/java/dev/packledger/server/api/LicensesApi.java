package dev.packledger.server.api;

import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.licenses.LicenseCommand;
import dev.packledger.domain.licenses.LicenseId;
import dev.packledger.domain.licenses.Source;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.organizations.Role;
import dev.packledger.domain.products.PlanId;
import dev.packledger.projections.Page;
import dev.packledger.projections.directory.DirectoryQueries;
import dev.packledger.projections.directory.LicenseRow;
import dev.packledger.projections.directory.PaymentRow;
import dev.packledger.projections.directory.PlanRow;
import dev.packledger.server.usage.UsageQueries;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Licences: granted by hand, listed, read. What changes them is in {@link LicenseChangesApi}. */
@RestController
@RequestMapping("/api/v1")
public class LicensesApi {
  /** Today, in UTC, is one of them. */
  private static final int PREVIEW_DAYS = 7;

  private final ApiCommands commands;
  private final DirectoryQueries directory;
  private final LicenseRights rights;
  private final People people;
  private final UsageQueries usage;

  LicensesApi(
      ApiCommands commands,
      DirectoryQueries directory,
      LicenseRights rights,
      People people,
      UsageQueries usage) {
    this.commands = commands;
    this.directory = directory;
    this.rights = rights;
    this.people = people;
    this.usage = usage;
  }

  /** Whose licences: those an organisation sold, or those it holds. */
  public enum Side {
    SOLD,
    HELD
  }

  /**
   * A licence granted by hand.
   *
   * @param buyer null where it is to be claimed
   * @param customerEmail of the person who will claim it; null where the buyer is known
   * @param startsAt null for now
   * @param paidThrough null for no end
   */
  public record Grant(
      PlanId plan,
      int seats,
      @Nullable OrganizationId buyer,
      @Nullable String customerEmail,
      @Nullable Instant startsAt,
      @Nullable Instant paidThrough) {}

  public record Granted(LicenseId id, PlanId plan, @Nullable OrganizationId buyer, int seats) {}

  /**
   * @param tokens those that fetched a file of the licence's packages since {@code from}
   * @param installs files that they fetched
   */
  public record RevocationPreview(int seatsTaken, long tokens, long installs, LocalDate from) {}

  public record PaymentView(
      long position,
      Instant recordedAt,
      long amountMinor,
      long taxMinor,
      String currency,
      @Nullable Instant periodStart,
      @Nullable Instant periodEnd,
      @Nullable String refund,
      long refundedMinor) {
    static PaymentView of(PaymentRow row) {
      return new PaymentView(
          row.position().value(),
          row.recordedAt(),
          row.payment().amountMinor(),
          row.payment().taxMinor(),
          row.payment().currency(),
          row.payment().periodStart(),
          row.payment().periodEnd(),
          row.refund(),
          row.refundedMinor());
    }
  }

  @PostMapping("/organizations/{organization}/licenses")
  public ResponseEntity<Granted> grant(
      Call call, @PathVariable OrganizationId organization, @RequestBody Grant body) {
    call.require(organization, Role.ADMIN, Role.FINANCE);
    PlanRow plan = plan(organization, body.plan());
    LicenseId license = new LicenseId(call.postKey().id(LicenseId.PREFIX));
    Position position = commands.send(call, command(call, license, plan, body));
    return ApiCommands.created(
        "/api/v1/licenses/" + license.value(),
        position,
        new Granted(license, plan.id(), body.buyer(), body.seats()));
  }

  private LicenseCommand.Grant command(Call call, LicenseId license, PlanRow plan, Grant body) {
    OrganizationId buyer = body.buyer();
    if (buyer != null && directory.organization(buyer).isEmpty()) {
      throw ProblemException.unknown("organization");
    }
    String email = body.customerEmail();
    Instant startsAt = body.startsAt();
    return new LicenseCommand.Grant(
        license,
        plan.product(),
        plan.id(),
        plan.seller(),
        plan.terms(),
        body.seats(),
        Source.MANUAL,
        buyer,
        buyer != null || email == null ? null : people.person(call, email).email(),
        startsAt == null ? call.now() : startsAt,
        body.paidThrough());
  }

  private PlanRow plan(OrganizationId seller, PlanId id) {
    PlanRow plan =
        directory
            .plan(id)
            .filter(row -> row.seller().equals(seller))
            .orElseThrow(() -> ProblemException.unknown("plan"));
    if (plan.retiredAt() != null) {
      throw ProblemException.of(409, "plan.retired", "The plan is no longer sold.");
    }
    return plan;
  }

  @GetMapping("/organizations/{organization}/licenses")
  public Page<LicenseView> list(
      Call call,
      @PathVariable OrganizationId organization,
      @RequestParam(defaultValue = "held") String side,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = Pages.LIMIT) int limit) {
    call.requireReader(organization);
    return switch (side(side)) {
      case SOLD ->
          Pages.map(
              directory.licenses().bySeller(organization, Pages.request(after, limit)),
              row -> LicenseView.ofSeller(row, people));
      case HELD ->
          Pages.map(
              directory.licenses().byBuyer(organization, Pages.request(after, limit)),
              LicenseView::ofBuyer);
    };
  }

  private static Side side(String text) {
    for (Side side : Side.values()) {
      if (side.name().toLowerCase(Locale.ROOT).equals(text)) {
        return side;
      }
    }
    throw ProblemException.of(400, "parameter.invalid", "side is sold or held.");
  }

  @GetMapping("/licenses/{license}")
  public LicenseView read(Call call, @PathVariable LicenseId license) {
    LicenseRow row = rights.ofEither(call, license);
    return rights.isSeller(call, row)
        ? LicenseView.ofSeller(row, people)
        : LicenseView.ofBuyer(row);
  }

  /**
   * What a revocation would end, as far as the last seven days tell: nothing is changed. What
   * another licence of the same buyer covers goes on.
   */
  @GetMapping("/licenses/{license}/revocation-preview")
  public RevocationPreview revocationPreview(Call call, @PathVariable LicenseId license) {
    LicenseRow row = rights.ofSeller(call, license);
    LocalDate from = LocalDate.ofInstant(call.now(), ZoneOffset.UTC).minusDays(PREVIEW_DAYS - 1L);
    OrganizationId buyer = row.buyer();
    UsageQueries.Extent extent =
        buyer == null
            ? new UsageQueries.Extent(0, 0)
            : usage.extent(buyer, row.terms().packages(), from);
    return new RevocationPreview(row.seatsTaken(), extent.tokens(), extent.downloads(), from);
  }

  @GetMapping("/licenses/{license}/payments")
  public List<PaymentView> payments(Call call, @PathVariable LicenseId license) {
    rights.ofEither(call, license);
    return directory.licenses().payments(license).stream().map(PaymentView::of).toList();
  }
}

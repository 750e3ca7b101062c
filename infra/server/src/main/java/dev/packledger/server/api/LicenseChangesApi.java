package dev.packledger.server.api;

import dev.packledger.domain.licenses.LicenseCommand;
import dev.packledger.domain.licenses.LicenseEvent.RevocationReason;
import dev.packledger.domain.licenses.LicenseEvent.SuspensionReason;
import dev.packledger.domain.licenses.LicenseId;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.products.PlanId;
import dev.packledger.projections.directory.DirectoryQueries;
import dev.packledger.projections.directory.LicenseRow;
import dev.packledger.projections.directory.PlanRow;
import java.time.Instant;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a seller does to a licence by hand; a payment provider's news come by webhook. */
@RestController
@RequestMapping("/api/v1/licenses/{license}")
public class LicenseChangesApi {
  private final ApiCommands commands;
  private final DirectoryQueries directory;
  private final LicenseRights rights;

  LicenseChangesApi(ApiCommands commands, DirectoryQueries directory, LicenseRights rights) {
    this.commands = commands;
    this.directory = directory;
    this.rights = rights;
  }

  public record SeatCount(int seats) {}

  public record PlanChange(PlanId plan) {}

  public record Renewal(Instant paidThrough) {}

  public record Suspension(SuspensionReason reason) {}

  public record CancellationDate(Instant at) {}

  public record Revocation(RevocationReason reason) {}

  public record Transfer(OrganizationId buyer) {}

  @PostMapping("/seat-count")
  public ResponseEntity<Void> changeSeats(
      Call call, @PathVariable LicenseId license, @RequestBody SeatCount body) {
    return send(call, license, new LicenseCommand.ChangeSeats(license, body.seats()));
  }

  /** The licence takes the plan's terms of now. */
  @PostMapping("/plan")
  public ResponseEntity<Void> changePlan(
      Call call, @PathVariable LicenseId license, @RequestBody PlanChange body) {
    LicenseRow row = rights.ofSeller(call, license);
    PlanRow plan =
        directory
            .plan(body.plan())
            .filter(known -> known.product().equals(row.product()))
            .orElseThrow(() -> ProblemException.unknown("plan"));
    return send(call, license, new LicenseCommand.ChangePlan(license, plan.id(), plan.terms()));
  }

  @PostMapping("/renew")
  public ResponseEntity<Void> renew(
      Call call, @PathVariable LicenseId license, @RequestBody Renewal body) {
    return send(call, license, new LicenseCommand.Renew(license, body.paidThrough()));
  }

  @PostMapping("/suspend")
  public ResponseEntity<Void> suspend(
      Call call, @PathVariable LicenseId license, @RequestBody Suspension body) {
    return send(call, license, new LicenseCommand.Suspend(license, body.reason()));
  }

  @PostMapping("/lift-suspension")
  public ResponseEntity<Void> liftSuspension(
      Call call, @PathVariable LicenseId license, @RequestBody Suspension body) {
    return send(call, license, new LicenseCommand.LiftSuspension(license, body.reason()));
  }

  @PostMapping("/schedule-cancellation")
  public ResponseEntity<Void> scheduleCancellation(
      Call call, @PathVariable LicenseId license, @RequestBody CancellationDate body) {
    return send(call, license, new LicenseCommand.ScheduleCancellation(license, body.at()));
  }

  @PostMapping("/withdraw-cancellation")
  public ResponseEntity<Void> withdrawCancellation(Call call, @PathVariable LicenseId license) {
    return send(call, license, new LicenseCommand.WithdrawCancellation(license));
  }

  @PostMapping("/cancel")
  public ResponseEntity<Void> cancel(Call call, @PathVariable LicenseId license) {
    return send(call, license, new LicenseCommand.Cancel(license));
  }

  @PostMapping("/revoke")
  public ResponseEntity<Void> revoke(
      Call call, @PathVariable LicenseId license, @RequestBody Revocation body) {
    return send(call, license, new LicenseCommand.Revoke(license, body.reason()));
  }

  @PostMapping("/reverse-revocation")
  public ResponseEntity<Void> reverseRevocation(
      Call call, @PathVariable LicenseId license, @RequestBody Revocation body) {
    return send(call, license, new LicenseCommand.ReverseRevocation(license, body.reason()));
  }

  /** Gives the licence to another buyer; its seats become free. */
  @PostMapping("/transfer")
  public ResponseEntity<Void> transfer(
      Call call, @PathVariable LicenseId license, @RequestBody Transfer body) {
    rights.ofSeller(call, license);
    if (directory.organization(body.buyer()).isEmpty()) {
      throw ProblemException.unknown("organization");
    }
    return send(call, license, new LicenseCommand.Transfer(license, body.buyer()));
  }

  private ResponseEntity<Void> send(Call call, LicenseId license, LicenseCommand command) {
    rights.ofSeller(call, license);
    return ApiCommands.done(commands.send(call, command));
  }
}

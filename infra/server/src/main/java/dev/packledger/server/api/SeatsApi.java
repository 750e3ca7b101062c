package dev.packledger.server.api;

import dev.packledger.domain.licenses.LicenseCommand;
import dev.packledger.domain.licenses.LicenseEvent.SeatLoss;
import dev.packledger.domain.licenses.LicenseId;
import dev.packledger.domain.organizations.Holder;
import dev.packledger.projections.directory.DirectoryQueries;
import dev.packledger.projections.directory.LicenseRow;
import dev.packledger.projections.directory.SeatRow;
import java.time.Instant;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who uses a licence. The buyer assigns seats; the single point where a holder is checked. */
@RestController
@RequestMapping("/api/v1/licenses/{license}/seats")
public class SeatsApi {
  private final ApiCommands commands;
  private final DirectoryQueries directory;
  private final LicenseRights rights;
  private final HolderRights holders;

  SeatsApi(
      ApiCommands commands,
      DirectoryQueries directory,
      LicenseRights rights,
      HolderRights holders) {
    this.commands = commands;
    this.directory = directory;
    this.rights = rights;
    this.holders = holders;
  }

  public record View(Holder holder, Instant assignedAt) {
    static View of(SeatRow row) {
      return new View(row.holder(), row.assignedAt());
    }
  }

  @GetMapping
  public List<View> list(Call call, @PathVariable LicenseId license) {
    rights.ofEither(call, license);
    return directory.licenses().seats(license).stream().map(View::of).toList();
  }

  @PutMapping("/{holder}")
  public ResponseEntity<Void> assign(
      Call call, @PathVariable LicenseId license, @PathVariable Holder holder) {
    LicenseRow row = rights.ofBuyer(call, license);
    holders.requirePresent(LicenseRights.buyer(row), holder, call.now());
    return ApiCommands.done(commands.send(call, new LicenseCommand.AssignSeat(license, holder)));
  }

  @DeleteMapping("/{holder}")
  public ResponseEntity<Void> unassign(
      Call call, @PathVariable LicenseId license, @PathVariable Holder holder) {
    rights.ofBuyer(call, license);
    return ApiCommands.done(
        commands.send(call, new LicenseCommand.UnassignSeat(license, holder, SeatLoss.UNASSIGNED)));
  }
}

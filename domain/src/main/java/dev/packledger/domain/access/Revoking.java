package dev.packledger.domain.access;

import dev.packledger.domain.ledger.Command;
import dev.packledger.domain.licenses.LicenseCommand;
import dev.packledger.domain.organizations.OrganizationCommand;
import dev.packledger.domain.tokens.TokenCommand;

/**
 * Which commands may turn an allow into a deny. Their answer waits until no node would still allow,
 * and gets a revocation receipt; to wait once too often costs a moment, once too seldom the
 * promise.
 */
public final class Revoking {
  private Revoking() {}

  /** Whether an accepted command may take access away, now or by having been sent before. */
  public static boolean mayDeny(Command command) {
    if (command instanceof LicenseCommand license) {
      return mayDeny(license);
    }
    if (command instanceof TokenCommand token) {
      return mayDeny(token);
    }
    return command instanceof OrganizationCommand organization && mayDeny(organization);
  }

  private static boolean mayDeny(LicenseCommand command) {
    return switch (command) {
      case LicenseCommand.Suspend _,
          LicenseCommand.ChangeSeats _,
          LicenseCommand.UnassignSeat _,
          LicenseCommand.ChangePlan _,
          LicenseCommand.ScheduleCancellation _,
          LicenseCommand.Cancel _,
          LicenseCommand.Revoke _,
          LicenseCommand.Transfer _ ->
          true;
      case LicenseCommand.Grant _,
          LicenseCommand.Claim _,
          LicenseCommand.Renew _,
          LicenseCommand.FailPayment _,
          LicenseCommand.MarkPastDue _,
          LicenseCommand.LiftSuspension _,
          LicenseCommand.AssignSeat _,
          LicenseCommand.WithdrawCancellation _,
          LicenseCommand.Expire _,
          LicenseCommand.ReverseRevocation _,
          LicenseCommand.ReceivePayment _,
          LicenseCommand.RefundPayment _ ->
          false;
    };
  }

  private static boolean mayDeny(TokenCommand command) {
    return switch (command) {
      case TokenCommand.Rotate _, TokenCommand.Revoke _ -> true;
      case TokenCommand.Issue _ -> false;
    };
  }

  private static boolean mayDeny(OrganizationCommand command) {
    return switch (command) {
      case OrganizationCommand.RemoveMember _,
          OrganizationCommand.ChangeRole _,
          OrganizationCommand.RemovePipeline _ ->
          true;
      case OrganizationCommand.Register _,
          OrganizationCommand.Rename _,
          OrganizationCommand.InviteMember _,
          OrganizationCommand.Join _,
          OrganizationCommand.RestoreOwner _,
          OrganizationCommand.RegisterPipeline _,
          OrganizationCommand.ConnectPaymentAccount _,
          OrganizationCommand.DisconnectPaymentAccount _ ->
          false;
    };
  }
}

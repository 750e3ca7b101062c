package dev.packledger.domain.organizations;

import static dev.packledger.domain.ledger.Outcome.accepted;
import static dev.packledger.domain.ledger.Outcome.refused;

import dev.packledger.domain.ledger.Context;
import dev.packledger.domain.ledger.Outcome;
import dev.packledger.domain.ledger.PlainText;
import dev.packledger.domain.organizations.Organization.Connection;
import dev.packledger.domain.organizations.Organization.Member;
import dev.packledger.domain.organizations.Organization.PaymentAccount;
import dev.packledger.domain.organizations.Organization.Pipeline;
import dev.packledger.domain.organizations.Organization.Standing;
import dev.packledger.domain.organizations.OrganizationCommand.ChangeRole;
import dev.packledger.domain.organizations.OrganizationCommand.ConnectPaymentAccount;
import dev.packledger.domain.organizations.OrganizationCommand.DisconnectPaymentAccount;
import dev.packledger.domain.organizations.OrganizationCommand.InviteMember;
import dev.packledger.domain.organizations.OrganizationCommand.Join;
import dev.packledger.domain.organizations.OrganizationCommand.Register;
import dev.packledger.domain.organizations.OrganizationCommand.RegisterPipeline;
import dev.packledger.domain.organizations.OrganizationCommand.RemoveMember;
import dev.packledger.domain.organizations.OrganizationCommand.RemovePipeline;
import dev.packledger.domain.organizations.OrganizationCommand.Rename;
import dev.packledger.domain.organizations.OrganizationCommand.RestoreOwner;
import dev.packledger.domain.organizations.OrganizationEvent.MemberInvited;
import dev.packledger.domain.organizations.OrganizationEvent.MemberJoined;
import dev.packledger.domain.organizations.OrganizationEvent.MemberRemoved;
import dev.packledger.domain.organizations.OrganizationEvent.MemberRoleChanged;
import dev.packledger.domain.organizations.OrganizationEvent.OrganizationRegistered;
import dev.packledger.domain.organizations.OrganizationEvent.OrganizationRenamed;
import dev.packledger.domain.organizations.OrganizationEvent.PaymentAccountConnected;
import dev.packledger.domain.organizations.OrganizationEvent.PaymentAccountDisconnected;
import dev.packledger.domain.organizations.OrganizationEvent.PipelineRegistered;
import dev.packledger.domain.organizations.OrganizationEvent.PipelineRemoved;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The rules of organisations: one role a member, one membership a person, never without a lasting
 * owner. Whether the actor's own role allows the command is asked before it gets here; only the
 * operator's privilege is guarded here too. A command that asks for what already holds is accepted
 * without events.
 */
public final class OrganizationDecider {
  /** Longest id of a provider or of an account there, in characters. */
  public static final int PROVIDER_ID_LENGTH_MAX = 255;

  private OrganizationDecider() {}

  /** What the organisation says to a command; null stands for none of this id. */
  public static Outcome decide(
      @Nullable Organization state, OrganizationCommand command, Context context) {
    if (state == null) {
      return command instanceof Register register
          ? register(register)
          : refused(OrganizationRefusal.UNKNOWN, "There is no such organisation.");
    }
    return switch (command) {
      case Register register -> registerAgain(state, register);
      case Rename rename -> rename(state, rename);
      case InviteMember invite -> MemberRules.invite(state, invite, context.now());
      case Join join -> MemberRules.join(state, join);
      case ChangeRole change -> MemberRules.changeRole(state, change, context.now());
      case RemoveMember remove -> MemberRules.remove(state, remove);
      case RestoreOwner restore -> MemberRules.restoreOwner(state, restore, context.actor());
      case RegisterPipeline register -> registerPipeline(state, register);
      case RemovePipeline remove -> removePipeline(state, remove);
      case ConnectPaymentAccount connect -> connect(state, connect);
      case DisconnectPaymentAccount disconnect -> disconnect(state, disconnect);
    };
  }

  private static Outcome register(Register command) {
    if (!OrganizationSlug.isValid(command.slug())) {
      return refused(
          OrganizationRefusal.SLUG_INVALID,
          "A slug has 2 to 39 lower-case letters, digits and single hyphens between them.");
    }
    if (OrganizationSlug.RESERVED.contains(command.slug())) {
      return refused(OrganizationRefusal.SLUG_RESERVED, "This slug is reserved.");
    }
    if (!command.organization().equals(OrganizationId.ofSlug(command.slug()))) {
      return refused(
          OrganizationRefusal.SLUG_MISMATCH,
          "The organisation's id does not follow from the slug.");
    }
    if (!PlainText.isName(command.displayName())) {
      return invalidName();
    }
    if (!command.email().person().equals(command.person())) {
      return MemberRules.emailOfAnother();
    }
    return accepted(
        new OrganizationRegistered(command.slug(), command.displayName()),
        new MemberInvited(command.owner(), command.person(), command.email(), Role.OWNER, null),
        new MemberJoined(command.owner()));
  }

  /** Accepted where its founder repeats it, whatever the organisation has become since. */
  private static Outcome registerAgain(Organization state, Register command) {
    Member owner = state.members().get(command.owner());
    boolean repeated =
        state.slug().equals(command.slug())
            && command.owner().equals(state.founder())
            && owner != null
            && owner.person().equals(command.person());
    return repeated ? accepted() : refused(OrganizationRefusal.SLUG_TAKEN, "This slug is taken.");
  }

  private static Outcome rename(Organization state, Rename command) {
    if (!PlainText.isName(command.displayName())) {
      return invalidName();
    }
    return state.displayName().equals(command.displayName())
        ? accepted()
        : accepted(new OrganizationRenamed(command.displayName()));
  }

  private static Outcome registerPipeline(Organization state, RegisterPipeline command) {
    if (!PlainText.isName(command.name())) {
      return refused(
          OrganizationRefusal.PIPELINE_NAME_INVALID,
          "A pipeline's name is one line of 1 to 100 characters.");
    }
    Pipeline known = state.pipelines().get(command.pipeline());
    if (known != null) {
      return !known.removed() && known.name().equals(command.name())
          ? accepted()
          : refused(
              OrganizationRefusal.PIPELINE_EXISTS, "A pipeline of this id was registered before.");
    }
    boolean nameTaken =
        state.pipelines().values().stream()
            .anyMatch(other -> !other.removed() && other.name().equals(command.name()));
    return nameTaken
        ? refused(
            OrganizationRefusal.PIPELINE_NAME_TAKEN, "Another pipeline already has this name.")
        : accepted(new PipelineRegistered(command.pipeline(), command.name()));
  }

  private static Outcome removePipeline(Organization state, RemovePipeline command) {
    Pipeline known = state.pipelines().get(command.pipeline());
    if (known == null) {
      return refused(OrganizationRefusal.PIPELINE_UNKNOWN, "There is no such pipeline.");
    }
    return known.removed() ? accepted() : accepted(new PipelineRemoved(command.pipeline()));
  }

  private static Outcome connect(Organization state, ConnectPaymentAccount command) {
    if (!PlainText.isIdentifier(command.provider(), PROVIDER_ID_LENGTH_MAX)
        || !PlainText.isIdentifier(command.account(), PROVIDER_ID_LENGTH_MAX)) {
      return refused(
          OrganizationRefusal.PAYMENT_ACCOUNT_INVALID,
          "Provider and account are ids of 1 to 255 plain characters.");
    }
    Connection known =
        state.paymentAccounts().get(new PaymentAccount(command.provider(), command.account()));
    if (known != null && known.live() != command.live()) {
      return refused(
          OrganizationRefusal.PAYMENT_ACCOUNT_MODE,
          "This account is known in the provider's other mode.");
    }
    return known != null && known.connected()
        ? accepted()
        : accepted(
            new PaymentAccountConnected(command.provider(), command.account(), command.live()));
  }

  private static Outcome disconnect(Organization state, DisconnectPaymentAccount command) {
    Connection known =
        state.paymentAccounts().get(new PaymentAccount(command.provider(), command.account()));
    if (known == null) {
      return refused(
          OrganizationRefusal.PAYMENT_ACCOUNT_UNKNOWN, "There is no such payment account.");
    }
    return known.connected()
        ? accepted(new PaymentAccountDisconnected(command.provider(), command.account()))
        : accepted();
  }

  private static Outcome invalidName() {
    return refused(
        OrganizationRefusal.NAME_INVALID, "A display name is one line of 1 to 100 characters.");
  }

  /** The organisation after an event; an event before the registration leaves it absent. */
  public static @Nullable Organization evolve(
      @Nullable Organization state, OrganizationEvent event) {
    if (state == null) {
      return event instanceof OrganizationRegistered(String slug, String displayName)
          ? Organization.registered(slug, displayName)
          : null;
    }
    return switch (event) {
      case OrganizationRegistered _ -> state;
      case OrganizationRenamed(String displayName) -> state.named(displayName);
      case MemberInvited invited ->
          state.with(
              invited.member(),
              new Member(invited.person(), invited.role(), invited.roleUntil(), Standing.INVITED));
      case MemberJoined(MemberId member) ->
          state.changing(member, present -> present.standing(Standing.JOINED));
      case MemberRoleChanged(MemberId member, Role role, Instant until) ->
          state.changing(member, present -> present.role(role, until));
      case MemberRemoved(MemberId member) ->
          state.changing(member, present -> present.standing(Standing.REMOVED));
      case PipelineRegistered(PipelineId pipeline, String name) ->
          state.with(pipeline, new Pipeline(name, false));
      case PipelineRemoved(PipelineId pipeline) -> state.without(pipeline);
      case PaymentAccountConnected(String provider, String account, boolean live) ->
          state.with(new PaymentAccount(provider, account), new Connection(live, true));
      case PaymentAccountDisconnected(String provider, String account) ->
          state.without(new PaymentAccount(provider, account));
    };
  }
}

package dev.packledger.server.pages.signin;

import dev.packledger.domain.ledger.Actor;
import dev.packledger.domain.ledger.Cause;
import dev.packledger.domain.ledger.Commands;
import dev.packledger.domain.ledger.Outcome;
import dev.packledger.domain.organizations.MemberId;
import dev.packledger.domain.organizations.OrganizationCommand;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.identity.signin.Accounts;
import dev.packledger.identity.signin.OneTimeLinks;
import dev.packledger.identity.signin.SecurityLog;
import dev.packledger.server.api.ProblemException;
import dev.packledger.server.pages.Form;
import dev.packledger.server.pages.Tries;
import dev.packledger.server.web.ClientAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * An invited person sets a password, or shows the one that they have, and joins. A link works once;
 * one that was opened only still works.
 */
@Controller
class InvitationPages {
  private final OneTimeLinks links;
  private final Accounts accounts;
  private final NewPasswords newPasswords;
  private final Tries tries;
  private final Commands commands;
  private final SecurityLog log;
  private final InstantSource clock;

  InvitationPages(
      OneTimeLinks links,
      Accounts accounts,
      NewPasswords newPasswords,
      Tries tries,
      Commands commands,
      SecurityLog log,
      InstantSource clock) {
    this.links = links;
    this.accounts = accounts;
    this.newPasswords = newPasswords;
    this.tries = tries;
    this.commands = commands;
    this.log = log;
    this.clock = clock;
  }

  @GetMapping("/invitation/{secret}")
  String form(@PathVariable String secret, Model model) {
    return show(secret, model);
  }

  private String show(String secret, Model model) {
    model.addAttribute("known", accounts.exists(link(secret).person()));
    return "invitation";
  }

  private OneTimeLinks.Link link(String secret) {
    return links
        .look(secret, clock.instant())
        .filter(link -> link.kind() == OneTimeLinks.Kind.INVITATION)
        .orElseThrow(InvitationPages::gone);
  }

  private static ProblemException gone() {
    return ProblemException.of(
        404, "invitation.unknown", "The link was used, has expired, or is none of ours.");
  }

  @PostMapping("/invitation/{secret}")
  String join(@PathVariable String secret, @RequestParam String password, Form form) {
    return form.submit(
        () -> join(secret, password, ClientAddress.of(form.request())),
        () -> show(secret, form.model()));
  }

  private String join(String secret, String password, String address) {
    OneTimeLinks.Link link = link(secret);
    Instant now = clock.instant();
    boolean known = accounts.exists(link.person());
    if (known) {
      requirePassword(link, password, address);
    } else {
      newPasswords.require(password);
    }
    OneTimeLinks.Link used = links.use(secret, now).orElseThrow(InvitationPages::gone);
    if (!known) {
      accounts.setPassword(used.person(), password, now);
      log.write(SecurityLog.Kind.PASSWORD_SET, used.person(), null, address, "", now);
    }
    OrganizationId organization = Objects.requireNonNull(used.organization(), "an invitation's");
    MemberId member = Objects.requireNonNull(used.member(), "an invitation's");
    String request = UUID.randomUUID().toString();
    Commands.Answer answer =
        commands.send(
            new OrganizationCommand.Join(organization, member),
            new Actor(Actor.Kind.MEMBER, member.value()),
            new Cause(request, null, request));
    if (answer.outcome() instanceof Outcome.Refused refused) {
      throw ProblemException.of(refused);
    }
    log.write(SecurityLog.Kind.INVITATION_ACCEPTED, used.person(), organization, address, "", now);
    return "redirect:/sign-in";
  }

  private void requirePassword(OneTimeLinks.Link link, String password, String address) {
    tries.require(address, null);
    if (!accounts.passwordMatches(Optional.of(link.person()), password)) {
      tries.failed(address, null);
      throw ProblemException.of(401, "credential.wrong", "This is not your password.");
    }
  }
}

package dev.packledger.server.pages.signin;

import dev.packledger.identity.signin.Accounts;
import dev.packledger.identity.signin.SecurityLog;
import dev.packledger.identity.signin.SessionId;
import dev.packledger.identity.signin.Sessions;
import dev.packledger.identity.signin.Totp;
import dev.packledger.server.api.ProblemException;
import dev.packledger.server.pages.Confirmation;
import dev.packledger.server.pages.Form;
import dev.packledger.server.pages.SignInNeeded;
import dev.packledger.server.pages.Visitor;
import dev.packledger.server.web.ClientAddress;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What a person sees and changes of their own account: sessions, password, authenticator. */
@Controller
class AccountPages {
  private static final int LOG_ENTRIES = 50;

  private final Accounts accounts;
  private final NewPasswords newPasswords;
  private final Sessions sessions;
  private final SecurityLog log;
  private final Confirmation confirmation;
  private final InstantSource clock;

  AccountPages(
      Accounts accounts,
      NewPasswords newPasswords,
      Sessions sessions,
      SecurityLog log,
      Confirmation confirmation,
      InstantSource clock) {
    this.accounts = accounts;
    this.newPasswords = newPasswords;
    this.sessions = sessions;
    this.log = log;
    this.confirmation = confirmation;
    this.clock = clock;
  }

  @GetMapping("/account")
  String account(Visitor visitor, Model model) {
    return show(person(visitor), model);
  }

  private String show(Visitor.Person person, Model model) {
    Instant now = clock.instant();
    model.addAttribute(
        "sessions",
        sessions.of(person.id()).stream()
            .filter(session -> Sessions.Limits.DEFAULT.isLive(session, now))
            .toList());
    model.addAttribute("own", person.session().id());
    model.addAttribute("log", log.of(person.id(), null, LOG_ENTRIES));
    return "account";
  }

  @PostMapping("/account/sessions/{session}/end")
  String end(@PathVariable String session, Visitor visitor, Form form) {
    return change(
        visitor,
        form,
        person -> {
          SessionId id = new SessionId(session);
          boolean own = sessions.of(person.id()).stream().anyMatch(one -> one.id().equals(id));
          if (!own || !sessions.end(id, clock.instant())) {
            throw ProblemException.unknown("session");
          }
          note(SecurityLog.Kind.SESSION_ENDED, person, form.request());
          return "redirect:/account";
        });
  }

  /** Another password; it ends every other session. */
  @PostMapping("/account/password")
  String password(@RequestParam("new-password") String password, Visitor visitor, Form form) {
    return change(
        visitor,
        form,
        person -> {
          confirmation.require(person, form.request());
          newPasswords.require(password);
          Instant now = clock.instant();
          accounts.setPassword(person.id(), password, now);
          sessions.endAll(person.id(), person.session().id(), now);
          note(SecurityLog.Kind.PASSWORD_CHANGED, person, form.request());
          return "redirect:/account";
        });
  }

  /** A new secret for an authenticator, shown by this answer and by none after it. */
  @PostMapping("/account/authenticator")
  String begin(Visitor visitor, Form form) {
    return change(
        visitor,
        form,
        person -> {
          confirmation.require(person, form.request());
          String secret = accounts.beginTotp(person.id(), clock.instant());
          form.model().addAttribute("secret", secret);
          form.model().addAttribute("uri", Totp.uri("Packledger", person.id().value(), secret));
          return "authenticator";
        });
  }

  @PostMapping("/account/authenticator/confirm")
  String confirm(@RequestParam String code, Visitor visitor, Form form) {
    return change(
        visitor,
        form,
        person -> {
          if (!accounts.confirmTotp(person.id(), code.strip(), clock.instant())) {
            throw ProblemException.of(
                422, "code.wrong", "This code is not right. Set the authenticator up again.");
          }
          note(SecurityLog.Kind.TOTP_ADDED, person, form.request());
          return "redirect:/account";
        });
  }

  private interface Change {
    String by(Visitor.Person person);
  }

  private String change(Visitor visitor, Form form, Change change) {
    Visitor.Person person = person(visitor);
    return form.submit(() -> change.by(person), () -> show(person, form.model()));
  }

  private static Visitor.Person person(Visitor visitor) {
    return switch (visitor) {
      case Visitor.Person person -> person;
      case Visitor.Operator _ -> throw ProblemException.unknown("account");
      case Visitor.Stranger _ -> throw new SignInNeeded();
    };
  }

  private void note(SecurityLog.Kind kind, Visitor.Person person, HttpServletRequest request) {
    log.write(kind, person.id(), null, ClientAddress.of(request), "", clock.instant());
  }
}

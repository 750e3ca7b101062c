package dev.packledger.server.pages.signin;

import dev.packledger.identity.signin.Accounts;
import dev.packledger.identity.signin.Passwords;
import dev.packledger.identity.signin.SecurityLog;
import dev.packledger.identity.signin.SessionId;
import dev.packledger.identity.signin.Sessions;
import dev.packledger.identity.signin.Totp;
import dev.packledger.server.api.ProblemException;
import dev.packledger.server.pages.Confirmation;
import dev.packledger.server.pages.SessionCookie;
import dev.packledger.server.pages.Shown;
import dev.packledger.server.pages.Visitor;
import dev.packledger.server.pages.Visits;
import dev.packledger.server.web.ClientAddress;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
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
  private final Passwords passwords;
  private final Sessions sessions;
  private final SecurityLog log;
  private final Confirmation confirmation;
  private final Visits visits;
  private final SessionCookie cookie;
  private final InstantSource clock;

  AccountPages(
      Accounts accounts,
      Passwords passwords,
      Sessions sessions,
      SecurityLog log,
      Confirmation confirmation,
      Visits visits,
      SessionCookie cookie,
      InstantSource clock) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.sessions = sessions;
    this.log = log;
    this.confirmation = confirmation;
    this.visits = visits;
    this.cookie = cookie;
    this.clock = clock;
  }

  @GetMapping("/account")
  String account(HttpServletRequest request, Model model) {
    return visits.of(cookie.secret(request)) instanceof Visitor.Person person
        ? show(person, model)
        : "redirect:/sign-in?then=/account";
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
  String end(
      @PathVariable String session,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    return change(
        request,
        response,
        model,
        person -> {
          SessionId id = new SessionId(session);
          boolean own = sessions.of(person.id()).stream().anyMatch(one -> one.id().equals(id));
          if (!own || !sessions.end(id, clock.instant())) {
            throw ProblemException.unknown("session");
          }
          note(SecurityLog.Kind.SESSION_ENDED, person, request);
          return "redirect:/account";
        });
  }

  /** Another password; it ends every other session. */
  @PostMapping("/account/password")
  String password(
      @RequestParam("new-password") String password,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    return change(
        request,
        response,
        model,
        person -> {
          confirmation.require(person, request);
          passwords
              .refusal(password)
              .ifPresent(
                  code -> {
                    throw ProblemException.of(
                        422,
                        code,
                        "Take a password of 12 to 128 characters that is not a common one.");
                  });
          Instant now = clock.instant();
          accounts.setPassword(person.id(), password, now);
          sessions.endAll(person.id(), person.session().id(), now);
          note(SecurityLog.Kind.PASSWORD_CHANGED, person, request);
          return "redirect:/account";
        });
  }

  /** A new secret for an authenticator, shown by this answer and by none after it. */
  @PostMapping("/account/authenticator")
  String begin(HttpServletRequest request, HttpServletResponse response, Model model) {
    return change(
        request,
        response,
        model,
        person -> {
          confirmation.require(person, request);
          String secret = accounts.beginTotp(person.id(), clock.instant());
          model.addAttribute("secret", secret);
          model.addAttribute("uri", Totp.uri("Packledger", person.id().value(), secret));
          return "authenticator";
        });
  }

  @PostMapping("/account/authenticator/confirm")
  String confirm(
      @RequestParam String code,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    return change(
        request,
        response,
        model,
        person -> {
          if (!accounts.confirmTotp(person.id(), code.strip(), clock.instant())) {
            throw ProblemException.of(
                422, "code.wrong", "This code is not right. Set the authenticator up again.");
          }
          note(SecurityLog.Kind.TOTP_ADDED, person, request);
          return "redirect:/account";
        });
  }

  private interface Change {
    String by(Visitor.Person person);
  }

  private String change(
      HttpServletRequest request, HttpServletResponse response, Model model, Change change) {
    if (!(visits.of(cookie.secret(request)) instanceof Visitor.Person person)) {
      return "redirect:/sign-in?then=/account";
    }
    Supplier<String> done = () -> change.by(person);
    return Shown.orAgain(request, response, model, done, () -> show(person, model));
  }

  private void note(SecurityLog.Kind kind, Visitor.Person person, HttpServletRequest request) {
    log.write(kind, person.id(), null, ClientAddress.of(request), "", clock.instant());
  }
}

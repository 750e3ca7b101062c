package dev.packledger.server.pages.signin;

import dev.packledger.domain.ledger.PersonId;
import dev.packledger.identity.OperatorKey;
import dev.packledger.identity.PersonKeys;
import dev.packledger.identity.signin.Accounts;
import dev.packledger.identity.signin.SecurityLog;
import dev.packledger.identity.signin.Sessions;
import dev.packledger.identity.signin.Subject;
import dev.packledger.server.api.ProblemException;
import dev.packledger.server.pages.Form;
import dev.packledger.server.pages.SessionCookie;
import dev.packledger.server.pages.Tries;
import dev.packledger.server.pages.Visitor;
import dev.packledger.server.web.ClientAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Signing in by e-mail address, password and, where the person has an authenticator, its code; the
 * operator signs in by the operator key. Who does not know the password is told one sentence, after
 * the same work, so that nobody learns who has an account.
 */
@Controller
class SignInPages {
  private static final int USER_AGENT_CHARS_MAX = 200;

  private final Accounts accounts;
  private final Sessions sessions;
  private final PersonKeys people;
  private final OperatorKey operatorKey;
  private final Tries tries;
  private final SecurityLog log;
  private final SessionCookie cookie;
  private final InstantSource clock;

  SignInPages(
      Accounts accounts,
      Sessions sessions,
      PersonKeys people,
      OperatorKey operatorKey,
      Tries tries,
      SecurityLog log,
      SessionCookie cookie,
      InstantSource clock) {
    this.accounts = accounts;
    this.sessions = sessions;
    this.people = people;
    this.operatorKey = operatorKey;
    this.tries = tries;
    this.log = log;
    this.cookie = cookie;
    this.clock = clock;
  }

  /** Where everybody begins. */
  @GetMapping("/")
  String home(Visitor visitor) {
    return switch (visitor) {
      case Visitor.Stranger _ -> "redirect:/sign-in";
      case Visitor.Operator _ -> "redirect:/operator";
      case Visitor.Person person -> "redirect:/" + person.memberships().getFirst().slug();
    };
  }

  @GetMapping("/sign-in")
  String form(@RequestParam(required = false) @Nullable String then, Model model) {
    return show(then, model);
  }

  private static String show(@Nullable String then, Model model) {
    model.addAttribute("then", local(then));
    return "sign-in";
  }

  @PostMapping("/sign-in")
  String signIn(
      @RequestParam String email,
      @RequestParam String password,
      @RequestParam(defaultValue = "") String code,
      @RequestParam(required = false) @Nullable String then,
      Form form) {
    return form.submit(
        () -> {
          Instant now = clock.instant();
          PersonId person = known(email, password, code, ClientAddress.of(form.request()), now);
          open(new Subject.Person(person), form, now);
          write(SecurityLog.Kind.SIGNED_IN, person, form, now);
          return "redirect:" + local(then);
        },
        () -> show(then, form.model()));
  }

  private PersonId known(String email, String password, String code, String address, Instant now) {
    tries.require(address, null);
    Optional<PersonId> found = people.find(email);
    if (!accounts.passwordMatches(found, password)) {
      throw wrong(found.orElse(null), null, address, now);
    }
    PersonId person = found.orElseThrow();
    if (!accounts.hasTotp(person)) {
      return person;
    }
    if (code.isBlank()) {
      throw ProblemException.of(
          401, "code.missing", "Type the code that your authenticator shows, too.");
    }
    tries.require(address, person);
    if (!accounts.useTotp(person, code, now)) {
      throw wrong(person, person, address, now);
    }
    return person;
  }

  /**
   * @param concerned in whose security log it stands
   * @param past who knew the password
   */
  private ProblemException wrong(
      @Nullable PersonId concerned, @Nullable PersonId past, String address, Instant now) {
    tries.failed(address, past);
    log.write(SecurityLog.Kind.SIGN_IN_FAILED, concerned, null, address, "", now);
    return ProblemException.of(401, "credential.wrong", "Address, password or code is wrong.");
  }

  @PostMapping("/sign-in/operator")
  String signInOperator(@RequestParam("operator-password") String key, Form form) {
    return form.submit(
        () -> {
          Instant now = clock.instant();
          String address = ClientAddress.of(form.request());
          tries.require(address, null);
          if (!operatorKey.matches(key.strip())) {
            tries.failed(address, null);
            write(SecurityLog.Kind.OPERATOR_SIGN_IN_FAILED, null, form, now);
            throw ProblemException.of(401, "credential.wrong", "This is not the operator key.");
          }
          open(new Subject.Operator(), form, now);
          write(SecurityLog.Kind.OPERATOR_SIGNED_IN, null, form, now);
          return "redirect:/operator";
        },
        () -> show(null, form.model()));
  }

  @PostMapping("/sign-out")
  String signOut(Visitor visitor, Form form) {
    Instant now = clock.instant();
    switch (visitor) {
      case Visitor.Stranger _ -> {}
      case Visitor.Operator operator -> {
        boolean unused = sessions.end(operator.session().id(), now);
        write(SecurityLog.Kind.OPERATOR_SIGNED_OUT, null, form, now);
      }
      case Visitor.Person person -> {
        boolean unused = sessions.end(person.session().id(), now);
        write(SecurityLog.Kind.SIGNED_OUT, person.id(), form, now);
      }
    }
    cookie.remove(form.response());
    return "redirect:/sign-in";
  }

  private void open(Subject subject, Form form, Instant now) {
    Sessions.Opened opened =
        sessions.open(subject, ClientAddress.of(form.request()), agent(form), now);
    cookie.set(form.response(), opened.secret(), Sessions.Limits.DEFAULT.age());
  }

  private void write(SecurityLog.Kind kind, @Nullable PersonId person, Form form, Instant now) {
    log.write(kind, person, null, ClientAddress.of(form.request()), agent(form), now);
  }

  private static String agent(Form form) {
    String agent = Objects.requireNonNullElse(form.request().getHeader("User-Agent"), "");
    return agent.substring(0, Math.min(agent.length(), USER_AGENT_CHARS_MAX));
  }

  /** Only addresses of this server are gone on to. */
  private static String local(@Nullable String then) {
    boolean ours = then != null && then.matches("/[\\w\\-./?=&%+:,~]*") && !then.startsWith("//");
    return ours ? Objects.requireNonNull(then) : "/";
  }
}

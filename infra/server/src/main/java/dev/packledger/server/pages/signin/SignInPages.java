package dev.packledger.server.pages.signin;

import dev.packledger.domain.ledger.PersonId;
import dev.packledger.identity.GuessLimiter;
import dev.packledger.identity.OperatorKey;
import dev.packledger.identity.PersonKeys;
import dev.packledger.identity.signin.Accounts;
import dev.packledger.identity.signin.SecurityLog;
import dev.packledger.identity.signin.Sessions;
import dev.packledger.identity.signin.Subject;
import dev.packledger.server.api.ProblemException;
import dev.packledger.server.pages.SessionCookie;
import dev.packledger.server.pages.Visitor;
import dev.packledger.server.pages.Visits;
import dev.packledger.server.web.ClientAddress;
import dev.packledger.server.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
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
 * operator signs in by the operator key. All that is wrong is told by one sentence, after the same
 * work, so that nobody learns who has an account.
 */
@Controller
class SignInPages {
  private static final int USER_AGENT_CHARS_MAX = 200;

  private final Accounts accounts;
  private final Sessions sessions;
  private final PersonKeys people;
  private final OperatorKey operatorKey;
  private final GuessLimiter guesses;
  private final SecurityLog log;
  private final SessionCookie cookie;
  private final Visits visits;
  private final InstantSource clock;

  SignInPages(
      Accounts accounts,
      Sessions sessions,
      PersonKeys people,
      OperatorKey operatorKey,
      GuessLimiter guesses,
      SecurityLog log,
      SessionCookie cookie,
      Visits visits,
      InstantSource clock) {
    this.accounts = accounts;
    this.sessions = sessions;
    this.people = people;
    this.operatorKey = operatorKey;
    this.guesses = guesses;
    this.log = log;
    this.cookie = cookie;
    this.visits = visits;
    this.clock = clock;
  }

  /** Where everybody begins. */
  @GetMapping("/")
  String home(HttpServletRequest request) {
    return switch (visits.of(cookie.secret(request))) {
      case Visitor.Stranger _ -> "redirect:/sign-in";
      case Visitor.Operator _ -> "redirect:/operator";
      case Visitor.Person person -> "redirect:/" + person.memberships().getFirst().slug();
    };
  }

  @GetMapping("/sign-in")
  String form(@RequestParam(required = false) @Nullable String then, Model model) {
    model.addAttribute("then", local(then));
    return "sign-in";
  }

  @PostMapping("/sign-in")
  String signIn(
      @RequestParam String email,
      @RequestParam String password,
      @RequestParam(defaultValue = "") String code,
      @RequestParam(required = false) @Nullable String then,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    String address = ClientAddress.of(request);
    Instant now = clock.instant();
    if (guesses.wait(address).isPresent()) {
      return again(
          429,
          "credential.guessed",
          "Too many tries. Wait a little.",
          then,
          email,
          response,
          model);
    }
    Optional<PersonId> person = people.find(email);
    boolean known = accounts.passwordMatches(person, password);
    if (known && accounts.hasTotp(person.orElseThrow()) && code.isBlank()) {
      return again(
          401,
          "code.missing",
          "Type the code that your authenticator shows, too.",
          then,
          email,
          response,
          model);
    }
    if (!known || !codeIsRight(person.orElseThrow(), code.strip(), now)) {
      guesses.guessed(address);
      log.write(SecurityLog.Kind.SIGN_IN_FAILED, person.orElse(null), null, address, "", now);
      return again(
          401,
          "credential.wrong",
          "Address, password or code is wrong.",
          then,
          email,
          response,
          model);
    }
    PersonId id = person.orElseThrow();
    open(new Subject.Person(id), request, response, now);
    log.write(SecurityLog.Kind.SIGNED_IN, id, null, address, agent(request), now);
    return "redirect:" + local(then);
  }

  private boolean codeIsRight(PersonId person, String code, Instant now) {
    return !accounts.hasTotp(person) || accounts.useTotp(person, code, now);
  }

  @PostMapping("/sign-in/operator")
  String signInOperator(
      @RequestParam("operator-password") String key,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    String address = ClientAddress.of(request);
    Instant now = clock.instant();
    if (guesses.wait(address).isPresent()) {
      return again(
          429, "credential.guessed", "Too many tries. Wait a little.", null, "", response, model);
    }
    if (!operatorKey.matches(key.strip())) {
      guesses.guessed(address);
      log.write(SecurityLog.Kind.SIGN_IN_FAILED, null, null, address, "operator", now);
      return again(
          401, "credential.wrong", "This is not the operator key.", null, "", response, model);
    }
    open(new Subject.Operator(), request, response, now);
    log.write(SecurityLog.Kind.OPERATOR_SIGNED_IN, null, null, address, agent(request), now);
    return "redirect:/operator";
  }

  @PostMapping("/sign-out")
  String signOut(HttpServletRequest request, HttpServletResponse response) {
    Instant now = clock.instant();
    if (visits.of(cookie.secret(request)) instanceof Visitor.SignedIn visitor) {
      boolean unused = sessions.end(visitor.session().id(), now);
      @Nullable PersonId person = visitor instanceof Visitor.Person signedIn ? signedIn.id() : null;
      log.write(SecurityLog.Kind.SIGNED_OUT, person, null, ClientAddress.of(request), "", now);
    }
    cookie.remove(response);
    return "redirect:/sign-in";
  }

  private void open(
      Subject subject, HttpServletRequest request, HttpServletResponse response, Instant now) {
    Sessions.Opened opened = sessions.open(subject, ClientAddress.of(request), agent(request), now);
    cookie.set(response, opened.secret(), Sessions.Limits.DEFAULT.age());
  }

  private static String agent(HttpServletRequest request) {
    String agent = Objects.requireNonNullElse(request.getHeader("User-Agent"), "");
    return agent.substring(0, Math.min(agent.length(), USER_AGENT_CHARS_MAX));
  }

  private static String again(
      int status,
      String code,
      String detail,
      @Nullable String then,
      String email,
      HttpServletResponse response,
      Model model) {
    Problem problem = ProblemException.of(status, code, detail).problem();
    response.setStatus(status);
    model.addAttribute("refused", problem);
    model.addAttribute("email", email);
    model.addAttribute("then", local(then));
    return "sign-in";
  }

  /** Only addresses of this server are gone on to. */
  private static String local(@Nullable String then) {
    boolean ours = then != null && then.matches("/[\\w\\-./?=&%+:,~]*") && !then.startsWith("//");
    return ours ? Objects.requireNonNull(then) : "/";
  }
}

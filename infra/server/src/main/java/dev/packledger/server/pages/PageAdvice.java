package dev.packledger.server.pages;

import dev.packledger.domain.ledger.IdText;
import dev.packledger.projections.PageRequest;
import dev.packledger.registry.shared.StaleNode;
import dev.packledger.server.api.LedgerProblem;
import dev.packledger.server.api.ProblemException;
import dev.packledger.server.history.IndexBehind;
import dev.packledger.server.history.LicenseHistories;
import dev.packledger.server.history.NoSuchMoment;
import dev.packledger.server.history.Question;
import dev.packledger.server.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.ui.ExtendedModelMap;
import org.springframework.ui.Model;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.ModelAndView;

/** What every page's template may use, and the page of what goes wrong. */
@ControllerAdvice(basePackages = "dev.packledger.server.pages")
@Order(Ordered.HIGHEST_PRECEDENCE)
final class PageAdvice {
  private static final Logger LOG = LoggerFactory.getLogger(PageAdvice.class);

  private final Confirmation confirmation;

  PageAdvice(Confirmation confirmation) {
    this.confirmation = confirmation;
  }

  /** What the layout needs, and the forms that ask for the second factor. */
  @ModelAttribute
  void common(HttpServletRequest request, Model model) {
    addCommon(request, model);
  }

  private void addCommon(HttpServletRequest request, Model model) {
    Visitor visitor = PageArguments.visitor(request);
    if (visitor instanceof Visitor.SignedIn signedIn) {
      model.addAttribute("confirmed", confirmation.holds(signedIn.session()));
      model.addAttribute("hasCode", confirmation.byCode(signedIn));
    }
    model.addAttribute("formToken", request.getAttribute(PageFilter.FORM_TOKEN));
    model.addAttribute("formKey", UUID.randomUUID().toString());
    model.addAttribute("path", request.getRequestURI());
    if (visitor instanceof Visitor.Person person) {
      model.addAttribute("memberships", person.memberships());
      Membership here = here(person, request);
      if (here != null) {
        model.addAttribute("here", here);
        model.addAttribute("menu", Menu.of(here));
      }
    }
    model.addAttribute("operator", visitor instanceof Visitor.Operator);
  }

  private static @Nullable Membership here(Visitor.Person person, HttpServletRequest request) {
    String[] segments = request.getRequestURI().split("/", 3);
    String slug = segments.length > 1 ? segments[1] : "";
    return person.memberships().stream()
        .filter(one -> one.slug().equals(slug))
        .findAny()
        .orElse(null);
  }

  @ExceptionHandler
  String signIn(SignInNeeded stranger, HttpServletRequest request) {
    String query = request.getQueryString();
    String then =
        request.getMethod().equals("GET")
            ? request.getRequestURI() + (query == null ? "" : '?' + query)
            : "/";
    return "redirect:/sign-in?then=" + URLEncoder.encode(then, StandardCharsets.UTF_8);
  }

  @ExceptionHandler
  ModelAndView said(
      ProblemException exception, HttpServletRequest request, HttpServletResponse response) {
    return page(exception.problem(), request, response);
  }

  @ExceptionHandler
  ModelAndView mistyped(
      MethodArgumentTypeMismatchException exception,
      HttpServletRequest request,
      HttpServletResponse response) {
    return page(
        Problem.of(
            400, "parameter.invalid", "The value of " + exception.getName() + " is not one."),
        request,
        response);
  }

  @ExceptionHandler
  ModelAndView failed(
      Exception exception, HttpServletRequest request, HttpServletResponse response) {
    return page(problem(exception), request, response);
  }

  private static Problem problem(Exception exception) {
    return switch (exception) {
      case PageRequest.InvalidCursor _ ->
          Problem.of(400, "cursor.invalid", "This link to the next page is not one of ours.");
      case IdText.InvalidId _ ->
          Problem.of(400, "id.invalid", "One of the ids is none: they look like lic_ and letters.");
      case NoSuchMoment moment -> Problem.of(400, moment.code(), moment.detail());
      case Question.Unclear unclear -> Problem.of(400, "parameter.invalid", unclear.detail());
      case LicenseHistories.TooLong tooLong ->
          Problem.of(422, LicenseHistories.TooLong.CODE, String.valueOf(tooLong.getMessage()));
      case IndexBehind behind -> Problem.of(503, IndexBehind.CODE, behind.detail());
      case StaleNode _ ->
          Problem.of(503, StaleNode.CODE, "This node cannot prove that it is up to date.");
      case ErrorResponse known when !known.getStatusCode().is5xxServerError() ->
          Problem.of(
              known.getStatusCode().value(), "request.malformed", "The request is malformed.");
      default ->
          LedgerProblem.of(exception)
              .orElseGet(
                  () -> {
                    String occurrence = UUID.randomUUID().toString();
                    LOG.error("server.failed: occurrence {}", occurrence, exception);
                    return Problem.of(
                        500,
                        "server.failed",
                        "The page could not be made; the log names occurrence " + occurrence + ".");
                  });
    };
  }

  private ModelAndView page(
      Problem problem, HttpServletRequest request, HttpServletResponse response) {
    response.setStatus(problem.status());
    if (problem.status() == 503) {
      response.setHeader("Retry-After", "1");
    }
    ModelAndView page = new ModelAndView("problem");
    ExtendedModelMap model = new ExtendedModelMap();
    addCommon(request, model);
    page.addAllObjects(model);
    page.addObject("problem", problem);
    return page;
  }
}

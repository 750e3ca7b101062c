package dev.packledger.server.pages;

import dev.packledger.server.api.ProblemException;
import dev.packledger.server.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.ui.Model;

/**
 * A form that was sent. It keeps what was typed: where the change is refused, its page is shown
 * again with the problem above and every field as it was.
 */
public final class Form {
  private final HttpServletRequest request;
  private final HttpServletResponse response;
  private final Model model;

  Form(HttpServletRequest request, HttpServletResponse response, Model model) {
    this.request = request;
    this.response = response;
    this.model = model;
  }

  /** The request that brought it. */
  public HttpServletRequest request() {
    return request;
  }

  /** The answer to it. */
  public HttpServletResponse response() {
    return response;
  }

  /** What the page that answers it shows. */
  public Model model() {
    return model;
  }

  /**
   * Makes the change.
   *
   * @param change does what was asked and answers where to go then
   * @param again shows the page of the form
   */
  public String submit(Supplier<String> change, Supplier<String> again) {
    try {
      return change.get();
    } catch (ProblemException refused) {
      Problem problem = refused.problem();
      response.setStatus(problem.status());
      model.addAttribute("refused", problem);
      model.addAttribute("typed", typed());
      return again.get();
    }
  }

  /** The fields, but for secrets. */
  private Map<String, String> typed() {
    Map<String, String> typed = new HashMap<>();
    request
        .getParameterMap()
        .forEach(
            (name, values) -> {
              if (!name.contains("password") && !name.startsWith("_")) {
                typed.put(name, values[0]);
              }
            });
    return typed;
  }
}

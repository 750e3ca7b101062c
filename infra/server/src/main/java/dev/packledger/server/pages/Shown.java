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
 * A form that keeps what was typed: where a change is refused, its page is shown again with the
 * problem above and every field as it was sent.
 */
public final class Shown {
  private Shown() {}

  /**
   * @param change does what was asked and answers where to go then
   * @param again shows the page of the form
   */
  public static String orAgain(
      HttpServletRequest request,
      HttpServletResponse response,
      Model model,
      Supplier<String> change,
      Supplier<String> again) {
    try {
      return change.get();
    } catch (ProblemException refused) {
      Problem problem = refused.problem();
      response.setStatus(problem.status());
      model.addAttribute("refused", problem);
      model.addAttribute("typed", typed(request));
      return again.get();
    }
  }

  /** The fields of a request, but for secrets. */
  private static Map<String, String> typed(HttpServletRequest request) {
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

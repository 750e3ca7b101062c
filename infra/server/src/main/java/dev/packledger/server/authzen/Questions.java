package dev.packledger.server.authzen;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Many questions in one request, as AuthZEN 1.0 (section 7.1, Access Evaluations Request) puts
 * them. Each of the members {@code subject}, {@code action}, {@code resource} and {@code context}
 * that an evaluation leaves out is the top-level one, whole: nothing is merged inside a member.
 */
record Questions(List<Item> items, Semantic semantic) {
  private static final List<String> DEFAULTED = List.of("subject", "action", "resource", "context");

  Questions {
    items = List.copyOf(items);
  }

  /** Whether some answer must be read from the ledger. */
  boolean askThePast() {
    return items.stream()
        .anyMatch(item -> item instanceof Item.Asked asked && asked.question().asksThePast());
  }

  /** One evaluation. What is wrong with one says nothing of the others. */
  sealed interface Item {
    record Asked(Question question) implements Item {}

    record Failed(Malformed error) implements Item {}
  }

  /** When to stop (section 7.1.2.1, Evaluations Semantics). */
  enum Semantic {
    EXECUTE_ALL,
    DENY_ON_FIRST_DENY,
    PERMIT_ON_FIRST_PERMIT;

    /** Whether nothing is evaluated after this answer. */
    boolean endsWith(Evaluation answer) {
      return switch (this) {
        case EXECUTE_ALL -> false;
        case DENY_ON_FIRST_DENY -> !answer.decision();
        case PERMIT_ON_FIRST_PERMIT -> answer.decision();
      };
    }

    private static Semantic named(@Nullable String name) throws Malformed {
      return switch (name) {
        case null -> EXECUTE_ALL;
        case "execute_all" -> EXECUTE_ALL;
        case "deny_on_first_deny" -> DENY_ON_FIRST_DENY;
        case "permit_on_first_permit" -> PERMIT_ON_FIRST_PERMIT;
        default ->
            throw new Malformed(
                "options.evaluations_semantic is execute_all, deny_on_first_deny or"
                    + " permit_on_first_permit.");
      };
    }
  }

  /**
   * Reads a request.
   *
   * @param max the most evaluations that one request may hold
   * @return null where there is no evaluation in it: then it is a single question
   * @throws Malformed where the request as a whole is none
   */
  static @Nullable Questions of(JsonNode root, int max) throws Malformed {
    JsonNode evaluations = root.get("evaluations");
    if (evaluations != null && !evaluations.isArray()) {
      throw new Malformed("evaluations is not an array.");
    }
    Semantic semantic =
        Semantic.named(
            QuestionJson.optionalText(
                QuestionJson.optionalObject(root, "options"),
                "evaluations_semantic",
                "options.evaluations_semantic"));
    if (evaluations == null || evaluations.isEmpty()) {
      return null;
    }
    if (evaluations.size() > max) {
      throw new Malformed(
          "evaluations.too_many", "One request has at most " + max + " evaluations.");
    }
    for (String member : DEFAULTED) {
      QuestionJson.optionalObject(root, member);
    }
    List<Item> items = new ArrayList<>(evaluations.size());
    for (JsonNode evaluation : evaluations) {
      items.add(item(evaluation, root));
    }
    return new Questions(items, semantic);
  }

  private static Item item(JsonNode evaluation, JsonNode defaults) {
    try {
      if (!(evaluation instanceof ObjectNode own)) {
        throw new Malformed("The evaluation is not an object.");
      }
      for (String member : DEFAULTED) {
        JsonNode value = defaults.get(member);
        if (value != null && !own.has(member)) {
          own.set(member, value);
        }
      }
      return new Item.Asked(Question.of(own));
    } catch (Malformed malformed) {
      return new Item.Failed(malformed);
    }
  }
}

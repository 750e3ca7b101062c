package dev.packledger.server.authzen;

import dev.packledger.domain.ledger.IdText;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.tokens.TokenId;
import dev.packledger.server.history.AsOf;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One question, as AuthZEN 1.0 (section 6.1, Access Evaluation Request) puts it. Members that the
 * standard does not know are left aside, as it says; a member that it knows must be there and have
 * its type. Types, actions and resources are the asker's to choose, so one that is not known here
 * is no error but a question whose answer is no.
 */
sealed interface Question {
  /**
   * What can be decided.
   *
   * @param organization whose installation it is about; null for the token's own
   * @param address where the token was used, if the asking program knows
   * @param asOf the moment of the past that is asked about; null for now
   */
  record Decidable(
      Subject subject,
      Action action,
      PackageUrl resource,
      @Nullable OrganizationId organization,
      @Nullable String address,
      @Nullable AsOf asOf)
      implements Question {}

  /**
   * A well-formed question about nothing that is known here.
   *
   * @param message one plain sentence, without anything of the question
   */
  record Unknown(UnknownPart part, String message) implements Question {}

  /** Whose access is asked about. */
  sealed interface Subject {
    /** Type {@code access_token}: the secret itself. Never logged. */
    record Secret(String secret) implements Subject {
      @Override
      public String toString() {
        return "Secret[...]";
      }
    }

    /** Type {@code token}: the token's id. */
    record Named(TokenId token) implements Subject {}
  }

  /** What the token would do. */
  enum Action {
    INSTALL,
    BROWSE,
    PUBLISH
  }

  /** Which part of a question is not known here; the first one is told. */
  enum UnknownPart {
    SUBJECT("subject.unknown"),
    ACTION("action.unknown"),
    RESOURCE("resource.unknown");

    private final String code;

    UnknownPart(String code) {
      this.code = code;
    }

    String code() {
      return code;
    }
  }

  /** Whether the answer must be read from the ledger. */
  default boolean asksThePast() {
    return switch (this) {
      case Decidable decidable -> decidable.asOf() != null;
      case Unknown _ -> false;
    };
  }

  /**
   * Reads the question of a JSON object.
   *
   * @throws Malformed where a member is missing or has the wrong type
   */
  static Question of(JsonNode root) throws Malformed {
    return Members.of(root).question();
  }

  /** The members of a well-formed question, before anything is known of their meaning. */
  record Members(
      String subjectType,
      String subjectId,
      String actionName,
      String resourceType,
      String resourceId,
      @Nullable String organization,
      @Nullable String address,
      @Nullable AsOf asOf) {

    static Members of(JsonNode root) throws Malformed {
      JsonNode subject = QuestionJson.object(root, "subject");
      JsonNode action = QuestionJson.object(root, "action");
      JsonNode resource = QuestionJson.object(root, "resource");
      JsonNode context = QuestionJson.optionalObject(root, "context");
      return new Members(
          QuestionJson.text(subject, "type", "subject.type"),
          QuestionJson.text(subject, "id", "subject.id"),
          QuestionJson.text(action, "name", "action.name"),
          QuestionJson.text(resource, "type", "resource.type"),
          QuestionJson.text(resource, "id", "resource.id"),
          QuestionJson.optionalText(context, "organization", "context.organization"),
          QuestionJson.optionalText(context, "address", "context.address"),
          QuestionJson.asOf(context));
    }

    Question question() {
      Subject subject = subject();
      if (subject == null) {
        return new Unknown(
            UnknownPart.SUBJECT,
            "The subject's type is access_token (id: the secret) or token (id: the token's id).");
      }
      Action action = action();
      if (action == null) {
        return new Unknown(UnknownPart.ACTION, "The action is install, browse or publish.");
      }
      PackageUrl url = resource(action);
      return url == null
          ? new Unknown(
              UnknownPart.RESOURCE,
              "The resource's type is package or release; its id is a package URL,"
                  + " with a version for a release and for install.")
          : new Decidable(
              subject,
              action,
              url,
              organization == null ? null : named(organization),
              address,
              asOf);
    }

    private @Nullable Subject subject() {
      return switch (subjectType) {
        case "access_token" -> new Subject.Secret(subjectId);
        case "token" ->
            IdText.isValid(TokenId.PREFIX, subjectId)
                ? new Subject.Named(new TokenId(subjectId))
                : null;
        default -> null;
      };
    }

    private @Nullable Action action() {
      return switch (actionName) {
        case "install" -> Action.INSTALL;
        case "browse" -> Action.BROWSE;
        case "publish" -> Action.PUBLISH;
        default -> null;
      };
    }

    private @Nullable PackageUrl resource(Action action) {
      boolean release = resourceType.equals("release");
      if (!release && !resourceType.equals("package")) {
        return null;
      }
      boolean versionNeeded = release || action == Action.INSTALL;
      return PackageUrl.parse(resourceId)
          .filter(url -> !versionNeeded || url.version() != null)
          .orElse(null);
    }

    private static OrganizationId named(String idOrSlug) {
      return IdText.isValid(OrganizationId.PREFIX, idOrSlug)
          ? new OrganizationId(idOrSlug)
          : OrganizationId.ofSlug(idOrSlug);
    }

    @Override
    public String toString() {
      return "Members[...]";
    }
  }
}

package dev.packledger.server.authzen;

import dev.packledger.domain.ledger.IdText;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.tokens.TokenId;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One question, as AuthZEN 1.0 (section 6.1, Access Evaluation Request) puts it. Members that the
 * standard does not know are left aside, as it says; a member that it knows must have its type.
 *
 * @param organization whose installation it is about; null for the token's own
 * @param address where the token was used, if the asking program knows
 */
record EvaluationRequest(
    Subject subject,
    Action action,
    PackageUrl resource,
    @Nullable OrganizationId organization,
    @Nullable String address) {
  private static final int DEPTH_MAX = 16;
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEPTH_MAX)
                          .maxStringLength(4096)
                          .maxNumberLength(64)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

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

  /** A question that is none. */
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;
    private final String detail;

    Malformed(String detail) {
      super(detail);
      this.detail = detail;
    }

    /** One plain sentence, without anything of the question. */
    String detail() {
      return detail;
    }
  }

  static EvaluationRequest read(byte[] body) throws Malformed {
    JsonNode root;
    try {
      root = MAPPER.readTree(body);
    } catch (JacksonException notJson) {
      throw new Malformed("The body is not JSON that can be read.");
    }
    JsonNode subject = object(root, "subject");
    JsonNode resource = object(root, "resource");
    Action action = action(text(object(root, "action"), "name", "action.name"));
    PackageUrl url = resource(resource, action);
    JsonNode context = root.get("context");
    if (context != null && !context.isObject()) {
      throw new Malformed("context is not an object.");
    }
    if (context != null && context.has("asOf")) {
      throw new Malformed("context.asOf is not understood: decisions are made as of now.");
    }
    String organization = optional(context, "organization");
    return new EvaluationRequest(
        subject(subject),
        action,
        url,
        organization == null ? null : organization(organization),
        optional(context, "address"));
  }

  private static Subject subject(JsonNode subject) throws Malformed {
    String id = text(subject, "id", "subject.id");
    return switch (text(subject, "type", "subject.type")) {
      case "access_token" -> new Subject.Secret(id);
      case "token" -> {
        if (!IdText.isValid(TokenId.PREFIX, id)) {
          throw new Malformed("subject.id is no token id.");
        }
        yield new Subject.Named(new TokenId(id));
      }
      default -> throw new Malformed("subject.type is access_token or token.");
    };
  }

  private static Action action(String name) throws Malformed {
    return switch (name) {
      case "install" -> Action.INSTALL;
      case "browse" -> Action.BROWSE;
      case "publish" -> Action.PUBLISH;
      default -> throw new Malformed("action.name is install, browse or publish.");
    };
  }

  private static PackageUrl resource(JsonNode resource, Action action) throws Malformed {
    String type = text(resource, "type", "resource.type");
    if (!type.equals("package") && !type.equals("release")) {
      throw new Malformed("resource.type is package or release.");
    }
    PackageUrl url =
        PackageUrl.parse(text(resource, "id", "resource.id"))
            .orElseThrow(() -> new Malformed("resource.id is no package URL that is known here."));
    if ((action == Action.INSTALL || type.equals("release")) && url.version() == null) {
      throw new Malformed("resource.id names no version.");
    }
    return url;
  }

  private static OrganizationId organization(String idOrSlug) {
    return IdText.isValid(OrganizationId.PREFIX, idOrSlug)
        ? new OrganizationId(idOrSlug)
        : OrganizationId.ofSlug(idOrSlug);
  }

  private static JsonNode object(JsonNode parent, String member) throws Malformed {
    JsonNode value = parent.get(member);
    if (value == null || !value.isObject()) {
      throw new Malformed(member + " is missing, or is not an object.");
    }
    return value;
  }

  private static String text(JsonNode parent, String member, String path) throws Malformed {
    JsonNode value = parent.get(member);
    if (value == null || !value.isString() || value.stringValue().isEmpty()) {
      throw new Malformed(path + " is missing, or is not a text.");
    }
    return value.stringValue();
  }

  private static @Nullable String optional(@Nullable JsonNode context, String member)
      throws Malformed {
    JsonNode value = context == null ? null : context.get(member);
    if (value == null) {
      return null;
    }
    if (!value.isString()) {
      throw new Malformed("context." + member + " is not a text.");
    }
    return value.stringValue();
  }
}

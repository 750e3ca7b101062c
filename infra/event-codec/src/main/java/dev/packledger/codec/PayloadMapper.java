package dev.packledger.codec;

import dev.packledger.domain.ledger.Digest;
import dev.packledger.domain.ledger.PersonId;
import dev.packledger.domain.licenses.LicenseId;
import dev.packledger.domain.namespaces.NamespaceId;
import dev.packledger.domain.organizations.Holder;
import dev.packledger.domain.organizations.MemberId;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.organizations.PipelineId;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.products.PlanId;
import dev.packledger.domain.products.ProductId;
import dev.packledger.domain.releases.ReleaseId;
import dev.packledger.domain.terms.Updates;
import dev.packledger.domain.terms.VersionConstraint;
import dev.packledger.domain.tokens.TokenId;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/**
 * How the domain's values are spelled in JSON, and how strictly they are read: every component of a
 * record is there, none besides, null only where the component is {@code @Nullable}, and nothing is
 * coerced. Ids, digests, constraints, instants and periods are their texts; enum constants are
 * spelled in lower case.
 */
public final class PayloadMapper {
  private PayloadMapper() {}

  static JsonMapper create() {
    return JsonMapper.builder()
        .annotationIntrospector(new StrictIntrospector())
        .addModule(module())
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .enable(
            DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
            DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
            DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
            DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .withCoercionConfig(
            LogicalType.Textual,
            textual -> {
              textual.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
              textual.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
              textual.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
            })
        .build();
  }

  /** The texts of the domain's values, for other mappers that spell them alike. */
  public static SimpleModule module() {
    SimpleModule module = new SimpleModule("packledger-payloads");
    TEXTS.forEach(text -> text.addTo(module));
    module.addSerializer(Updates.class, new UpdatesJson.Writer());
    module.addDeserializer(Updates.class, new UpdatesJson.Reader());
    return module;
  }

  /** How the text of a value is read, whatever it is that is spelled as one; else empty. */
  static Optional<Function<String, ?>> reading(Class<?> type) {
    return TEXTS.stream()
        .filter(text -> text.type() == type)
        .<Function<String, ?>>map(Text::read)
        .findFirst();
  }

  /** A value that is spelled as one text. */
  private record Text<T>(Class<T> type, Function<T, String> write, Function<String, T> read) {
    void addTo(SimpleModule module) {
      module.addSerializer(type, new TextJson.Writer<>(type, write));
      module.addDeserializer(type, new TextJson.Reader<>(type, read));
    }
  }

  private static final List<Text<?>> TEXTS =
      List.of(
          new Text<>(OrganizationId.class, OrganizationId::value, OrganizationId::new),
          new Text<>(MemberId.class, MemberId::value, MemberId::new),
          new Text<>(PipelineId.class, PipelineId::value, PipelineId::new),
          new Text<>(Holder.class, Holder::value, Holder::parse),
          new Text<>(PersonId.class, PersonId::value, PersonId::new),
          new Text<>(ProductId.class, ProductId::value, ProductId::new),
          new Text<>(PlanId.class, PlanId::value, PlanId::new),
          new Text<>(NamespaceId.class, NamespaceId::value, NamespaceId::new),
          new Text<>(PackageId.class, PackageId::value, PackageId::new),
          new Text<>(ReleaseId.class, ReleaseId::value, ReleaseId::new),
          new Text<>(LicenseId.class, LicenseId::value, LicenseId::new),
          new Text<>(TokenId.class, TokenId::value, TokenId::new),
          new Text<>(Digest.class, Digest::hex, Digest::new),
          new Text<>(VersionConstraint.class, VersionConstraint::text, VersionConstraint::new),
          new Text<>(Instant.class, InstantText::of, InstantText::parse),
          new Text<>(Period.class, Period::toString, PayloadMapper::period));

  static Period period(String text) {
    Period period = Period.parse(text);
    if (!period.toString().equals(text)) {
      throw new IllegalArgumentException("not the canonical text of a period: " + text);
    }
    return period;
  }
}

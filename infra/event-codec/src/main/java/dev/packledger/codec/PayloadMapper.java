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
        .addModule(new RecordInstantiators())
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
    text(module, OrganizationId.class, OrganizationId::value, OrganizationId::new);
    text(module, MemberId.class, MemberId::value, MemberId::new);
    text(module, PipelineId.class, PipelineId::value, PipelineId::new);
    text(module, Holder.class, Holder::value, Holder::parse);
    text(module, PersonId.class, PersonId::value, PersonId::new);
    text(module, ProductId.class, ProductId::value, ProductId::new);
    text(module, PlanId.class, PlanId::value, PlanId::new);
    text(module, NamespaceId.class, NamespaceId::value, NamespaceId::new);
    text(module, PackageId.class, PackageId::value, PackageId::new);
    text(module, ReleaseId.class, ReleaseId::value, ReleaseId::new);
    text(module, LicenseId.class, LicenseId::value, LicenseId::new);
    text(module, TokenId.class, TokenId::value, TokenId::new);
    text(module, Digest.class, Digest::hex, Digest::new);
    text(module, VersionConstraint.class, VersionConstraint::text, VersionConstraint::new);
    text(module, Instant.class, InstantText::of, InstantText::parse);
    text(module, Period.class, Period::toString, PayloadMapper::period);
    module.addSerializer(Updates.class, new UpdatesJson.Writer());
    module.addDeserializer(Updates.class, new UpdatesJson.Reader());
    return module;
  }

  private static <T> void text(
      SimpleModule module, Class<T> type, Function<T, String> write, Function<String, T> read) {
    module.addSerializer(type, new TextJson.Writer<>(type, write));
    module.addDeserializer(type, new TextJson.Reader<>(type, read));
  }

  private static Period period(String text) {
    Period period = Period.parse(text);
    if (!period.toString().equals(text)) {
      throw new IllegalArgumentException("not the canonical text of a period: " + text);
    }
    return period;
  }
}

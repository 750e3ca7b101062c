package dev.packledger.ledger.postgres.bench;

import dev.packledger.codec.CanonicalJson;
import dev.packledger.codec.EventCodec;
import dev.packledger.codec.LedgerSerializer;
import dev.packledger.domain.ledger.Actor;
import dev.packledger.domain.ledger.Cause;
import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Metadata;
import dev.packledger.domain.licenses.LicenseEvent.LicenseGranted;
import dev.packledger.domain.licenses.Source;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.packages.Ecosystem;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.products.PlanId;
import dev.packledger.domain.products.ProductId;
import dev.packledger.domain.terms.SeatRule;
import dev.packledger.domain.terms.Terms;
import dev.packledger.domain.terms.TokenRules;
import dev.packledger.domain.terms.Updates;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;
import tools.jackson.databind.json.JsonMapper;

/** The same events, serialised to the same bytes beforehand, for every engine. */
final class SampleEvents {
  private static final Map<String, Object> BY_A_WEBHOOK =
      Map.of(
          Metadata.ACTOR, new Actor(Actor.Kind.WEBHOOK, "acct_1"),
          Metadata.CAUSE, new Cause(new UUID(7, 7).toString(), "evt_1", new UUID(8, 8).toString()));
  private static final Event GRANTED = granted();

  private SampleEvents() {}

  /** A granted licence, recorded now. */
  static DomainEventMessage<Event> message(String stream, long sequence, Instant now) {
    return new GenericDomainEventMessage<>(
        "license", stream, sequence, GRANTED, BY_A_WEBHOOK, UUID.randomUUID().toString(), now);
  }

  /**
   * Hands out the prepared bytes of payload and metadata, so that no engine is measured by them.
   */
  static LedgerSerializer serializer() {
    return new Prepared();
  }

  private static Event granted() {
    OrganizationId seller = OrganizationId.ofSlug("acme");
    PackageId pkg = PackageId.of(Ecosystem.NPM, "@acme/widgets");
    Terms terms =
        new Terms(
            Terms.Kind.SUBSCRIPTION,
            List.of(pkg),
            new SeatRule(1, 10, SeatRule.Counted.BOTH),
            new Updates.WhileActive(),
            null,
            Set.of(),
            Terms.OnLapse.KEEP_COVERED_RELEASES,
            7,
            TokenRules.NONE);
    return new LicenseGranted(
        new ProductId(new UUID(1, 1)),
        new PlanId(new UUID(2, 2)),
        seller,
        terms,
        3,
        new Source("stripe", "acct_1", true, "sub_1", "si_1", "cus_1"),
        OrganizationId.ofSlug("globex"),
        null,
        Instant.parse("2025-06-01T00:00:00Z"),
        Instant.parse("2025-07-01T00:00:00Z"));
  }

  private static final class Prepared extends LedgerSerializer {
    private static final byte[] PAYLOAD = EventCodec.LEDGER.encode(GRANTED);
    private static final byte[] METADATA =
        CanonicalJson.bytes(JsonMapper.shared().valueToTree(BY_A_WEBHOOK));

    Prepared() {
      super(EventCodec.LEDGER);
    }

    @Override
    public <T> SerializedObject<T> serialize(Object object, Class<T> expected) {
      byte[] bytes = object instanceof MetaData ? METADATA : PAYLOAD;
      return new SimpleSerializedObject<>(
          getConverter().convert(bytes, expected), expected, typeForClass(object.getClass()));
    }
  }
}

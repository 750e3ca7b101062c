package dev.packledger.server.ledger;

import dev.packledger.domain.ledger.Command;
import dev.packledger.domain.ledger.Metadata;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.Configurer;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.axonframework.messaging.annotation.MultiParameterResolverFactory;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;
import org.axonframework.serialization.Serializer;

/**
 * Axon without its Spring autoconfiguration: every component is named here, so that what runs can
 * be read in one place. Nothing is found on the class path: no update checker, no transaction
 * manager on the command bus (it would hold a connection while a command waits for its group), no
 * subscribing processors.
 */
public final class AxonLedger {
  private static final int SALT_BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private AxonLedger() {}

  /** Everything a process needs to send commands; processors are added by the caller. */
  public static Configurer configurer(
      LedgerEventStore store, Serializer serializer, InstantSource clock) {
    // Axon reads event times from a static clock. Set once per process; rules never read it.
    GenericEventMessage.clock = clock.withZone(ZoneOffset.UTC);
    Configurer configurer =
        DefaultConfigurer.defaultConfiguration(false)
            .configureSerializer(axon -> serializer)
            .configureEventSerializer(axon -> serializer)
            .configureMessageSerializer(axon -> serializer)
            .configureEventBus(axon -> store)
            .configureCorrelationDataProviders(axon -> List.of(AxonLedger::carried))
            .registerComponent(
                org.axonframework.messaging.annotation.ParameterResolverFactory.class,
                axon ->
                    MultiParameterResolverFactory.ordered(
                        ClasspathParameterResolverFactory.forClass(AxonLedger.class),
                        new ContextResolver(clock)))
            .configureCommandBus(
                axon -> {
                  SimpleCommandBus bus =
                      SimpleCommandBus.builder()
                          .transactionManager(NoTransactionManager.INSTANCE)
                          .build();
                  bus.registerHandlerInterceptor(
                      new CorrelationDataInterceptor<>(axon.correlationDataProviders()));
                  return bus;
                });
    for (StreamKind kind : StreamKind.values()) {
      configurer.configureAggregate(aggregate(kind.aggregate()));
    }
    return configurer;
  }

  private static <A> AggregateConfigurer<A> aggregate(Class<A> type) {
    return AggregateConfigurer.defaultConfiguration(type)
        .configureCommandTargetResolver(axon -> AxonLedger::target);
  }

  private static VersionedAggregateIdentifier target(CommandMessage<?> message) {
    Object stream = ((Command) message.getPayload()).stream().value();
    return new VersionedAggregateIdentifier(stream, null);
  }

  /** What an event takes over from its command, and a salt of its own. */
  private static Map<String, ?> carried(Message<?> message) {
    Map<String, Object> carried = new HashMap<>();
    for (String name : List.of(Metadata.ACTOR, Metadata.CAUSE)) {
      Object part = message.getMetaData().get(name);
      if (part != null) {
        carried.put(name, part);
      }
    }
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    carried.put(Metadata.SALT, HexFormat.of().formatHex(salt));
    return carried;
  }
}

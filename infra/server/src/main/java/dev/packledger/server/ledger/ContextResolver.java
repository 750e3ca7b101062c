package dev.packledger.server.ledger;

import dev.packledger.domain.ledger.Actor;
import dev.packledger.domain.ledger.Cause;
import dev.packledger.domain.ledger.Context;
import dev.packledger.domain.ledger.Metadata;
import java.lang.reflect.Executable;
import java.lang.reflect.Parameter;
import java.time.InstantSource;
import java.util.Objects;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.annotation.ParameterResolver;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.jspecify.annotations.Nullable;

/** Hands the {@link Context} to command handlers, so that deciders get time as an argument. */
final class ContextResolver implements ParameterResolverFactory, ParameterResolver<Context> {
  private final InstantSource clock;

  ContextResolver(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public @Nullable ParameterResolver<?> createInstance(
      Executable executable, Parameter[] parameters, int parameterIndex) {
    return parameters[parameterIndex].getType() == Context.class ? this : null;
  }

  @Override
  public Context resolveParameterValue(Message<?> message) {
    return new Context(
        clock.instant(),
        part(message, Metadata.ACTOR, Actor.class),
        part(message, Metadata.CAUSE, Cause.class));
  }

  @Override
  public boolean matches(Message<?> message) {
    return true;
  }

  private static <T> T part(Message<?> message, String name, Class<T> type) {
    Object part =
        Objects.requireNonNull(
            message.getMetaData().get(name), () -> "a command message without " + name);
    return type.cast(part);
  }
}

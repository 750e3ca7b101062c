package dev.packledger.codec;

import java.io.Serial;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.SettableBeanProperty;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.deser.ValueInstantiators;
import tools.jackson.databind.deser.bean.PropertyValueBuffer;
import tools.jackson.databind.module.SimpleModule;

/**
 * Makes public records by a handle that takes their components as one array. Jackson spreads them
 * anew for each record, which is a sixth of reading an event.
 */
final class RecordInstantiators extends SimpleModule {
  @Serial private static final long serialVersionUID = 1L;

  @Override
  public void setupModule(SetupContext context) {
    super.setupModule(context);
    context.addValueInstantiators(new Instantiators());
  }

  private static final class Instantiators extends ValueInstantiators.Base {
    @Override
    public ValueInstantiator modifyValueInstantiator(
        DeserializationConfig config, BeanDescription.Supplier bean, ValueInstantiator usual) {
      Class<?> type = bean.getBeanClass();
      return type.isRecord() && isPublic(type) && usual.canCreateFromObjectWith()
          ? new OfRecord(usual, constructor(type))
          : usual;
    }
  }

  static boolean isPublic(Class<?> type) {
    Class<?> around = type.getEnclosingClass();
    return Modifier.isPublic(type.getModifiers()) && (around == null || isPublic(around));
  }

  /** Takes the components as one array, answers the record. */
  static MethodHandle constructor(Class<?> type) {
    Class<?>[] components =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      return MethodHandles.publicLookup()
          .unreflectConstructor(type.getConstructor(components))
          .asSpreader(Object[].class, components.length)
          .asType(MethodType.methodType(Object.class, Object[].class));
    } catch (ReflectiveOperationException hidden) {
      throw new IllegalStateException("no public constructor: " + type.getName(), hidden);
    }
  }

  /** Throws what the record's constructor throws. */
  static Object made(MethodHandle constructor, @Nullable Object[] values) {
    try {
      return constructor.invokeExact(values);
    } catch (RuntimeException refused) {
      throw refused;
    } catch (Throwable failed) {
      throw new IllegalStateException("a record's constructor failed", failed);
    }
  }

  private static final class OfRecord extends ValueInstantiator.Delegating {
    @Serial private static final long serialVersionUID = 1L;

    private final transient MethodHandle constructor;

    OfRecord(ValueInstantiator usual, MethodHandle constructor) {
      super(usual);
      this.constructor = constructor;
    }

    @Override
    public ValueInstantiator createContextual(
        DeserializationContext context, BeanDescription.Supplier bean) {
      return this;
    }

    @Override
    public Object createFromObjectWith(
        DeserializationContext context,
        SettableBeanProperty[] components,
        PropertyValueBuffer values) {
      return createFromObjectWith(context, values.getParameters(context, components));
    }

    @Override
    public Object createFromObjectWith(DeserializationContext context, Object[] values) {
      try {
        return made(constructor, values);
      } catch (RuntimeException refused) {
        return context.handleInstantiationProblem(getValueClass(), values, refused);
      }
    }
  }
}

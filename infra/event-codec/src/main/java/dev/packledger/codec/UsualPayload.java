package dev.packledger.codec;

import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.terms.Updates;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the payloads that nearly all are, byte by byte: an event's components in the canonical
 * order of their names, each as {@link PayloadMapper} spells it. Of anything else it says only that
 * it is unusual; Jackson reads that, or tells what is wrong. A third of the time that Jackson
 * takes, which is most of what replaying a ledger costs.
 */
final class UsualPayload {
  private static final byte[] OPEN = UsualBytes.ascii("[");
  private static final byte[] NEXT = UsualBytes.ascii(",");
  private static final byte[] CLOSE = UsualBytes.ascii("]");
  private static final byte[] END = UsualBytes.ascii("}");
  private static final byte[] TRUE = UsualBytes.ascii("true");
  private static final byte[] FALSE = UsualBytes.ascii("false");

  private static final byte[] WHILE_ACTIVE = UsualBytes.ascii("{\"type\":\"while_active\"}");
  private static final byte[] PERIOD = UsualBytes.ascii("{\"period\":");
  private static final byte[] FOR_PERIOD = UsualBytes.ascii(",\"type\":\"for_period\"}");

  private final Part payload;

  private UsualPayload(Part payload) {
    this.payload = payload;
  }

  /** A part of a payload; what it answers means nothing once something was unusual. */
  @FunctionalInterface
  private interface Part {
    @Nullable Object read(UsualBytes in);
  }

  /**
   * A component of a record.
   *
   * @param before what stands before its value
   * @param place among the constructor's parameters
   */
  private record Component(byte[] before, int place, boolean nullable, Part value) {}

  /** Reads events of a class; empty where some part of them has a form of its own. */
  static Optional<UsualPayload> of(Class<? extends Event> event) {
    return part(event).map(UsualPayload::new);
  }

  /** The event; null where the bytes are unusual, or none. */
  @Nullable Event read(byte[] stored) {
    UsualBytes in = new UsualBytes(stored);
    try {
      Object read = payload.read(in);
      return in.isRead() ? (Event) read : null;
    } catch (IllegalArgumentException | DateTimeException | NullPointerException notOurs) {
      return null;
    }
  }

  private static Optional<Part> part(Type type) {
    if (type == String.class) {
      return Optional.of(UsualBytes::text);
    }
    if (type == boolean.class || type == Boolean.class) {
      return Optional.of(UsualPayload::flag);
    }
    if (type == int.class || type == Integer.class) {
      return Optional.of(UsualPayload::number);
    }
    if (type == long.class || type == Long.class) {
      return Optional.of(UsualBytes::integer);
    }
    if (type instanceof ParameterizedType several) {
      return several(several);
    }
    return type instanceof Class<?> one ? value(one) : Optional.empty();
  }

  private static Optional<Part> several(ParameterizedType type) {
    Optional<Part> element = part(type.getActualTypeArguments()[0]);
    if (type.getRawType() == List.class) {
      return element.map(each -> in -> elements(in, each, ArrayList::new));
    }
    return type.getRawType() == Set.class
        ? element.map(each -> in -> elements(in, each, LinkedHashSet::new))
        : Optional.empty();
  }

  private static Optional<Part> value(Class<?> type) {
    Optional<Function<String, ?>> text = PayloadMapper.reading(type);
    if (text.isPresent()) {
      Function<String, ?> reading = text.get();
      return Optional.of(
          in -> {
            String spelled = in.text();
            return in.isUsual() ? reading.apply(spelled) : null;
          });
    }
    if (type.isEnum()) {
      return Optional.of(constant(type));
    }
    if (type == Updates.class) {
      return Optional.of(UsualPayload::updates);
    }
    return type.isRecord() ? object(type) : Optional.empty();
  }

  private static Part constant(Class<?> type) {
    Map<String, Object> constants =
        Arrays.stream(type.getEnumConstants())
            .collect(
                Collectors.toUnmodifiableMap(
                    constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT),
                    Function.identity()));
    return in -> {
      Object constant = constants.get(in.text());
      if (constant == null) {
        in.unusual();
      }
      return constant;
    };
  }

  /** As {@link UpdatesJson} spells them. */
  private static @Nullable Updates updates(UsualBytes in) {
    if (in.has(WHILE_ACTIVE)) {
      return new Updates.WhileActive();
    }
    String period = in.string(PERIOD);
    in.literal(FOR_PERIOD);
    return in.isUsual() ? new Updates.ForPeriod(PayloadMapper.period(period)) : null;
  }

  private static Optional<Part> object(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    if (components.length == 0 || !isPublic(type)) {
      return Optional.empty();
    }
    List<Component> sorted = new ArrayList<>();
    List<Integer> places =
        IntStream.range(0, components.length)
            .boxed()
            .sorted(Comparator.comparing(place -> components[place].getName()))
            .toList();
    for (int place : places) {
      RecordComponent component = components[place];
      Optional<Part> value = part(component.getGenericType());
      if (value.isEmpty()) {
        return Optional.empty();
      }
      String before = (sorted.isEmpty() ? "{\"" : ",\"") + component.getName() + "\":";
      sorted.add(
          new Component(
              UsualBytes.ascii(before),
              place,
              component.getAnnotatedType().isAnnotationPresent(Nullable.class),
              value.get()));
    }
    Component[] inOrder = sorted.toArray(Component[]::new);
    MethodHandle constructor = constructor(type);
    return Optional.of(in -> object(in, inOrder, constructor));
  }

  private static @Nullable Object object(
      UsualBytes in, Component[] components, MethodHandle constructor) {
    @Nullable Object[] values = new @Nullable Object[components.length];
    for (Component component : components) {
      in.literal(component.before());
      if (!in.isUsual()) {
        return null;
      }
      values[component.place()] =
          component.nullable() && in.isNull() ? null : component.value().read(in);
    }
    in.literal(END);
    return in.isUsual() ? made(constructor, values) : null;
  }

  private static Collection<Object> elements(
      UsualBytes in, Part element, Supplier<Collection<Object>> several) {
    Collection<Object> elements = several.get();
    in.literal(OPEN);
    while (in.isUsual() && in.next() != ']') {
      if (!elements.isEmpty()) {
        in.literal(NEXT);
      }
      Object read = element.read(in);
      // A set that says something twice is read by who knows what that means.
      if (read == null || !elements.add(read)) {
        in.unusual();
      }
    }
    in.literal(CLOSE);
    return elements;
  }

  private static boolean flag(UsualBytes in) {
    boolean flag = in.next() == 't';
    in.literal(flag ? TRUE : FALSE);
    return flag;
  }

  private static int number(UsualBytes in) {
    long number = in.integer();
    if (number > Integer.MAX_VALUE) {
      in.unusual();
    }
    return (int) number;
  }

  private static boolean isPublic(Class<?> type) {
    Class<?> around = type.getEnclosingClass();
    return Modifier.isPublic(type.getModifiers()) && (around == null || isPublic(around));
  }

  /** Takes the components as one array, answers the record. */
  private static MethodHandle constructor(Class<?> type) {
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
  private static Object made(MethodHandle constructor, @Nullable Object[] values) {
    try {
      return constructor.invokeExact(values);
    } catch (RuntimeException refused) {
      throw refused;
    } catch (Throwable failed) {
      throw new IllegalStateException("a record's constructor failed", failed);
    }
  }
}

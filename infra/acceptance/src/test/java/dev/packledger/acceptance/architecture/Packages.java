package dev.packledger.acceptance.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Arrays;
import java.util.Set;

/**
 * The modules as package patterns below one root, and the sets of foreign types that rules speak
 * of. The root is a parameter so that the same rules run over the planted violations.
 */
record Packages(String root) {
  static final String[] SQL = {"java.sql..", "javax.sql..", "org.springframework.jdbc.."};
  static final String[] WEB = {
    "jakarta.servlet..",
    "java.net.http..",
    "org.springframework.web..",
    "org.springframework.http..",
    "org.eclipse.jetty.."
  };
  static final String AXON = "org.axonframework..";
  static final String SPRING = "org.springframework..";

  /** The JDK's values and arithmetic; no I/O, logging, threads or reflection. */
  static final String[] PURE_JDK = {
    "java.lang",
    "java.lang.invoke",
    "java.lang.runtime",
    "java.math",
    "java.nio.charset",
    "java.security",
    "java.time",
    "java.time.format",
    "java.time.temporal",
    "java.util",
    "java.util.function",
    "java.util.regex",
    "java.util.stream",
    "org.jspecify.annotations"
  };

  /** What the domain may use of the JDK; an address's text is parsed by the JDK's own type. */
  static DescribedPredicate<JavaClass> pureJdk() {
    return describe(
        "the JDK's values",
        type ->
            in(PURE_JDK).test(type)
                || type.getName().equals("java.net.InetAddress")
                || type.getName().equals("java.net.Inet4Address"));
  }

  /** Everything below the named modules. */
  String[] modules(String... names) {
    return Arrays.stream(names).map(name -> root + "." + name + "..").toArray(String[]::new);
  }

  String module(String name) {
    return root + "." + name + "..";
  }

  static DescribedPredicate<JavaClass> in(String... packages) {
    return resideInAnyPackage(packages);
  }

  /** A top-level class whose name ends so, or anything nested in one. */
  static DescribedPredicate<JavaClass> named(String suffix) {
    return describe(
        "*" + suffix, candidate -> simpleNameEndingWith(suffix).test(outermost(candidate)));
  }

  /** The class in whose file the candidate stands. */
  static JavaClass outermost(JavaClass candidate) {
    JavaClass outer = candidate;
    while (outer.getEnclosingClass().isPresent()) {
      outer = outer.getEnclosingClass().get();
    }
    return outer;
  }

  private static final Set<String> CLOCKS =
      Set.of("java.time.Clock", "java.time.InstantSource", "java.util.Timer");
  private static final Set<String> CHANCE =
      Set.of(
          "java.util.Random",
          "java.security.SecureRandom",
          "java.util.concurrent.ThreadLocalRandom",
          "java.util.SplittableRandom",
          "java.util.random.RandomGenerator");

  /** A type that tells the time or draws lots. */
  static DescribedPredicate<JavaClass> clockOrChance() {
    return describe(
        "a clock or a source of chance",
        type -> CLOCKS.contains(type.getName()) || CHANCE.contains(type.getName()));
  }

  /** A call that reads the machine's clock, or makes a clock that does. */
  static DescribedPredicate<JavaAccess<?>> readingTheClock() {
    return describe("reading the machine's clock", Packages::readsTheClock);
  }

  /** A call whose answer depends on the machine: its clock, chance, or its name server. */
  static DescribedPredicate<JavaAccess<?>> askingTheMachine() {
    return describe(
        "reading the clock, drawing lots or asking a name server",
        access -> readsTheClock(access) || drawsLots(access) || looksUpNames(access));
  }

  /** All of the network but an address as a value: a URI, and literal IP addresses. */
  private static boolean looksUpNames(JavaAccess<?> access) {
    return access.getTargetOwner().getPackageName().equals("java.net")
        && !access.getTargetOwner().getName().equals("java.net.URI")
        && !access.getName().equals("ofLiteral")
        && !access.getName().equals("getAddress");
  }

  private static boolean readsTheClock(JavaAccess<?> access) {
    String owner = access.getTargetOwner().getName();
    String name = access.getName();
    return switch (owner) {
      case "java.lang.System" -> name.equals("currentTimeMillis");
      case "java.time.Clock", "java.time.InstantSource" ->
          name.startsWith("system") || name.startsWith("tick");
      case "java.util.Date" -> name.equals("<init>");
      default -> owner.startsWith("java.time.") && name.equals("now");
    };
  }

  private static boolean drawsLots(JavaAccess<?> access) {
    String owner = access.getTargetOwner().getName();
    String name = access.getName();
    return (owner.equals("java.util.UUID") && name.equals("randomUUID"))
        || (owner.equals("java.lang.Math") && name.equals("random"))
        || (owner.equals("java.lang.System") && name.equals("nanoTime"));
  }
}

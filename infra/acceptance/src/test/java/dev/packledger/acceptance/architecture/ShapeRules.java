package dev.packledger.acceptance.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.packledger.acceptance.architecture.Packages.in;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;

/** How folders look inside: null-marked packages, the adapters' roles, one aggregate a stream. */
final class ShapeRules {
  private static final List<String> ROLES =
      List.of("Denial", "Index", "Name", "Publication", "Routes", "Version");

  private ShapeRules() {}

  static List<Rule> all(Packages packages) {
    return List.of(
        packagesAreNullMarked(packages),
        adaptersHaveTheRoles(packages),
        streamsHaveTheirFiles(packages),
        noSuperclassOfAdapters(packages));
  }

  private static Rule packagesAreNullMarked(Packages packages) {
    return new Rule(
        "every package is @NullMarked",
        classes()
            .that(in(packages.root() + ".."))
            .and(not(in("..jmh_generated..")))
            .should(new BeNullMarked()),
        "Unmarked");
  }

  private static Rule adaptersHaveTheRoles(Packages packages) {
    String prefix = packages.root() + ".registry.";
    return new Rule(
        "every adapter has the roles " + ROLES,
        classes()
            .that(in(prefix + "*..").and(not(in(prefix + "shared.."))))
            .should(new HaveOfEachKind("adapter", prefix, ROLES)),
        "LonelyIndex");
  }

  private static Rule streamsHaveTheirFiles(Packages packages) {
    String prefix = packages.root() + ".domain.";
    return new Rule(
        "every stream has its command, event, refusal, decider and aggregate",
        classes()
            .that(
                in(prefix + "*..")
                    .and(not(in(prefix + "ledger..", prefix + "terms..", prefix + "access.."))))
            .should(
                new HaveOfEachKind(
                    "stream",
                    prefix,
                    List.of("Aggregate", "Command", "Decider", "Event", "Refusal"))),
        "LoggingDecider");
  }

  private static Rule noSuperclassOfAdapters(Packages packages) {
    return new Rule(
        "adapters and aggregates share no superclass",
        noClasses()
            .that(in(packages.modules("registry", "domain")))
            .should()
            .beAssignableTo(
                describe(
                    "an abstract class of ours",
                    (JavaClass type) ->
                        type.getPackageName().startsWith(packages.root())
                            && !type.isInterface()
                            && !type.isEnum()
                            && type.getModifiers().contains(JavaModifier.ABSTRACT))),
        "CommonAdapter");
  }

  /** The package's own {@code package-info} carries the annotation. */
  private static final class BeNullMarked extends ArchCondition<JavaClass> {
    BeNullMarked() {
      super("stand in a @NullMarked package");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
      JavaPackage home = type.getPackage();
      boolean marked = home.isAnnotatedWith(NullMarked.class);
      events.add(
          new SimpleConditionEvent(
              type, marked, type.getName() + ": " + home.getName() + " is not @NullMarked"));
    }
  }

  /** Each folder directly below a prefix holds, for one word, exactly one class of each kind. */
  private static final class HaveOfEachKind extends ArchCondition<JavaClass> {
    private final String folderKind;
    private final String prefix;
    private final List<String> kinds;
    private final Map<String, Set<String>> found = new TreeMap<>();
    private final Set<String> told = new TreeSet<>();

    HaveOfEachKind(String folderKind, String prefix, List<String> kinds) {
      super("stand in a folder with one each of " + kinds);
      this.folderKind = folderKind;
      this.prefix = prefix;
      this.kinds = kinds;
    }

    @Override
    public void init(Collection<JavaClass> all) {
      found.clear();
      told.clear();
      for (JavaClass type : all) {
        if (type.isTopLevelClass() && folderOf(type).equals(type.getPackageName())) {
          found
              .computeIfAbsent(folderOf(type), folder -> new TreeSet<>())
              .add(type.getSimpleName());
        }
      }
    }

    private String folderOf(JavaClass type) {
      String rest = type.getPackageName().substring(prefix.length());
      int dot = rest.indexOf('.');
      return prefix + (dot < 0 ? rest : rest.substring(0, dot));
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
      if (!told.add(folderOf(type))) {
        return;
      }
      Set<String> names = found.getOrDefault(folderOf(type), Set.of());
      boolean complete =
          names.stream()
              .filter(name -> name.endsWith(kinds.getFirst()))
              .map(name -> name.substring(0, name.length() - kinds.getFirst().length()))
              .anyMatch(word -> kinds.stream().allMatch(kind -> names.contains(word + kind)));
      events.add(
          new SimpleConditionEvent(
              type,
              complete,
              "%s %s lacks one of %s: it has %s"
                  .formatted(folderKind, folderOf(type), kinds, names)));
    }
  }
}

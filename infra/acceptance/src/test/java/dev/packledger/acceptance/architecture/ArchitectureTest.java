package dev.packledger.acceptance.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.Predefined;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/**
 * Who may know whom. Each rule runs over the product, where it must hold, and over classes planted
 * to break it, where it must report the class planted for it: a rule never seen to fail is none.
 */
class ArchitectureTest {
  private static final String PRODUCT = "dev.packledger";
  private static final String PLANTED = "dev.packledger.acceptance.planted";

  private static final JavaClasses PRODUCT_CLASSES =
      new ClassFileImporter()
          .withImportOption(Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages(PRODUCT);
  private static final JavaClasses PLANTED_CLASSES =
      new ClassFileImporter().importPackages(PLANTED);

  @TestFactory
  Stream<DynamicTest> holdsInTheProduct() {
    return rules(PRODUCT).map(rule -> test(rule, () -> rule.rule().check(PRODUCT_CLASSES)));
  }

  @TestFactory
  Stream<DynamicTest> reportsItsPlantedViolation() {
    return rules(PLANTED)
        .map(
            rule ->
                test(
                    rule,
                    () -> {
                      EvaluationResult result = rule.rule().evaluate(PLANTED_CLASSES);
                      assertThat(result.getFailureReport().getDetails())
                          .as("violations of: %s", rule.name())
                          .anyMatch(line -> line.contains(rule.planted()));
                    }));
  }

  private static Stream<Rule> rules(String root) {
    Packages packages = new Packages(root);
    return Stream.of(
            DomainRules.all(packages),
            EdgeRules.all(packages),
            InfrastructureRules.all(packages),
            ShapeRules.all(packages))
        .flatMap(List::stream);
  }

  private static DynamicTest test(Rule rule, Executable body) {
    return DynamicTest.dynamicTest(rule.name(), body);
  }
}

package dev.packledger.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.domain.Scenario.Given;
import dev.packledger.domain.ledger.Actor;
import dev.packledger.domain.ledger.Command;
import dev.packledger.domain.ledger.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;

/**
 * What a stream refuses: a row per command and code, in order of precedence. A row's command should
 * also break the rules of the rows below it, where one command can.
 */
public final class RefusalTable<S, C extends Command, R extends Enum<R> & Refusal> {
  private final Instant now;
  private final Actor actor;
  private final List<Row<S, C, R>> rows = new ArrayList<>();

  public RefusalTable(Instant now, Actor actor) {
    this.now = now;
    this.actor = actor;
  }

  private record Row<S, C extends Command, R>(
      R refusal, String given, Given<S, C> stream, C command, Actor actor) {}

  /** A refusal of the table's usual actor. */
  public RefusalTable<S, C, R> row(R refusal, String given, Given<S, C> stream, C command) {
    return row(refusal, given, stream, command, actor);
  }

  public RefusalTable<S, C, R> row(
      R refusal, String given, Given<S, C> stream, C command, Actor asking) {
    rows.add(new Row<>(refusal, given, stream, command, asking));
    return this;
  }

  /** A test per row, and two of the table itself: every code is shown, rows stand in order. */
  public List<DynamicTest> tests(Class<R> refusals) {
    List<DynamicTest> tests = new ArrayList<>();
    for (Row<S, C, R> row : rows) {
      tests.add(
          DynamicTest.dynamicTest(
              row.command().getClass().getSimpleName()
                  + ": "
                  + row.refusal().code()
                  + ", "
                  + row.given(),
              () ->
                  row.stream()
                      .when(row.command(), now, row.actor())
                      .thenRefused(row.refusal().code())));
    }
    tests.add(DynamicTest.dynamicTest("every code is shown", () -> showsAll(refusals)));
    tests.add(DynamicTest.dynamicTest("rows stand in order of precedence", this::isOrdered));
    return tests;
  }

  private void showsAll(Class<R> refusals) {
    assertThat(rows).extracting(Row::refusal).contains(refusals.getEnumConstants());
  }

  private void isOrdered() {
    Map<Class<?>, List<R>> byCommand = new LinkedHashMap<>();
    rows.forEach(
        row ->
            byCommand
                .computeIfAbsent(row.command().getClass(), command -> new ArrayList<>())
                .add(row.refusal()));
    assertThat(byCommand.values()).allSatisfy(codes -> assertThat(codes).isSorted());
  }
}

package dev.packledger.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.domain.ledger.Event;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What an enum constant was once spelled like, it is spelled like for ever. */
class SpellingsTest {
  private static final JsonMapper MAPPER = PayloadMapper.create();

  @Test
  void everySpellingIsReadAndWrittenAsEver() throws Exception {
    for (String line : Files.readAllLines(Path.of("src/test/resources/spellings.txt"))) {
      List<String> words = List.of(line.split(" "));
      Class<?> type = Class.forName(words.getFirst());
      List<String> spellings = words.subList(1, words.size());
      for (String spelling : spellings) {
        Object constant = MAPPER.readValue('"' + spelling + '"', type);
        assertThat(MAPPER.writeValueAsString(constant)).isEqualTo('"' + spelling + '"');
      }
      assertThat(type.getEnumConstants()).as("spellings of %s", type).hasSameSizeAs(spellings);
    }
  }

  @Test
  void everyEnumOfAnEventIsListed() throws Exception {
    Set<String> reachable = new TreeSet<>();
    Set<Type> seen = new HashSet<>();
    for (EventType type : EventTypes.LEDGER.all()) {
      collect(type.eventClass(), seen, reachable);
    }
    Set<String> listed =
        Files.readAllLines(Path.of("src/test/resources/spellings.txt")).stream()
            .map(line -> line.split(" ")[0])
            .collect(Collectors.toSet());
    assertThat(reachable).isNotEmpty();
    assertThat(listed).containsAll(reachable);
  }

  private static void collect(Type type, Set<Type> seen, Set<String> enums) {
    if (!seen.add(type)) {
      return;
    }
    switch (type) {
      case ParameterizedType generic ->
          Arrays.stream(generic.getActualTypeArguments()).forEach(t -> collect(t, seen, enums));
      case Class<?> c when c.isEnum() -> enums.add(c.getName());
      case Class<?> c when c.isRecord() ->
          Arrays.stream(c.getRecordComponents())
              .map(RecordComponent::getGenericType)
              .forEach(t -> collect(t, seen, enums));
      default -> assertThat(type).isNotEqualTo(Event.class);
    }
  }
}

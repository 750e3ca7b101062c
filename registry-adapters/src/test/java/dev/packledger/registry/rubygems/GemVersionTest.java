package dev.packledger.registry.rubygems;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.registry.shared.running.GoldenFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Versions by Ruby's own rules: a kept list that Ruby sorted, properties, and Ruby where it is. */
class GemVersionTest {
  private static final int ASKED = 3_000;

  private static final String JUDGE =
      """
      File.readlines(ARGV[0], chomp: true).each do |line|
        left, right = line.split("|", 2)
        if Gem::Version.correct?(left) && Gem::Version.correct?(right) && !left.strip.empty? && !right.strip.empty?
          l, r = Gem::Version.new(left), Gem::Version.new(right)
          puts "#{l} #{l <=> r} #{l.prerelease?}"
        else
          puts "none"
        end
      end
      """;

  /** Each line is equal within itself and greater than the one above. */
  private static List<String> ascending() {
    String text =
        new String(
            new GoldenFile("rubygems/versions-ascending.txt").bytes(), StandardCharsets.UTF_8);
    return text.lines().filter(line -> !line.startsWith("#")).toList();
  }

  @Test
  void ordersTheKeptListAsRubyDoes() {
    List<GemVersion> versions = new ArrayList<>();
    for (String line : ascending()) {
      List<GemVersion> equal = List.of(line.split(" ")).stream().map(this::version).toList();
      assertThat(equal.stream().map(GemVersion::canonical).distinct()).as(line).hasSize(1);
      versions.add(equal.getFirst());
    }
    List<GemVersion> shuffled = new ArrayList<>(versions);
    Collections.shuffle(shuffled, new Random(1));
    assertThat(shuffled.stream().sorted()).containsExactlyElementsOf(versions);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1.0.0, stable, 1",
    "1.0, 1.0.0, stable, 1.0",
    "1.2.3.4, 1.2.3.4, stable, 1.2.3.4",
    "01.2, 1.2.0, stable, 01.2",
    "1.2.0.rc1, 1.2.0.rc1, rc, 1.2.0.rc1",
    "1.2.rc.1, 1.2.0.rc1, rc, 1.2.rc.1",
    "2.0.0-beta.2, 2.0.0.pre.beta2, pre, 2.0.0.pre.beta.2",
    "0.a, 0.0.0.a, a, 0.a",
  })
  void oneSpellingForAllThatAreEqual(
      String written, String canonical, String channel, String printed) {
    GemVersion version = version(written);
    assertThat(version.canonical()).isEqualTo(canonical);
    assertThat(version.channel()).isEqualTo(channel);
    assertThat(version.text()).isEqualTo(printed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "a", "1.", "1..2", "1.0 2", "1_0", "v1", "1.0+b", "1.\n2", "-1", "1.0,2"})
  void isNone(String text) {
    assertThat(GemVersion.parse(text)).isEmpty();
  }

  @Property
  void isATotalOrderThatTheCanonicalTextTells(
      @ForAll("versions") String a, @ForAll("versions") String b, @ForAll("versions") String c) {
    GemVersion x = version(a);
    GemVersion y = version(b);
    GemVersion z = version(c);
    assertThat(Integer.signum(x.compareTo(y))).isEqualTo(-Integer.signum(y.compareTo(x)));
    assertThat(x.compareTo(y) == 0).isEqualTo(x.canonical().equals(y.canonical()));
    assertThat(version(x.canonical()).compareTo(x)).isZero();
    assertThat(version(x.canonical()).canonical()).isEqualTo(x.canonical());
    if (x.compareTo(y) <= 0 && y.compareTo(z) <= 0) {
      assertThat(x.compareTo(z)).isLessThanOrEqualTo(0);
    }
  }

  @Test
  void agreesWithRuby(@TempDir Path folder) {
    List<String> texts = new ArrayList<>();
    versions().sampleStream().limit(ASKED).forEach(texts::add);
    Arbitraries.strings()
        .withChars("01.-ab _")
        .ofMaxLength(8)
        .sampleStream()
        .limit(ASKED / 2)
        .forEach(texts::add);
    List<String> asked = new ArrayList<>();
    for (int i = 0; i + 1 < texts.size(); i++) {
      asked.add(texts.get(i) + '|' + texts.get(i + 1));
    }
    List<String> ours = asked.stream().map(this::ours).toList();
    assertThat(Ruby.judged(folder, JUDGE, asked)).isEqualTo(ours);
    assertThat(ours).contains("none").anyMatch(line -> line.contains(" 0 "));
  }

  private String ours(String line) {
    String[] parts = line.split("\\|", -1);
    var left = GemVersion.parse(parts[0]);
    var right = GemVersion.parse(parts[1]);
    return left.isEmpty() || right.isEmpty()
        ? "none"
        : left.get().text()
            + ' '
            + Integer.signum(left.get().compareTo(right.get()))
            + ' '
            + left.get().prerelease();
  }

  @Provide
  Arbitrary<String> versions() {
    Arbitrary<String> segment =
        Arbitraries.of(
            "0", "00", "1", "2", "10", "a", "b", "B", "rc", "rc1", "1a", "99999999999999999999");
    return segment
        .list()
        .ofMaxSize(4)
        .flatMap(
            rest ->
                Arbitraries.of("0", "1", "2", "01")
                    .flatMap(
                        first ->
                            Arbitraries.of("", "", "-beta", "-a.1", "-x-0")
                                .map(
                                    end ->
                                        first
                                            + (rest.isEmpty() ? "" : "." + String.join(".", rest))
                                            + end)));
  }

  private GemVersion version(String text) {
    return GemVersion.parse(text).orElseThrow(() -> new AssertionError(text));
  }
}

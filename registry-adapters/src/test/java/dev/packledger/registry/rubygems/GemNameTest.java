package dev.packledger.registry.rubygems;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.domain.packages.Ecosystem;
import dev.packledger.domain.packages.PackageId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names and platforms by Ruby's own rules, and by Ruby where it is. */
class GemNameTest {
  private static final int ASKED = 3_000;

  private static final String NAMES =
      """
      POLICY = Gem::SpecificationPolicy
      File.readlines(ARGV[0], chomp: true).each do |name|
        ok = name =~ Gem::Specification::VALID_NAME_PATTERN && name =~ /[a-zA-Z]/ &&
             name !~ POLICY::SPECIAL_CHARACTERS && name.length <= 100
        puts ok ? true : false
      end
      """;

  private static final String PLATFORMS =
      """
      File.readlines(ARGV[0], chomp: true).each { |text| puts Gem::Platform.new(text).to_s }
      """;

  @ParameterizedTest
  @ValueSource(strings = {"acme-ui", "acme_ui", "RedCloth", "a.b", "x", "2d", "net-http2"})
  void isAName(String text) {
    GemName name = GemName.parse(text).orElseThrow();
    assertThat(name.text()).isEqualTo(text);
    assertThat(name.id()).isEqualTo(PackageId.of(Ecosystem.RUBYGEMS, text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", ".a", "-a", "_a", "1", "1.2", "a b", "a/b", "a:b", "a,b", "a\nb", "ä", "a%", "@a"
      })
  void isNone(String text) {
    assertThat(GemName.parse(text)).isEmpty();
  }

  @Test
  void agreesWithRubyAboutNames(@TempDir Path folder) {
    List<String> asked = new ArrayList<>();
    Arbitraries.strings()
        .withChars("ab1.-_Z /")
        .ofMinLength(1)
        .ofMaxLength(6)
        .sampleStream()
        .limit(ASKED)
        .forEach(asked::add);
    List<String> ours =
        asked.stream().map(text -> Boolean.toString(GemName.parse(text).isPresent())).toList();
    assertThat(Ruby.judged(folder, NAMES, asked)).isEqualTo(ours);
    assertThat(ours).contains("true", "false");
  }

  @ParameterizedTest
  @CsvSource({
    "'', ruby",
    "ruby, ruby",
    "x86_64-linux, x86_64-linux",
    "i686-linux, x86-linux",
    "x86_64-linux-gnu, x86_64-linux-gnu",
    "x86_64-linux-musl, x86_64-linux-musl",
    "arm64-darwin-22, arm64-darwin-22",
    "arm64-darwin22, arm64-darwin-22",
    "universal-darwin, universal-darwin",
    "java, java",
    "jruby, java",
    "universal-java-11, universal-java-11",
    "x64-mingw32, x64-mingw32",
    "x64-mingw-ucrt, x64-mingw-ucrt",
    "x86-mswin32-60, x86-mswin32-60",
  })
  void onePlatformHasOneSpelling(String written, String canonical) {
    GemPlatform platform = GemPlatform.parse(written).orElseThrow();
    assertThat(platform.text()).isEqualTo(canonical);
    assertThat(GemPlatform.parse(canonical)).contains(platform);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"plan9", "x86-", "-linux", "1.0", "x86 linux", "x86/linux", "x86_64-beos"})
  void isNoPlatform(String text) {
    assertThat(GemPlatform.parse(text)).isEmpty();
  }

  /** Newer Rubies than 3.1 tell {@code -gnu} apart, so that is left out. */
  @Test
  void agreesWithRubyAboutPlatforms(@TempDir Path folder) {
    List<String> asked = new ArrayList<>();
    for (String cpu :
        List.of(
            "x86", "i386", "i686", "x86_64", "x64", "arm64", "aarch64", "universal", "powerpc")) {
      for (String system :
          List.of(
              "linux",
              "linux-musl",
              "darwin",
              "darwin-20",
              "darwin9",
              "mingw32",
              "mingw-ucrt",
              "mswin64",
              "mswin64-140",
              "java",
              "java-1.8",
              "freebsd13",
              "solaris2.11",
              "openbsd7.2",
              "cygwin",
              "dotnet4.5",
              "aix7",
              "hpux11",
              "netbsdelf",
              "dalvik",
              "dalvik7")) {
        asked.add(cpu + '-' + system);
      }
    }
    asked.addAll(List.of("java", "jruby", "mswin32", "mswin32_80", "dalvik"));
    List<String> ours =
        asked.stream()
            .map(text -> GemPlatform.parse(text).map(GemPlatform::text).orElse(""))
            .toList();
    assertThat(Ruby.judged(folder, PLATFORMS, asked)).isEqualTo(ours);
  }
}

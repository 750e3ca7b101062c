package dev.packledger.acceptance.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.acceptance.clients.Machine;
import dev.packledger.acceptance.clients.Ran;
import dev.packledger.acceptance.story.Guide.Block;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** {@code rubygems.md}. */
record GuidedByRubygems(Path folder) implements Guided {
  @Override
  public String guide() {
    return "rubygems.md";
  }

  @Override
  public String publicRegistry() {
    return "https://rubygems.org";
  }

  @Override
  public Elsewhere elsewhere(Elsewhere empty) {
    Machine machine = Machine.create(folder, "elsewhere");
    for (String name : List.of("acme-core", "acme-ui")) {
      machine.write(name + ".gemspec", gemspec(name, "1.9.9"));
      machine
          .run(Map.of(), List.of(GemTools.program("gem"), "build", name + ".gemspec"))
          .succeeded();
      machine.run(
          Map.of(),
          List.of("sh", "-e", "-c", "mkdir -p site/gems && mv " + name + "-1.9.9.gem site/gems"));
    }
    machine.run(Map.of(), List.of("gem", "generate_index", "--directory", "site")).succeeded();
    return empty.tree(machine.project().resolve("site"));
  }

  @Override
  public List<String> checkedIn() {
    return List.of("Gemfile", "Gemfile.lock");
  }

  @Override
  public Map<String, String> variables(String machine, Elsewhere elsewhere) {
    return Map.of();
  }

  @Override
  public void seed(String machine, Machine at) {
    if (machine.equals("seller")) {
      at.write("acme-theme.gemspec", gemspec("acme-theme", "1.0.0"));
    }
  }

  private static String gemspec(String name, String version) {
    return """
    Gem::Specification.new do |s|
      s.name = '%s'
      s.version = '%s'
      s.summary = 'A gem'
      s.authors = ['Somebody']
      s.files = []
    end
    """
        .formatted(name, version);
  }

  @Override
  public void ran(Machine machine, Block block, Ran ran) {
    String where = block.machine();
    if (where.equals("seller")) {
      assertThat(ran.output()).containsAnyOf("registered gem", "deleted gem");
    } else if (where.equals("gem")) {
      assertThat(machine.has("gems/gems/acme-core-1.1.0")).isTrue();
    } else if (!block.text().contains("docker")) {
      for (String gem : List.of("acme-core-1.1.0", "acme-ui-1.1.0")) {
        assertThat(machine.has("vendor/bundle/ruby/3.1.0/gems/" + gem)).as(gem).isTrue();
      }
      assertThat(machine.read("Gemfile.lock")).doesNotContain("1.9.9");
    }
  }
}

package dev.packledger.registry.rubygems;

import dev.packledger.registry.shared.Sight;
import dev.packledger.registry.shared.Tree;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The documents of {@code gem} itself and of old bundlers, in Ruby's Marshal format: pure, like
 * {@link GemIndex} (rubygems lib/rubygems/source.rb, lib/rubygems/specification.rb, {@code _dump};
 * rubygems.org app/models/gem_dependent.rb).
 */
final class GemSpecs {
  /** The version of the specification's own form. */
  private static final int SPECIFICATION_VERSION = 4;

  /** Which releases a list has. */
  enum Kind {
    RELEASED,
    LATEST,
    PRERELEASE
  }

  /** A release with its name, as lists have it. */
  record Listed(String name, GemRelease release) {}

  private GemSpecs() {}

  /** {@code specs.4.8.gz} and its two brothers. */
  static byte[] list(List<Tree.Package<GemRelease>> tree, Kind kind) {
    List<Listed> all = new ArrayList<>();
    for (Tree.Package<GemRelease> gem : tree) {
      if (gem.sight() instanceof Sight.Seen<GemRelease> seen) {
        List<GemRelease> releases =
            seen.releases().stream()
                .filter(release -> release.number().prerelease() == (kind == Kind.PRERELEASE))
                .toList();
        (kind == Kind.LATEST ? latest(releases) : releases)
            .forEach(release -> all.add(new Listed(gem.name(), release)));
      }
    }
    all.sort(
        Comparator.comparing(Listed::name)
            .thenComparing(listed -> listed.release().number())
            .thenComparing(listed -> listed.release().platform().text()));
    MarshalWriter marshal = new MarshalWriter().array(all.size());
    for (Listed listed : all) {
      marshal.array(3).text(listed.name());
      version(marshal, listed.release().number());
      marshal.text(listed.release().platform().text());
    }
    return packed(marshal.done());
  }

  /** The greatest for each platform. */
  private static List<GemRelease> latest(List<GemRelease> releases) {
    Map<String, GemRelease> latest = new HashMap<>();
    for (GemRelease release : releases) {
      latest.merge(
          release.platform().text(),
          release,
          (left, right) -> left.number().compareTo(right.number()) >= 0 ? left : right);
    }
    return List.copyOf(latest.values());
  }

  /** {@code quick/Marshal.4.8/NAME.gemspec.rz}. */
  static byte[] quick(GemSpecification specification, Instant publishedAt) {
    MarshalWriter dump = new MarshalWriter().array(19);
    dump.text(specification.text(GemSpecification.RUBYGEMS_VERSION));
    dump.integer(SPECIFICATION_VERSION).text(specification.name().text());
    version(dump, specification.number());
    dump.text(publishedAt.atZone(ZoneOffset.UTC).toLocalDate().toString());
    dump.text(specification.text(GemSpecification.SUMMARY));
    requirement(dump, specification.requiredRuby());
    requirement(dump, specification.requiredRubygems());
    dump.text(specification.platform().text());
    dump.array(specification.dependencies().size());
    specification.dependencies().forEach(dependency -> dependency(dump, dependency));
    // In this order: rubyforge_project, email, authors, description, homepage, has_rdoc.
    dump.text("").nil().array(0);
    textOrNil(dump, specification.text(GemSpecification.DESCRIPTION));
    textOrNil(dump, specification.text(GemSpecification.HOMEPAGE));
    dump.bool(true);
    platform(dump, specification.platform());
    dump.array(specification.licenses().size());
    specification.licenses().forEach(dump::text);
    dump.hash(specification.metadata().size());
    specification.metadata().forEach((key, value) -> dump.text(key).text(value));
    return deflated(new MarshalWriter().dumped("Gem::Specification", dump.done()).done());
  }

  /** {@code api/v1/dependencies}: what some gems need, all of their versions. */
  static byte[] dependencies(List<GemSpecification> specifications) {
    MarshalWriter marshal = new MarshalWriter().array(specifications.size());
    for (GemSpecification specification : specifications) {
      marshal.hash(4).symbol("name").text(specification.name().text());
      marshal.symbol("number").text(specification.number().text());
      marshal.symbol("platform").text(specification.platform().text());
      List<GemDependency> needs =
          specification.dependencies().stream().filter(GemDependency::runtime).toList();
      marshal.symbol("dependencies").array(needs.size());
      needs.forEach(
          need -> marshal.array(2).text(need.name().text()).text(need.requirement().list()));
    }
    return marshal.done();
  }

  private static void version(MarshalWriter marshal, GemVersion version) {
    marshal.loaded("Gem::Version").array(1).text(version.text());
  }

  private static void requirement(MarshalWriter marshal, GemRequirement requirement) {
    marshal.loaded("Gem::Requirement").array(1).array(requirement.comparators().size());
    for (GemRequirement.Comparator comparator : requirement.comparators()) {
      marshal.array(2).text(comparator.operator());
      version(marshal, comparator.version());
    }
  }

  private static void dependency(MarshalWriter marshal, GemDependency dependency) {
    marshal.object("Gem::Dependency", 5).symbol("@name").text(dependency.name().text());
    requirement(marshal.symbol("@requirement"), dependency.requirement());
    marshal.symbol("@type").symbol(dependency.runtime() ? "runtime" : "development");
    marshal.symbol("@prerelease").bool(false);
    requirement(marshal.symbol("@version_requirements"), dependency.requirement());
  }

  private static void platform(MarshalWriter marshal, GemPlatform platform) {
    if (platform.isRuby()) {
      marshal.text(platform.text());
      return;
    }
    GemPlatform.Parts parts = platform.parts();
    marshal.object("Gem::Platform", 3);
    textOrNil(marshal.symbol("@cpu"), parts.cpu() == null ? "" : parts.cpu());
    marshal.symbol("@os").text(parts.system());
    textOrNil(marshal.symbol("@version"), parts.version() == null ? "" : parts.version());
  }

  private static void textOrNil(MarshalWriter marshal, String text) {
    if (text.isEmpty()) {
      marshal.nil();
    } else {
      marshal.text(text);
    }
  }

  /** Without a time, so that the same list is the same bytes. */
  private static byte[] packed(byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream packed = new GZIPOutputStream(bytes)) {
      packed.write(content);
    } catch (IOException impossible) {
      throw new UncheckedIOException("written to memory", impossible);
    }
    return bytes.toByteArray();
  }

  private static byte[] deflated(byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflated = new DeflaterOutputStream(bytes)) {
      deflated.write(content);
    } catch (IOException impossible) {
      throw new UncheckedIOException("written to memory", impossible);
    }
    return bytes.toByteArray();
  }
}

package dev.packledger.registry.rubygems;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The platform that a gem was built for, in the one spelling that clients ask for its file by
 * (rubygems lib/rubygems/platform.rb; older ones leave {@code -gnu} out, ask in vain and then ask
 * by the author's spelling): {@code x86_64-linux}, {@code arm64-darwin-22}, {@code java}.
 *
 * @param text {@code ruby} for a gem that runs everywhere
 */
public record GemPlatform(String text) {
  private static final String UNKNOWN = "unknown";
  private static final int CHARS_MAX = 60;
  private static final Pattern FORM = Pattern.compile("[a-z][a-zA-Z0-9_]*(?:-[a-zA-Z0-9_.]+)*");
  private static final Pattern X86 = Pattern.compile(".*i\\d86.*");
  private static final Pattern NUMBER = Pattern.compile("\\d+(?:\\.\\d+)?");
  private static final Pattern DIGIT = Pattern.compile(".*\\d.*");

  /** Runs everywhere. */
  public static final GemPlatform RUBY = new GemPlatform("ruby");

  /** An operating system: how it is found, its version being the first group. */
  private record OperatingSystem(Pattern found, String name) {
    static OperatingSystem of(String regex, String name) {
      return new OperatingSystem(Pattern.compile(regex), name);
    }
  }

  /** In Ruby's order; the first that is found counts. */
  private static final List<OperatingSystem> SYSTEMS =
      List.of(
          OperatingSystem.of("aix(\\d+)?", "aix"),
          OperatingSystem.of("cygwin()", "cygwin"),
          OperatingSystem.of("darwin(\\d+)?", "darwin"),
          OperatingSystem.of("^macruby$()", "macruby"),
          OperatingSystem.of("freebsd(\\d+)?", "freebsd"),
          OperatingSystem.of("hpux(\\d+)?", "hpux"),
          OperatingSystem.of("^(?:java|jruby)$()", "java"),
          OperatingSystem.of("^java([\\d.]*)", "java"),
          OperatingSystem.of("^dalvik(\\d+)?$", "dalvik"),
          OperatingSystem.of("^dotnet([\\d.]*)", "dotnet"),
          OperatingSystem.of("linux-?(\\w+)?", "linux"),
          OperatingSystem.of("mingw32()", "mingw32"),
          OperatingSystem.of("mingw-?(\\w+)?", "mingw"),
          OperatingSystem.of("mswin64(?:_(\\d+))?", "mswin64"),
          OperatingSystem.of("mswin32(?:_(\\d+))?", "mswin32"),
          OperatingSystem.of("netbsdelf()", "netbsdelf"),
          OperatingSystem.of("openbsd(\\d+\\.\\d+)?", "openbsd"),
          OperatingSystem.of("solaris(\\d+\\.\\d+)?", "solaris"));

  /** What Ruby takes a platform apart into. */
  record Parts(@Nullable String cpu, String system, @Nullable String version) {
    String text() {
      return (cpu == null ? "" : cpu + '-') + system + (version == null ? "" : '-' + version);
    }
  }

  public GemPlatform {
    if (text.length() > CHARS_MAX || !FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("not a platform");
    }
  }

  /** Reads a platform in any spelling that Ruby understands; empty where it is none we take. */
  public static Optional<GemPlatform> parse(String text) {
    if (text.isEmpty() || text.equals(RUBY.text())) {
      return Optional.of(RUBY);
    }
    if (text.length() > CHARS_MAX || !FORM.matcher(text).matches()) {
      return Optional.empty();
    }
    String canonical = parts(text).text();
    return FORM.matcher(canonical).matches() && !canonical.contains(UNKNOWN)
        ? Optional.of(new GemPlatform(canonical))
        : Optional.empty();
  }

  Parts parts() {
    return parts(text);
  }

  /** As it stands in a release's identity: empty for a gem that runs everywhere. */
  public String identity() {
    return isRuby() ? "" : text;
  }

  public boolean isRuby() {
    return text.equals("ruby");
  }

  private static Parts parts(String text) {
    List<String> parts = new ArrayList<>(List.of(text.split("-")));
    if (parts.size() > 2 && !DIGIT.matcher(parts.getLast()).matches()) {
      String extra = parts.removeLast();
      parts.set(parts.size() - 1, parts.getLast() + '-' + extra);
    }
    String cpu = parts.removeFirst();
    if (X86.matcher(cpu).matches()) {
      cpu = "x86";
    }
    if (parts.size() == 2 && NUMBER.matcher(parts.getLast()).matches()) {
      return new Parts(cpu, parts.getFirst(), parts.getLast());
    }
    return parts.isEmpty() ? named(null, cpu) : named(cpu, parts.getFirst());
  }

  private static Parts named(@Nullable String cpu, String system) {
    for (OperatingSystem known : SYSTEMS) {
      Matcher found = known.found().matcher(system);
      if (found.find()) {
        String owner = cpu == null && known.name().equals("mswin32") ? "x86" : cpu;
        String version = found.group(1);
        boolean versioned = version != null && !version.isEmpty();
        return new Parts(owner, known.name(), versioned ? version : null);
      }
    }
    return new Parts(cpu, UNKNOWN, null);
  }

  @Override
  public String toString() {
    return text;
  }
}

package dev.packledger.registry.shared.running;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;

/**
 * A conversation with the registry as text.
 *
 * <pre>
 * # a remark                    ! a directive of {@link Story}
 * &gt; METHOD /path               &gt; Header: value
 * &gt;&gt; a line of the body         &gt;publish what the ecosystem takes as words    &gt;gzip
 * &lt; 200 Reason                 what follows is expected of the answer:
 * &lt; Header: value              &lt; !Header (absent)        &lt; Header = name (kept as ${name})
 * &lt;&lt; part of the body          &lt;! no part of the body   &lt;= the whole body
 * &lt;keep NAME                   &lt;same NAME (status line, headers and body, but for the date)
 * </pre>
 */
public final class WireScript {
  private final Story story;
  private final int port;
  private final Publishing publishing;
  private final Map<String, String> variables = new HashMap<>();
  private final Map<String, String> kept = new HashMap<>();
  private @Nullable String start;
  private final Map<String, String> headers = new HashMap<>();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private RawHttp.@Nullable Answer answer;

  /** What a native client would send to publish, made of words. */
  @FunctionalInterface
  public interface Publishing {
    byte[] body(String words) throws IOException;
  }

  public WireScript(Story story, int port, Publishing publishing) {
    this.story = story;
    this.port = port;
    this.publishing = publishing;
    variables.put("port", Integer.toString(port));
  }

  /** How one script is run, against a registry of its own. */
  @FunctionalInterface
  public interface Run {
    void script(String name, List<String> lines) throws Exception;
  }

  /** A test for each script below {@code wire/}. */
  public static Stream<DynamicTest> below(String folder, Run run)
      throws IOException, URISyntaxException {
    URL resource = Objects.requireNonNull(WireScript.class.getResource("/wire/" + folder));
    List<Path> scripts;
    try (Stream<Path> files = Files.list(Path.of(resource.toURI()))) {
      scripts = files.sorted().toList();
    }
    assertThat(scripts).isNotEmpty();
    return scripts.stream()
        .map(
            script -> {
              String name = String.valueOf(script.getFileName());
              return DynamicTest.dynamicTest(
                  name, () -> run.script(name, Files.readAllLines(script)));
            });
  }

  public void run(List<String> lines) throws IOException {
    for (int number = 0; number < lines.size(); number++) {
      String line = substituted(lines.get(number));
      try {
        run(line);
      } catch (AssertionError | RuntimeException wrong) {
        throw new AssertionError(
            "line " + (number + 1) + ": " + line + "\n" + (answer == null ? "" : answer.text()),
            wrong);
      }
    }
  }

  private String substituted(String line) {
    String text = line;
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      text = text.replace("${" + variable.getKey() + '}', variable.getValue());
    }
    return text;
  }

  private void run(String line) throws IOException {
    if (line.isBlank() || line.startsWith("#")) {
      return;
    }
    int space = line.indexOf(' ');
    String mark = space < 0 ? line : line.substring(0, space);
    String rest = space < 0 ? "" : line.substring(space + 1);
    switch (mark) {
      case "!" -> story.tell(rest);
      case ">" -> request(rest);
      case ">>" -> body.writeBytes((rest + "\n").getBytes(StandardCharsets.UTF_8));
      case ">publish" -> body.writeBytes(publishing.body(rest));
      case ">gzip" -> gzip();
      case "<" -> expected(rest);
      case "<<" -> assertThat(answered().body()).contains(rest);
      case "<!" -> assertThat(answered().body()).doesNotContain(rest);
      case "<=" -> assertThat(answered().body()).isEqualTo(rest);
      case "<keep" -> kept.put(rest, answered().withoutDate());
      case "<same" -> assertThat(answered().withoutDate()).isEqualTo(kept.get(rest));
      default -> throw new AssertionError("not a line of a script");
    }
  }

  private void request(String rest) {
    int colon = rest.indexOf(": ");
    if (colon > 0 && rest.indexOf(' ') > colon) {
      headers.put(rest.substring(0, colon), rest.substring(colon + 2));
      return;
    }
    start = rest;
    headers.clear();
    body.reset();
    answer = null;
  }

  private void gzip() throws IOException {
    byte[] plain = body.toByteArray();
    body.reset();
    try (GZIPOutputStream packed = new GZIPOutputStream(body)) {
      packed.write(plain);
    }
    headers.put("Content-Encoding", "gzip");
  }

  private void expected(String rest) throws IOException {
    int colon = rest.indexOf(": ");
    int equals = rest.indexOf(" = ");
    if (Character.isDigit(rest.charAt(0))) {
      if (start == null) {
        throw new AssertionError("nothing was asked");
      }
      answer = RawHttp.exchange(port, start, headers, body.toByteArray());
      assertThat(answer.statusLine()).startsWith("HTTP/1.1 " + rest);
    } else if (rest.startsWith("!")) {
      assertThat(answered().headers()).doesNotContainKey(rest.substring(1));
    } else if (colon > 0) {
      assertThat(answered().header(rest.substring(0, colon))).isEqualTo(rest.substring(colon + 2));
    } else if (equals > 0) {
      variables.put(rest.substring(equals + 3), answered().header(rest.substring(0, equals)));
    } else {
      throw new AssertionError("not an expectation");
    }
  }

  private RawHttp.Answer answered() {
    if (answer == null) {
      throw new AssertionError("nothing was answered");
    }
    return answer;
  }
}

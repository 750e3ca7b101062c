package dev.packledger.registry.npm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.domain.access.Reason;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.releases.ReleaseId;
import dev.packledger.registry.shared.MemoryBlobs;
import dev.packledger.registry.shared.running.Registry;
import dev.packledger.registry.shared.running.Story;
import dev.packledger.registry.shared.running.ToldUsage.Told;
import dev.packledger.registry.shared.running.WireScript;
import dev.packledger.registry.shared.running.World;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What of an npm client's requests counts as a download or a denial. */
class NpmUsageTest {
  private static final PackageId UI = NpmName.parse("@acme/ui").orElseThrow().id();
  private static final String FILE = "/initech/npm/@acme/ui/-/ui-1.0.0.tgz";
  private static final String SOLD =
      """
      ! now 2025-01-01T00:00:00Z
      > PUT /acme/npm/@acme%2fui
      > Authorization: Bearer plk_publisher
      >publish @acme/ui 1.0.0 latest {}
      < 201
      ! license initech @acme/ui through=2025-02-01T00:00:00Z
      """;

  @Test
  void aFileCountsOnceItsLastByteWasSent() throws Exception {
    assertThat(told(SOLD + get("plk_member", FILE, 200))).containsExactly(download());
  }

  @Test
  void partsCountWithTheLastOne() throws Exception {
    assertThat(told(SOLD + get("plk_member", FILE, 206, "Range: bytes=0-9"))).isEmpty();
    assertThat(told(SOLD + get("plk_member", FILE, 206, "Range: bytes=10-"))).hasSize(1);
    assertThat(told(SOLD + get("plk_member", FILE, 416, "Range: bytes=900000-"))).isEmpty();
  }

  @Test
  void neitherHeadersAloneNorDocumentsCount() throws Exception {
    assertThat(told(SOLD + get("plk_member", FILE, 200).replace("GET", "HEAD"))).isEmpty();
    String tag = "< ETag = file\n";
    assertThat(
            told(
                SOLD
                    + get("plk_member", FILE, 200)
                    + tag
                    + get("plk_member", FILE, 304, "If-None-Match: ${file}")))
        .containsExactly(download());
    assertThat(told(SOLD + get("plk_member", "/initech/npm/@acme%2fui", 200))).isEmpty();
  }

  @Test
  void denialsTellWhatWasAskedFor() throws Exception {
    String later =
        """
        ! now 2025-03-01T00:00:00Z
        > PUT /acme/npm/@acme%2fui
        > Authorization: Bearer plk_publisher
        >publish @acme/ui 2.0.0 latest {}
        < 201
        """;
    String file = FILE.replace("1.0.0", "2.0.0");
    assertThat(told(SOLD + later + get("plk_member", file, 403)))
        .containsExactly(denial(Reason.LICENSE_EXPIRED, "2.0.0"));
    assertThat(told(SOLD + later + get("plk_member", "/initech/npm/@acme%2fui/2.0.0", 403)))
        .containsExactly(denial(Reason.LICENSE_EXPIRED, "2.0.0"));
    assertThat(told(SOLD + get("plk_manager", "/initech/npm/@acme%2fui", 403)))
        .containsExactly(denial(Reason.TOKEN_SCOPE, null));
    assertThat(told(SOLD + get("plk_stranger", FILE.replace("initech", "globex"), 404)))
        .containsExactly(denial(Reason.PACKAGE_NOT_LICENSED, "1.0.0"));
  }

  @Test
  void whoShowsNoTokenIsNotCounted() throws Exception {
    String nobody = "> GET " + FILE + "\n< 401\n";
    assertThat(told(SOLD + nobody)).isEmpty();
  }

  private static Told download() {
    return new Told(null, UI, ReleaseId.of(UI, "1.0.0"), "npm/11.6.2 node/v24.0.0");
  }

  private static Told denial(Reason reason, @Nullable String version) {
    ReleaseId release = version == null ? null : ReleaseId.of(UI, version);
    return new Told(reason, UI, release, "npm/11.6.2 node/v24.0.0");
  }

  private static String get(String secret, String address, int status, String... headers) {
    StringBuilder lines = new StringBuilder("> GET " + address + '\n');
    lines.append("> Authorization: Bearer ").append(secret).append('\n');
    lines.append("> User-Agent: npm/11.6.2 node/v24.0.0\n");
    for (String header : headers) {
      lines.append("> ").append(header).append('\n');
    }
    return lines.append("< ").append(status).append('\n').toString();
  }

  /** What is told of a conversation in a world of its own. */
  private static List<Told> told(String script) throws Exception {
    World world = new World();
    MemoryBlobs blobs = new MemoryBlobs(1 << 20, 8 << 20);
    NpmAdapter npm = new NpmAdapter(NpmSettings.USUAL);
    try (Registry registry = new Registry(world, blobs, npm)) {
      new WireScript(new Story(world, npm), registry.port(), Publications::body)
          .run(script.lines().toList());
      return registry.usage().told();
    }
  }
}

package dev.packledger.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.domain.releases.ReleaseId;
import dev.packledger.server.ApiCalls;
import dev.packledger.server.RunningServer;
import dev.packledger.server.Trade;
import java.net.http.HttpHeaders;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Files of a release that its ecosystem's client neither adds nor fetches. */
class ArtifactsApiTest {
  private static final Map<String, String> FILE =
      Map.of("Content-Type", "application/octet-stream");

  private final Trade trade = Trade.begin(RunningServer.configured(), "files");
  private final ReleaseId release = trade.publish("1.0.0");
  private final ApiCalls publisher = trade.publisher();

  private ApiCalls.Answer put(String name, String content) {
    return publisher.send("PUT", path(release, name), content, FILE);
  }

  private static String path(ReleaseId release, String name) {
    return "/api/v1/releases/" + release.value() + "/artifacts/" + name;
  }

  @Test
  void whomTheReleaseIsCoveredForGetsTheFileWholeAndInParts() {
    put("sbom.json", "{\"bomFormat\": \"CycloneDX\"}").is(200);
    Trade.Buyer buyer = trade.buyer("buyer");
    String license = trade.grant(trade.plan("subscription", "revoke_everything", 0), buyer, "");
    ApiCalls reader = trade.reader(buyer);

    ApiCalls.Answer whole = reader.get(path(release, "sbom.json")).is(200);
    assertThat(whole.response().body()).isEqualTo("{\"bomFormat\": \"CycloneDX\"}");
    HttpHeaders headers = whole.response().headers();
    assertThat(headers.firstValue("Content-Type")).contains("application/octet-stream");
    assertThat(headers.firstValue("Content-Disposition"))
        .contains("attachment; filename=\"sbom.json\"");
    assertThat(headers.firstValue("Repr-Digest"))
        .contains("sha-256=:P7l0kCIFUUpImbUcrmPMFJoqD94+4BrtSIvCQGhxqHc=:");
    String tag = headers.firstValue("ETag").orElseThrow();
    ApiCalls.Answer part =
        reader.send("GET", path(release, "sbom.json"), "", Map.of("Range", "bytes=2-10")).is(206);
    assertThat(part.response().body()).isEqualTo("bomFormat");
    assertThat(part.response().headers().firstValue("Content-Range")).contains("bytes 2-10/26");
    reader.send("GET", path(release, "sbom.json"), "", Map.of("If-None-Match", tag)).is(304);
    reader.send("GET", path(release, "sbom.json"), "", Map.of("Range", "bytes=99-")).is(416);
    ApiCalls.Answer head = reader.send("HEAD", path(release, "sbom.json"), "", Map.of()).is(200);
    assertThat(head.response().headers().firstValue("Content-Length")).contains("26");
    reader.get(path(release, "other.json")).isProblem(404, "artifact.unknown");

    trade
        .operator()
        .post("/api/v1/licenses/" + license + "/revoke", "{\"reason\": \"breach\"}")
        .is(204);
    ApiCalls.Answer denied =
        reader.get(path(release, "sbom.json")).isProblem(403, "license.revoked");
    String reference = denied.at("/reference");
    assertThat(denied.response().headers().firstValue("Packledger-Denial")).contains(reference);
    assertThat(trade.operator().get("/api/v1/denials/" + reference).is(200).at("/reason"))
        .isEqualTo("license.revoked");
  }

  @Test
  void aStrangerLearnsNothingAndTheSellerReadsItsOwn() {
    put("notes.txt", "first").is(200);
    ApiCalls stranger = trade.reader(trade.buyer("stranger"));
    ApiCalls.Answer hidden =
        stranger.get(path(release, "notes.txt")).isProblem(404, "release.unknown");
    ApiCalls.Answer none =
        stranger
            .get(path(ReleaseId.of(trade.pkg(), "9.9.9"), "notes.txt"))
            .isProblem(404, "release.unknown");
    assertThat(hidden.json()).isEqualTo(none.json());
    assertThat(hidden.response().headers().firstValue("Packledger-Denial")).isEmpty();
    stranger
        .send("PUT", path(release, "theirs.txt"), "x", FILE)
        .isProblem(404, "organization.unknown");
    assertThat(publisher.get(path(release, "notes.txt")).is(200).response().body())
        .isEqualTo("first");
    // What npm published is served here like any other file.
    assertThat(publisher.get(path(release, "core-1.0.0.tgz")).is(200).response().body())
        .isNotEmpty();
  }

  @Test
  void aFileIsNeverReplacedAndTheSameBytesChangeNothing() {
    put("a.sig", "one").is(200);
    put("a.sig", "one").is(200);
    put("a.sig", "two").isProblem(409, "artifact.exists");
    publisher
        .send("PUT", path(release, "b.sig"), "{}", Map.of("Content-Type", "application/json"))
        .isProblem(415, "body.not_octets");
  }

  @Test
  void filesAndSellersHaveLimits() {
    put("most.bin", "m".repeat(RunningServer.FILE_BYTES_MAX)).is(200);
    put("more.bin", "m".repeat(RunningServer.FILE_BYTES_MAX + 1)).isProblem(413, "blob.too_large");
    put("second.bin", "n".repeat(RunningServer.FILE_BYTES_MAX)).is(200);
    put("third.bin", "o".repeat(RunningServer.FILE_BYTES_MAX)).isProblem(413, "seller.space_used");
    put("small.bin", "o").is(200);
  }
}

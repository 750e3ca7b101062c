package dev.packledger.server.api;

import dev.packledger.domain.access.Credential;
import dev.packledger.domain.access.Decision;
import dev.packledger.domain.access.Resource;
import dev.packledger.domain.ledger.Digest;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.organizations.Role;
import dev.packledger.domain.releases.Artifact;
import dev.packledger.domain.releases.ReleaseCommand;
import dev.packledger.domain.releases.ReleaseId;
import dev.packledger.projections.directory.DirectoryQueries;
import dev.packledger.projections.registryindex.IndexedReleaseRow;
import dev.packledger.projections.registryindex.RegistryIndexQueries;
import dev.packledger.registry.shared.Blobs;
import dev.packledger.registry.shared.http.FileAnswer;
import dev.packledger.server.web.AccessDecisions;
import dev.packledger.server.web.ClientAddress;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The files of a release: what its ecosystem's client published, and what that client cannot add or
 * fetch, such as a signature or a bill of materials. Streamed both ways in constant memory.
 */
@RestController
@RequestMapping("/api/v1/releases/{release}/artifacts/{filename}")
public class ArtifactsApi {
  /** Carries the reference of a denial, as adapters do. */
  private static final String DENIAL = "Packledger-Denial";

  private final ApiCommands commands;
  private final DirectoryQueries directory;
  private final RegistryIndexQueries index;
  private final Blobs blobs;
  private final AccessDecisions access;

  ArtifactsApi(
      ApiCommands commands,
      DirectoryQueries directory,
      RegistryIndexQueries index,
      Blobs blobs,
      AccessDecisions access) {
    this.commands = commands;
    this.directory = directory;
    this.index = index;
    this.blobs = blobs;
    this.access = access;
  }

  /** Adds a file to a release; never replaces one. The same bytes again change nothing. */
  @PutMapping(consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
  public ResponseEntity<Artifact> add(
      Call call, @PathVariable ReleaseId release, @PathVariable String filename, InputStream body)
      throws IOException {
    OrganizationId seller =
        directory
            .pkg(row(release).pkg())
            .map(pkg -> pkg.owner())
            .orElseThrow(() -> ProblemException.unknown("package"));
    call.require(seller, Role.ADMIN, Role.PUBLISHER);
    try (Blobs.Staged staged = blobs.stage(seller)) {
      long size = body.transferTo(staged.sink());
      // Safe now: the bytes. A crash here leaves an orphan that the next collection removes.
      Artifact artifact = new Artifact(filename, staged.keep(), size, Map.of());
      return ApiCommands.done(
          commands.send(call, new ReleaseCommand.AddArtifact(release, artifact)), artifact);
    } catch (Blobs.LimitExceeded tooLarge) {
      throw ProblemException.of(
          413, tooLarge.refusal().code(), "The file was not taken: " + tooLarge.getMessage() + '.');
    }
  }

  /**
   * A file of a release, to whom the release is covered, whole or in part: the same decision as for
   * an install, by the same rule.
   */
  @GetMapping
  public void read(
      Call call,
      @PathVariable ReleaseId release,
      @PathVariable String filename,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    IndexedReleaseRow row = row(release);
    requireInstall(call, row, request, response);
    Artifact artifact =
        row.artifacts().stream()
            .filter(known -> known.filename().equals(filename))
            .findFirst()
            .orElseThrow(() -> ProblemException.unknown("artifact"));
    Blobs.Blob blob = blobs.find(artifact.digest());
    if (blob == null || blob.size() != artifact.size()) {
      throw new IOException("the bytes of " + filename + " are lost: " + artifact.digest());
    }
    response.setHeader("Repr-Digest", reprDigest(artifact.digest()));
    response.setHeader(
        "Content-Disposition",
        ContentDisposition.attachment().filename(filename).build().toString());
    response.setHeader("X-Content-Type-Options", "nosniff");
    // Usage counts what package managers install; this is what people look at beside it.
    new FileAnswer(blob, MediaType.APPLICATION_OCTET_STREAM_VALUE, () -> {})
        .send(request, response);
  }

  /** Of the whole file, whatever part is sent (RFC 9530 section 3). */
  private static String reprDigest(Digest digest) {
    byte[] sha256 = HexFormat.of().parseHex(digest.hex());
    return "sha-256=:" + Base64.getEncoder().encodeToString(sha256) + ':';
  }

  private void requireInstall(
      Call call, IndexedReleaseRow row, HttpServletRequest request, HttpServletResponse response) {
    switch (call.caller()) {
      case Caller.Operator operator -> {}
      case Caller.Claimant claimant -> throw ProblemException.unknown("release");
      case Caller.Member _ ->
          throw ProblemException.of(
              403,
              "token.required",
              "Files are fetched with a token, which decides what is covered.");
      case Caller.Token token -> {
        Credential credential = new Credential.Named(token.token(), ClientAddress.of(request));
        Resource install = new Resource.Install(token.organization(), row.pkg(), row.id());
        if (access.decide(credential, install, call.now()) instanceof Decision.Denied denied) {
          throw told(denied, response);
        }
      }
    }
  }

  /** A stranger learns nothing, not even that there is such a release. */
  private ProblemException told(Decision.Denied denied, HttpServletResponse response) {
    if (denied.reason().toldAsNotFound()) {
      return ProblemException.unknown("release");
    }
    String reference = access.reference(denied);
    response.setHeader(DENIAL, reference);
    return ProblemException.denied(denied, reference);
  }

  private IndexedReleaseRow row(ReleaseId release) {
    return index.release(release).orElseThrow(() -> ProblemException.unknown("release"));
  }
}

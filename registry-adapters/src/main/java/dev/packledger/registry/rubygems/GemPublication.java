package dev.packledger.registry.rubygems;

import dev.packledger.domain.ledger.Digest;
import dev.packledger.domain.ledger.Outcome;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.releases.Artifact;
import dev.packledger.domain.releases.ReleaseCommand;
import dev.packledger.domain.releases.ReleaseId;
import dev.packledger.registry.shared.RefusedPublication;
import dev.packledger.registry.shared.archive.TarGzip;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the bytes that {@code gem push} sends are. */
public sealed interface GemPublication {
  /**
   * A new release.
   *
   * @param json the specification's canonical text
   */
  record NewRelease(GemSpecification specification, String json) implements GemPublication {
    PackageId pkg() {
      return specification.name().id();
    }

    ReleaseId id() {
      return GemRelease.id(specification.name(), specification.number(), specification.platform());
    }

    /** The command that publishes it, its file under the digest that it was kept by. */
    ReleaseCommand.Publish command(Digest digest, long size) {
      String filename = specification.fullName() + ".gem";
      return new ReleaseCommand.Publish(
          id(),
          pkg(),
          specification.number().canonical(),
          specification.platform().identity(),
          specification.number().channel(),
          List.of(new Artifact(filename, digest, size, Map.of())),
          json);
    }
  }

  /** It is not to be taken. */
  record Refused(Outcome.Refused refused) implements GemPublication {}

  /**
   * Reads a gem.
   *
   * @param registry where it was pushed to
   * @throws IOException where the disk fails
   */
  static GemPublication read(TarGzip.Source source, URI registry, GemLimits limits)
      throws IOException {
    try {
      GemSpecification specification = GemArchive.read(source, limits).specification();
      requirePushHost(specification, registry);
      return new NewRelease(specification, specification.json(limits.specificationCharsMax()));
    } catch (RefusedPublication refused) {
      return new Refused(refused.refused());
    }
  }

  /** A gem may say that it goes to one server only: so that it is not published by mistake. */
  private static void requirePushHost(GemSpecification specification, URI registry)
      throws RefusedPublication {
    String allowed = specification.metadata().getOrDefault("allowed_push_host", "");
    if (!allowed.isEmpty() && !registry.getHost().equalsIgnoreCase(host(allowed))) {
      throw new RefusedPublication(
          GemRefusal.PUSH_HOST, "The gem's allowed_push_host names another server than this.");
    }
  }

  private static @Nullable String host(String address) {
    try {
      return URI.create(address).getHost();
    } catch (IllegalArgumentException noAddress) {
      return null;
    }
  }
}

package dev.packledger.registry.npm;

import dev.packledger.domain.access.Decision;
import dev.packledger.domain.releases.ReleaseId;
import dev.packledger.registry.shared.AskedFor;
import dev.packledger.registry.shared.ForeignRegistry;
import dev.packledger.registry.shared.http.Answer;
import java.net.URI;
import java.util.Optional;

/** Another registry that speaks npm, such as Verdaccio or a tree of files. */
public final class NpmForeignRegistry implements ForeignRegistry {
  @Override
  public AskedFor read(String method, String rawPath) {
    NpmAddress address = NpmAddress.parse(rawPath, "");
    return switch (method) {
      case "GET", "HEAD" -> read(address);
      default ->
          address instanceof NpmAddress.Unknown || address instanceof NpmAddress.BadName
              ? new AskedFor.Unknown()
              : new AskedFor.Change();
    };
  }

  private static AskedFor read(NpmAddress address) {
    return switch (address) {
      case NpmAddress.Packument(NpmName name) -> new AskedFor.Index(name.id());
      case NpmAddress.DistTags(NpmName name) -> new AskedFor.Index(name.id());
      case NpmAddress.VersionDocument(NpmName name, String version) -> document(name, version);
      case NpmAddress.Tarball(NpmName name, String file) ->
          release(name, NpmReadRoutes.version(name, file));
      case NpmAddress.Ping() -> new AskedFor.Common();
      // Known, but the other registry's answer would be about its own people, or about the packages
      // of everyone.
      case NpmAddress.Whoami(), NpmAddress.Search(), NpmAddress.Advisories(), NpmAddress.User(_) ->
          new AskedFor.Unknown();
      case NpmAddress.TarballRevision(_, _),
          NpmAddress.Revision(_, _),
          NpmAddress.DistTag(_, _),
          NpmAddress.BadName(),
          NpmAddress.Unknown() ->
          new AskedFor.Unknown();
    };
  }

  /** A tag may move to a release that is not covered; whoever sees the index sees that anyway. */
  private static AskedFor document(NpmName name, String versionOrTag) {
    return NpmTag.valid(versionOrTag)
        ? new AskedFor.Index(name.id())
        : release(
            name,
            NpmVersion.parse(versionOrTag).filter(version -> version.text().equals(versionOrTag)));
  }

  private static AskedFor release(NpmName name, Optional<NpmVersion> version) {
    return version.isEmpty()
        ? new AskedFor.Unknown()
        : new AskedFor.Release(name.id(), ReleaseId.of(name.id(), version.get().text()));
  }

  @Override
  public Answer denied(Decision.Denied denied, String reference, URI account) {
    return NpmDenial.of(denied, reference, null, account);
  }

  @Override
  public Answer unauthenticated() {
    Answer answer = NpmDenial.unauthenticated();
    return new Answer(
        answer.status(), "An access token is needed", answer.headers(), answer.body());
  }
}

package dev.packledger.registry.hex;

import dev.packledger.domain.access.Decision;
import dev.packledger.domain.releases.ReleaseId;
import dev.packledger.registry.shared.AskedFor;
import dev.packledger.registry.shared.ForeignRegistry;
import dev.packledger.registry.shared.http.Answer;
import java.net.URI;

/**
 * Another repository that speaks Hex, such as a tree of files made by {@code mix hex.registry
 * build}. Its documents are signed whole, so that they cannot be filtered: whoever may see one sees
 * all of its versions.
 */
public final class HexForeignRegistry implements ForeignRegistry {
  /** Others mount one repository at the root; none has the name that would stand here. */
  private static final String NO_REPOSITORY = "";

  @Override
  public AskedFor read(String method, String rawPath) {
    if (rawPath.indexOf('%') >= 0 || rawPath.endsWith("/")) {
      return new AskedFor.Unknown();
    }
    HexAddress address = HexAddress.parse(rawPath, NO_REPOSITORY);
    if (!method.equals("GET") && !method.equals("HEAD")) {
      return address instanceof HexAddress.Api ? new AskedFor.Change() : new AskedFor.Unknown();
    }
    return switch (address) {
      case HexAddress.Package(HexName name) -> new AskedFor.Index(name.id());
      case HexAddress.Tarball(HexName name, HexVersion version) -> release(name, version);
      case HexAddress.Docs(HexName name, HexVersion version) -> release(name, version);
      case HexAddress.PublicKey() -> new AskedFor.Common();
      // Known, but about the packages of everyone, or about its own people.
      case HexAddress.Names(), HexAddress.Versions(), HexAddress.BadFile() ->
          new AskedFor.Unknown();
      case HexAddress.Api _ -> new AskedFor.Unknown();
      case HexAddress.Unknown(boolean _) -> new AskedFor.Unknown();
    };
  }

  private static AskedFor release(HexName name, HexVersion version) {
    return new AskedFor.Release(name.id(), ReleaseId.of(name.id(), version.text()));
  }

  @Override
  public Answer denied(Decision.Denied denied, String reference, URI account) {
    return HexDenial.of(denied, reference, null, account, HexForm.TEXT);
  }

  @Override
  public Answer unauthenticated() {
    return HexDenial.unauthenticated(HexForm.TEXT);
  }
}

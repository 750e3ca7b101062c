package dev.packledger.registry.rubygems;

import dev.packledger.domain.access.Decision;
import dev.packledger.registry.rubygems.GemAddress.Named;
import dev.packledger.registry.shared.AskedFor;
import dev.packledger.registry.shared.ForeignRegistry;
import dev.packledger.registry.shared.http.Answer;
import java.net.URI;
import java.util.List;

/**
 * Another registry that speaks RubyGems, such as a tree of files. Its clients escape nothing in a
 * path, so that one which is spelled otherwise may be read otherwise behind.
 */
public final class GemForeignRegistry implements ForeignRegistry {
  @Override
  public AskedFor read(String method, String rawPath) {
    boolean isRoot = rawPath.equals("/");
    if (rawPath.indexOf('%') >= 0 || (rawPath.endsWith("/") && !isRoot)) {
      return new AskedFor.Unknown();
    }
    GemAddress address = GemAddress.parse(rawPath);
    return switch (method) {
      case "GET", "HEAD" -> read(address);
      default ->
          address instanceof GemAddress.Unknown ? new AskedFor.Unknown() : new AskedFor.Change();
    };
  }

  private static AskedFor read(GemAddress address) {
    return switch (address) {
      case GemAddress.Root() -> new AskedFor.Common();
      case GemAddress.Info(GemName name) -> new AskedFor.Index(name.id());
      case GemAddress.VersionsJson(GemName name) -> new AskedFor.Index(name.id());
      case GemAddress.GemJsonDocument(GemName name) -> new AskedFor.Index(name.id());
      case GemAddress.Quick(List<Named> candidates) -> release(candidates);
      case GemAddress.File(List<Named> candidates) -> release(candidates);
      // Known, but the other registry's answer would be about the gems of everyone.
      case GemAddress.Versions(),
          GemAddress.Names(),
          GemAddress.Specs(_),
          GemAddress.Dependencies(),
          GemAddress.Owners(_),
          GemAddress.ApiKey(),
          GemAddress.Publish(),
          GemAddress.Yank(),
          GemAddress.Unknown() ->
          new AskedFor.Unknown();
    };
  }

  /** Nobody can say what a name is for that can be read in two ways. */
  private static AskedFor release(List<Named> candidates) {
    if (candidates.size() != 1) {
      return new AskedFor.Unknown();
    }
    Named named = candidates.getFirst();
    return new AskedFor.Release(
        named.name().id(), GemRelease.id(named.name(), named.number(), named.platform()));
  }

  @Override
  public Answer denied(Decision.Denied denied, String reference, URI account) {
    return GemDenial.of(denied, reference, null, account);
  }

  @Override
  public Answer unauthenticated() {
    return GemDenial.unauthenticated();
  }
}

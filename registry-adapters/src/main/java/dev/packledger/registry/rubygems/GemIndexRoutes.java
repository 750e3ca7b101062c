package dev.packledger.registry.rubygems;

import dev.packledger.domain.access.Decision;
import dev.packledger.domain.access.Reason;
import dev.packledger.domain.tokens.Scope;
import dev.packledger.registry.shared.Asker;
import dev.packledger.registry.shared.Tree;
import dev.packledger.registry.shared.TreeDocuments;
import dev.packledger.registry.shared.http.Answer;
import dev.packledger.registry.shared.http.Document;
import dev.packledger.registry.shared.http.Reply;
import java.util.List;
import java.util.function.Function;

/** The documents that list all gems of an organisation's tree. */
final class GemIndexRoutes {
  private static final String GZIP = "application/gzip";

  private final TreeDocuments<GemRelease> documents;

  GemIndexRoutes(GemDesk desk) {
    documents = new TreeDocuments<>(desk.ports().index(), desk.packages());
  }

  /** {@code gem} asks whether there is anybody. */
  Reply root(Asker asker) {
    return account(asker) instanceof Decision.Denied denied
        ? GemDenial.told(denied, asker, null)
        : Answer.of(200, new byte[0]).with("Content-Type", GemReadRoutes.TEXT);
  }

  Reply versions(Asker asker) {
    return compact("versions", asker, GemIndex::versions);
  }

  Reply names(Asker asker) {
    return compact("names", asker, GemIndex::names);
  }

  Reply specs(GemSpecs.Kind kind, Asker asker) {
    return switch (account(asker)) {
      case Decision.Denied denied -> GemDenial.told(denied, asker, null);
      case Decision.Allowed allowed ->
          documents
              .document(
                  "specs " + kind, asker, allowed, tree -> Document.of(GemSpecs.list(tree, kind)))
              .reply(GZIP);
    };
  }

  private Reply compact(
      String name, Asker asker, Function<List<Tree.Package<GemRelease>>, byte[]> bytes) {
    return switch (account(asker)) {
      case Decision.Denied denied -> GemDenial.told(denied, asker, null);
      case Decision.Allowed allowed ->
          GemReadRoutes.compact(
              documents.document(
                  name, asker, allowed, tree -> GemReadRoutes.document(bytes.apply(tree))));
    };
  }

  /** Whose token neither reads nor publishes sees no list, not even an empty one. */
  private static Decision account(Asker asker) {
    Decision reading = asker.account(Scope.READ);
    if (reading instanceof Decision.Denied denied && denied.reason() == Reason.TOKEN_SCOPE) {
      Decision publishing = asker.account(Scope.PUBLISH);
      return publishing instanceof Decision.Allowed ? publishing : reading;
    }
    return reading;
  }
}

package dev.packledger.registry.rubygems;

import dev.packledger.domain.access.Decision;
import dev.packledger.domain.access.Reason;
import dev.packledger.domain.tokens.Scope;
import dev.packledger.registry.shared.Asker;
import dev.packledger.registry.shared.Tree;
import dev.packledger.registry.shared.WeighedCache;
import dev.packledger.registry.shared.http.Answer;
import dev.packledger.registry.shared.http.Document;
import dev.packledger.registry.shared.http.Reply;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The documents that list all gems of an organisation's tree. */
final class GemIndexRoutes {
  private static final String GZIP = "application/gzip";
  private static final long DOCUMENT_BYTES_MAX = 64L << 20;

  private final GemDesk desk;
  private final WeighedCache<View, Document> documents =
      new WeighedCache<>(DOCUMENT_BYTES_MAX, Document::weight);

  GemIndexRoutes(GemDesk desk) {
    this.desk = desk;
  }

  /** Everything that a document's bytes follow from. */
  private record View(String document, Tree.Fingerprint tree) {}

  /** {@code gem} asks whether there is anybody. */
  Reply root(Asker asker) {
    Decision.Denied denied = denied(asker);
    return denied == null
        ? Answer.of(200, new byte[0]).with("Content-Type", GemReadRoutes.TEXT)
        : GemDenial.told(denied, asker, null);
  }

  Reply versions(Asker asker) {
    return compact("versions", asker, GemIndex::versions);
  }

  Reply names(Asker asker) {
    return compact("names", asker, GemIndex::names);
  }

  Reply specs(GemSpecs.Kind kind, Asker asker) {
    Decision.Denied denied = denied(asker);
    return denied == null
        ? document("specs " + kind, asker, tree -> Document.of(GemSpecs.list(tree, kind)))
            .reply(GZIP)
        : GemDenial.told(denied, asker, null);
  }

  private Reply compact(
      String name, Asker asker, Function<List<Tree.Package<GemRelease>>, byte[]> bytes) {
    Decision.Denied denied = denied(asker);
    return denied == null
        ? GemReadRoutes.compact(
            document(name, asker, tree -> GemReadRoutes.document(bytes.apply(tree))))
        : GemDenial.told(denied, asker, null);
  }

  /** What is seen is decided at every request; only the bytes that follow from it are kept. */
  private Document document(
      String name, Asker asker, Function<List<Tree.Package<GemRelease>>, Document> rendering) {
    List<Tree.Package<GemRelease>> tree = Tree.of(asker, desk.packages());
    View view = new View(name, Tree.fingerprint(tree));
    Document kept = documents.find(view);
    if (kept == null) {
      kept = rendering.apply(tree);
      documents.put(view, kept);
    }
    return kept;
  }

  /** Whose token neither reads nor publishes sees no list, not even an empty one. */
  private static Decision.@Nullable Denied denied(Asker asker) {
    return asker.account(Scope.READ) instanceof Decision.Denied denied
            && !(denied.reason() == Reason.TOKEN_SCOPE
                && asker.account(Scope.PUBLISH) instanceof Decision.Allowed)
        ? denied
        : null;
  }
}

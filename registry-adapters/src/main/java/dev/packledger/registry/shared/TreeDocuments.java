package dev.packledger.registry.shared;

import dev.packledger.domain.access.Credential;
import dev.packledger.domain.access.Decision;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.registry.shared.http.Document;
import java.util.List;
import java.util.function.Function;

/**
 * Documents that list all packages of a tree. Their bytes are kept under everything that they
 * follow from; and where neither ledger position nor any deadline that was looked at has passed,
 * the same credential is not decided about again: the rule is a function, and its arguments are the
 * same. Nothing that was allowed outlives the position that it was allowed at.
 */
public final class TreeDocuments<R extends RenderedRelease> {
  private static final long DOCUMENT_BYTES_MAX = 64L << 20;
  private static final long TREES_MAX = 2_000;

  private final RegistryIndex index;
  private final RenderedPackages<R> packages;
  private final WeighedCache<View, Document> documents =
      new WeighedCache<>(DOCUMENT_BYTES_MAX, Document::weight);
  private final WeighedCache<Asked, Last> last = new WeighedCache<>(TREES_MAX, kept -> 1);

  public TreeDocuments(RegistryIndex index, RenderedPackages<R> packages) {
    this.index = index;
    this.packages = packages;
  }

  /** Everything that a document's bytes follow from. */
  private record View(OrganizationId tree, String document, Tree.Fingerprint seen) {}

  private record Asked(OrganizationId tree, String document, Credential credential) {}

  /** What was answered last, and of which moment that is. */
  private record Last(Position indexed, Tree.Seen<?> seen, View view) {}

  /**
   * A document.
   *
   * @param name unique among the documents of a tree
   * @param account a decision of this request about the asker's token, which tells the moment
   */
  public Document document(
      String name,
      Asker asker,
      Decision account,
      Function<List<Tree.Package<R>>, Document> rendering) {
    Position indexed = index.position();
    Asked asked = new Asked(asker.request().organization(), name, asker.credential());
    Last before = last.find(asked);
    if (before != null && before.indexed().equals(indexed) && before.seen().standsAt(account)) {
      Document kept = documents.find(before.view());
      if (kept != null) {
        return kept;
      }
    }
    Tree.Seen<R> seen = Tree.seen(asker, packages);
    View view = new View(asked.tree(), name, Tree.fingerprint(seen.packages()));
    Document kept = documents.find(view);
    if (kept == null) {
      kept = rendering.apply(seen.packages());
      documents.put(view, kept);
    }
    last.put(asked, new Last(indexed, seen.withoutPackages(), view));
    return kept;
  }
}

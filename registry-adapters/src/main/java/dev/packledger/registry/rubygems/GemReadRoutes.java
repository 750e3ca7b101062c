package dev.packledger.registry.rubygems;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.packledger.domain.access.Decision;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.releases.ReleaseId;
import dev.packledger.projections.registryindex.IndexedReleaseRow;
import dev.packledger.registry.rubygems.GemAddress.Named;
import dev.packledger.registry.shared.Asker;
import dev.packledger.registry.shared.Sight;
import dev.packledger.registry.shared.StaleNode;
import dev.packledger.registry.shared.WeighedCache;
import dev.packledger.registry.shared.http.Document;
import dev.packledger.registry.shared.http.EntityTag;
import dev.packledger.registry.shared.http.ReleaseFiles;
import dev.packledger.registry.shared.http.Reply;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is read of single gems and releases: documents and files. */
final class GemReadRoutes {
  static final String TEXT = "text/plain; charset=utf-8";
  private static final String JSON = "application/json; charset=utf-8";
  private static final String BINARY = "application/octet-stream";
  private static final int NAMES_MAX = 200;

  private static final long DOCUMENT_BYTES_MAX = 64L << 20;
  private static final Document EMPTY = document(GemIndex.EMPTY.getBytes(UTF_8));

  private final GemDesk desk;
  private final WeighedCache<View, Document> documents =
      new WeighedCache<>(DOCUMENT_BYTES_MAX, Document::weight);

  /** Everything that a gem's document follows from. */
  private record View(PackageId pkg, Position changedAt, BitSet visible) {}

  GemReadRoutes(GemDesk desk) {
    this.desk = desk;
  }

  /** A document of the compact index: its entity tag is the MD5 that old bundlers compute. */
  static Document document(byte[] bytes) {
    return Document.of(bytes, EntityTag.md5(bytes));
  }

  /** With the digest of the whole, by which bundler appends what a range brought. */
  static Reply compact(Document document) {
    return document.ranged(TEXT).withDigest();
  }

  /**
   * A gem's releases. What was lost is an empty document: bundler gives up a whole source over a
   * refusal of one.
   */
  Reply info(GemName name, Asker asker, HttpServletRequest request) {
    return switch (Sight.of(name.id(), asker, desk.packages())) {
      case Sight.Seen<GemRelease> seen -> compact(info(seen));
      case Sight.Nothing<GemRelease> nothing ->
          nothing.pkg().releases().isEmpty() ? GemDenial.notFound() : compact(EMPTY);
      case Sight.Hidden<GemRelease>(Decision.Denied denied) -> {
        count(denied, name, request);
        yield GemIndex.isOfLicense(denied.reason())
            ? compact(EMPTY)
            : GemDenial.told(denied, asker, null);
      }
    };
  }

  private Document info(Sight.Seen<GemRelease> seen) {
    View view = new View(seen.pkg().id(), seen.pkg().changedAt(), seen.visible());
    Document kept = documents.find(view);
    if (kept == null) {
      kept = document(GemIndex.info(seen.releases()));
      documents.put(view, kept);
    }
    return kept;
  }

  /** {@code api/v1/versions/NAME.json}. */
  Reply versions(GemName name, Asker asker, HttpServletRequest request) {
    return described(
        name, asker, request, visible -> Document.of(GemJson.versions(visible)).reply(JSON));
  }

  /** {@code api/v1/gems/NAME.json}. */
  Reply gem(GemName name, Asker asker, HttpServletRequest request) {
    return described(
        name,
        asker,
        request,
        visible -> Document.of(GemJson.gem(visible, asker.request().base())).reply(JSON));
  }

  private Reply described(
      GemName name,
      Asker asker,
      HttpServletRequest request,
      Function<List<GemJson.Described>, Reply> answer) {
    return switch (Sight.of(name.id(), asker, desk.packages())) {
      case Sight.Seen<GemRelease> seen -> answer.apply(described(seen.releases()));
      case Sight.Nothing<GemRelease> _ -> GemDenial.notFound();
      case Sight.Hidden<GemRelease>(Decision.Denied denied) -> {
        count(denied, name, request);
        yield GemDenial.told(denied, asker, null);
      }
    };
  }

  private List<GemJson.Described> described(List<GemRelease> releases) {
    List<GemJson.Described> described = new ArrayList<>(releases.size());
    for (GemRelease release : releases) {
      IndexedReleaseRow row = desk.ports().index().indexed(release.id());
      if (row == null) {
        throw new StaleNode(1);
      }
      described.add(new GemJson.Described(release, GemSpecification.of(row.packageMetadata())));
    }
    return described;
  }

  /** {@code api/v1/dependencies?gems=a,b}; without names it says that it is there. */
  Reply dependencies(Asker asker, HttpServletRequest request) {
    if (asker.account() instanceof Decision.Denied denied) {
      return GemDenial.told(denied, asker, null);
    }
    @Nullable String gems = request.getParameter("gems");
    List<GemSpecification> found = new ArrayList<>();
    if (gems != null) {
      for (String text : gems.split(",", NAMES_MAX)) {
        GemName.parse(text)
            .map(name -> Sight.of(name.id(), asker, desk.packages()))
            .ifPresent(sight -> found.addAll(specifications(sight)));
      }
    }
    return Document.of(GemSpecs.dependencies(found)).reply(BINARY);
  }

  private List<GemSpecification> specifications(Sight<GemRelease> sight) {
    return sight instanceof Sight.Seen<GemRelease> seen
        ? described(seen.releases()).stream().map(GemJson.Described::specification).toList()
        : List.of();
  }

  /** A release's specification: of what an index lists, and of what it does not list any more. */
  Reply quick(List<Named> candidates, Asker asker, HttpServletRequest request) {
    Chosen chosen = choose(candidates, asker);
    if (chosen == null) {
      return unknown(asker);
    }
    ReleaseId release = chosen.release();
    return switch (chosen.decision()) {
      case Decision.Denied denied -> {
        desk.ports()
            .usage()
            .denied(denied, chosen.name().id(), release, ReleaseFiles.userAgent(request));
        yield GemDenial.told(denied, asker, lastCovered(chosen.name(), asker));
      }
      case Decision.Allowed _ -> {
        IndexedReleaseRow row = desk.ports().index().indexed(release);
        if (row == null) {
          throw new StaleNode(1);
        }
        GemSpecification specification = GemSpecification.of(row.packageMetadata());
        yield chosen.isSpelled(specification.number())
            ? Document.of(GemSpecs.quick(specification, row.publishedAt())).reply(BINARY)
            : GemDenial.notFound();
      }
    };
  }

  /** A gem; to a stranger it is not there. */
  Reply file(List<Named> candidates, Asker asker, HttpServletRequest request) throws IOException {
    Chosen chosen = choose(candidates, asker);
    if (chosen == null) {
      return unknown(asker);
    }
    if (chosen.decision() instanceof Decision.Allowed
        && !chosen.isSpelled(found(chosen).number())) {
      return GemDenial.notFound();
    }
    return desk.files()
        .reply(
            chosen.name().id(),
            chosen.release(),
            () -> found(chosen).file(),
            BINARY,
            asker,
            request,
            denied -> GemDenial.told(denied, asker, lastCovered(chosen.name(), asker)));
  }

  private GemRelease found(Chosen chosen) {
    return desk.packages()
        .known(chosen.name().id())
        .release(chosen.release())
        .orElseThrow(() -> new StaleNode(1));
  }

  /** One reading of a file's name, and what is decided about it. */
  private record Chosen(Named named, ReleaseId release, Decision decision) {
    GemName name() {
      return named.name();
    }

    /** Equal versions may be written in several ways; a file has one. */
    boolean isSpelled(GemVersion number) {
      return named.number().equals(number);
    }
  }

  /** The reading that is allowed, or else the one that more is to be said of. */
  private static @Nullable Chosen choose(List<Named> candidates, Asker asker) {
    Chosen chosen = null;
    for (Named named : candidates) {
      ReleaseId release = GemRelease.id(named.name(), named.number(), named.platform());
      Decision decision = asker.install(named.name().id(), release);
      Chosen next = new Chosen(named, release, decision);
      if (decision instanceof Decision.Allowed) {
        return next;
      }
      boolean saysMore =
          decision instanceof Decision.Denied denied && !denied.reason().toldAsNotFound();
      chosen = chosen == null || saysMore ? next : chosen;
    }
    return chosen;
  }

  private static Reply unknown(Asker asker) {
    return asker.account() instanceof Decision.Denied denied
        ? GemDenial.told(denied, asker, null)
        : GemDenial.notFound();
  }

  private @Nullable GemVersion lastCovered(GemName name, Asker asker) {
    Optional<GemVersion> greatest =
        Sight.of(name.id(), asker, desk.packages()) instanceof Sight.Seen<GemRelease> seen
            ? seen.releases().stream().map(GemRelease::number).max(GemVersion::compareTo)
            : Optional.empty();
    return greatest.orElse(null);
  }

  private void count(Decision.Denied denied, GemName name, HttpServletRequest request) {
    desk.ports().usage().denied(denied, name.id(), null, ReleaseFiles.userAgent(request));
  }
}

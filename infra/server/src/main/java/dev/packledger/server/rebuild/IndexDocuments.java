package dev.packledger.server.rebuild;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.packledger.domain.access.Credential;
import dev.packledger.domain.access.Decision;
import dev.packledger.domain.access.Resource;
import dev.packledger.domain.access.Standing;
import dev.packledger.domain.ledger.Digest;
import dev.packledger.domain.ledger.Position;
import dev.packledger.projections.Page;
import dev.packledger.projections.PageRequest;
import dev.packledger.projections.access.AccessLoadQueries;
import dev.packledger.projections.access.AccessMemory;
import dev.packledger.projections.directory.DirectoryQueries;
import dev.packledger.projections.directory.OrganizationRow;
import dev.packledger.projections.directory.TokenRow;
import dev.packledger.projections.registryindex.RegistryIndexQueries;
import dev.packledger.registry.shared.Access;
import dev.packledger.registry.shared.Adapter;
import dev.packledger.registry.shared.RegistryRequest;
import dev.packledger.registry.shared.ShownDocuments;
import dev.packledger.server.web.Adapters;
import dev.packledger.server.web.ServedIndex;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * What every organisation is shown of everything that it owns or has a licence for: the index
 * documents of every ecosystem, for each of its tokens, each different document once. Decided at
 * the instant of the last event, by access memory that was filled from the tables.
 */
final class IndexDocuments {
  private static final URI BASE = URI.create("http://packledger.invalid");
  private static final HexFormat HEX = HexFormat.of();

  private final DirectoryQueries directory;
  private final SortedMap<String, ShownDocuments> shown = new TreeMap<>();

  private IndexDocuments(JdbcClient jdbc, PlatformTransactionManager transactions) {
    AccessMemory memory = new AccessMemory();
    new AccessLoadQueries(jdbc, transactions).load(memory);
    directory = new DirectoryQueries(jdbc);
    ServedIndex index = new ServedIndex(new RegistryIndexQueries(jdbc), directory);
    for (Adapter adapter : Adapters.unsigned().all()) {
      shown.put(adapter.ecosystem().code(), adapter.shown(new AtLastEvent(memory), index));
    }
  }

  /** One digest for each organisation and document, under {@code slug/ecosystem/document}. */
  static SortedMap<String, Digest> digests(
      JdbcClient jdbc, PlatformTransactionManager transactions) {
    IndexDocuments documents = new IndexDocuments(jdbc, transactions);
    SortedMap<String, Digest> digests = new TreeMap<>();
    for (OrganizationRow organization : all(documents.directory::organizations)) {
      documents
          .of(organization)
          .forEach(
              (name, contents) ->
                  digests.put(
                      name,
                      Digest.of(sha256().digest(String.join("\n", contents).getBytes(UTF_8)))));
    }
    return digests;
  }

  /** The digests of what its tokens are shown, by document. */
  private SortedMap<String, SortedSet<String>> of(OrganizationRow organization) {
    SortedMap<String, SortedSet<String>> contents = new TreeMap<>();
    RegistryRequest asked = asked(organization);
    for (TokenRow token : all(page -> directory.tokens(organization.id(), page))) {
      Credential credential = new Credential.Named(token.id(), null);
      shown.forEach(
          (ecosystem, documents) ->
              documents.show(
                  asked,
                  credential,
                  (name, bytes) ->
                      contents
                          .computeIfAbsent(
                              organization.slug() + '/' + ecosystem + '/' + name,
                              absent -> new TreeSet<>())
                          .add(HEX.formatHex(sha256().digest(bytes)))));
    }
    return contents;
  }

  private static RegistryRequest asked(OrganizationRow organization) {
    return new RegistryRequest(
        organization.id(),
        organization.slug(),
        "/",
        BASE,
        BASE,
        null,
        null,
        Instant.EPOCH,
        null,
        "rebuild");
  }

  private static <T> List<T> all(Function<PageRequest, Page<T>> pages) {
    List<T> all = new ArrayList<>();
    @Nullable PageRequest next = PageRequest.first(PageRequest.LIMIT_MAX);
    while (next != null) {
      Page<T> page = pages.apply(next);
      all.addAll(page.items());
      next = page.next() == null ? null : new PageRequest(page.next(), PageRequest.LIMIT_MAX);
    }
    return all;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every JDK has SHA-256", impossible);
    }
  }

  /** Decisions of the past: an earlier instant than the last event's is taken for that one. */
  private record AtLastEvent(AccessMemory memory) implements Access {
    @Override
    public Decision decide(Credential credential, Resource resource, Instant instant) {
      return memory.decide(credential, resource, instant);
    }

    @Override
    public List<Decision> decideAll(
        Credential credential, List<? extends Resource> resources, Instant instant) {
      return memory.decideAll(credential, resources, instant);
    }

    @Override
    public Standing decideStanding(
        Credential credential, List<? extends Resource> resources, Instant instant) {
      return memory.decideStanding(credential, resources, instant);
    }

    @Override
    public String reference(Decision.Denied denied) {
      return denied.reason().code();
    }

    @Override
    public boolean awaitApplied(Position position) {
      return memory.position().compareTo(position) >= 0;
    }
  }
}

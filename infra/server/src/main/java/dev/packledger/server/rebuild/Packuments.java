package dev.packledger.server.rebuild;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.packledger.domain.access.Credential;
import dev.packledger.domain.access.Decision;
import dev.packledger.domain.access.Resource;
import dev.packledger.domain.ledger.Digest;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.packages.Ecosystem;
import dev.packledger.projections.Page;
import dev.packledger.projections.PageRequest;
import dev.packledger.projections.access.AccessLoadQueries;
import dev.packledger.projections.access.AccessMemory;
import dev.packledger.projections.directory.DirectoryQueries;
import dev.packledger.projections.directory.OrganizationRow;
import dev.packledger.projections.directory.TokenRow;
import dev.packledger.projections.registryindex.RegistryIndexQueries;
import dev.packledger.registry.npm.NpmIndex;
import dev.packledger.registry.npm.NpmName;
import dev.packledger.registry.npm.NpmShown;
import dev.packledger.registry.shared.Access;
import dev.packledger.registry.shared.RegistryRequest;
import dev.packledger.server.web.ServedIndex;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * What every organisation is shown of every package that it owns or has a licence for: both forms
 * of the packument, for each of its tokens, each different document once. Decided at the instant of
 * the last event, by access memory that was filled from the tables.
 */
final class Packuments {
  private static final URI BASE = URI.create("http://packledger.invalid");
  private static final HexFormat HEX = HexFormat.of();

  private final DirectoryQueries directory;
  private final RegistryIndexQueries index;
  private final NpmShown shown;
  private final SortedMap<String, Digest> digests = new TreeMap<>();

  private Packuments(JdbcClient jdbc, PlatformTransactionManager transactions) {
    AccessMemory memory = new AccessMemory();
    new AccessLoadQueries(jdbc, transactions).load(memory);
    directory = new DirectoryQueries(jdbc);
    index = new RegistryIndexQueries(jdbc);
    shown = new NpmShown(new AtLastEvent(memory), new ServedIndex(index, directory));
  }

  /** One digest for each organisation and package, under {@code slug/package}. */
  static SortedMap<String, Digest> digests(
      JdbcClient jdbc, PlatformTransactionManager transactions) {
    Packuments packuments = new Packuments(jdbc, transactions);
    for (OrganizationRow organization : all(packuments.directory::organizations)) {
      packuments.add(organization);
    }
    return packuments.digests;
  }

  private void add(OrganizationRow organization) {
    List<TokenRow> tokens = all(page -> directory.tokens(organization.id(), page));
    index.packages(organization.id(), Ecosystem.NPM).stream()
        .map(row -> NpmName.parse(row.name()).orElseThrow())
        .forEach(
            name ->
                digests.put(
                    organization.slug() + '/' + name.text(), digest(organization, tokens, name)));
  }

  private Digest digest(OrganizationRow organization, List<TokenRow> tokens, NpmName name) {
    RegistryRequest asked = asked(organization);
    TreeSet<String> documents = new TreeSet<>();
    for (TokenRow token : tokens) {
      Credential credential = new Credential.Named(token.id(), null);
      for (NpmIndex.Form form : NpmIndex.Form.values()) {
        byte @Nullable [] document = shown.packument(asked, credential, name, form);
        if (document != null) {
          documents.add(form + " " + HEX.formatHex(sha256().digest(document)));
        }
      }
    }
    return new Digest(HEX.formatHex(sha256().digest(String.join("\n", documents).getBytes(UTF_8))));
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
    public String reference(Decision.Denied denied) {
      return denied.reason().code();
    }

    @Override
    public boolean awaitApplied(Position position) {
      return memory.position().compareTo(position) >= 0;
    }
  }
}

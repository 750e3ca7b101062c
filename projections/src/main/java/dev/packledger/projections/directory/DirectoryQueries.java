package dev.packledger.projections.directory;

import dev.packledger.domain.ledger.Digest;
import dev.packledger.domain.ledger.PersonId;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.namespaces.NamespaceId;
import dev.packledger.domain.organizations.Holder;
import dev.packledger.domain.organizations.MemberId;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.organizations.PipelineId;
import dev.packledger.domain.packages.Ecosystem;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.products.PlanId;
import dev.packledger.domain.products.ProductId;
import dev.packledger.domain.tokens.TokenId;
import dev.packledger.projections.Page;
import dev.packledger.projections.PageRequest;
import dev.packledger.projections.RowQueries;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Looks up and lists who and what there is. Every list is ordered by id; a page's cursor is the id
 * of its last row. Licences have their own questions in {@link LicenseQueries}.
 */
public final class DirectoryQueries {
  private final LicenseQueries licenses;
  private final JdbcClient jdbc;
  private final RowQueries<OrganizationRow> organizations;
  private final RowQueries<MemberRow> members;
  private final RowQueries<PipelineRow> pipelines;
  private final RowQueries<PaymentAccountRow> paymentAccounts;
  private final RowQueries<ProductRow> products;
  private final RowQueries<ProductPackageRow> productPackages;
  private final RowQueries<PlanRow> plans;
  private final RowQueries<NamespaceRow> namespaces;
  private final RowQueries<PackageRow> packages;
  private final RowQueries<TokenRow> tokens;
  private final RowQueries<TokenId> tokenIds;
  private final RowQueries<TokenId> secrets;

  public DirectoryQueries(JdbcClient jdbc) {
    this.jdbc = jdbc;
    licenses = new LicenseQueries(jdbc);
    organizations = new RowQueries<>(jdbc, select("organizations"), "id", RowReaders::organization);
    members = new RowQueries<>(jdbc, select("members"), "member", RowReaders::member);
    pipelines = new RowQueries<>(jdbc, select("pipelines"), "pipeline", RowReaders::pipeline);
    paymentAccounts =
        new RowQueries<>(jdbc, select("payment_accounts"), "position", RowReaders::paymentAccount);
    products = new RowQueries<>(jdbc, select("products"), "id", RowReaders::product);
    productPackages =
        new RowQueries<>(jdbc, select("product_packages"), "pkg", RowReaders::productPackage);
    plans = new RowQueries<>(jdbc, PLANS, "id", RowReaders::plan);
    namespaces = new RowQueries<>(jdbc, select("namespaces"), "id", RowReaders::namespace);
    packages = new RowQueries<>(jdbc, select("packages"), "id", RowReaders::pkg);
    tokens = new RowQueries<>(jdbc, select("tokens"), "id", RowReaders::token);
    tokenIds =
        new RowQueries<>(
            jdbc,
            "SELECT id FROM projections.directory_tokens",
            "id",
            columns -> columns.id("id", TokenId::new));
    secrets =
        new RowQueries<>(
            jdbc,
            "SELECT token FROM projections.directory_token_secrets",
            "token",
            columns -> columns.id("token", TokenId::new));
  }

  private static final String PLANS =
      """
      SELECT * FROM (
        SELECT plan.*, product.seller FROM projections.directory_plans plan
        JOIN projections.directory_products product ON product.id = plan.product
      ) plans\
      """;

  private static String select(String table) {
    return "SELECT * FROM projections.directory_" + table;
  }

  /** The position of the last event that these answers know. */
  public Position position() {
    return RowQueries.position(jdbc, "directory");
  }

  public LicenseQueries licenses() {
    return licenses;
  }

  public Optional<OrganizationRow> organization(OrganizationId id) {
    return organizations.one(Map.of("id", id));
  }

  public Optional<OrganizationRow> organization(String slug) {
    return organizations.one(Map.of("slug", slug));
  }

  public Page<OrganizationRow> organizations(PageRequest page) {
    return organizations.page(Map.of(), page, row -> row.id().value());
  }

  public Optional<MemberRow> member(OrganizationId organization, MemberId member) {
    return members.one(Map.of("organization", organization, "member", member));
  }

  /** Removed members too; the row says so. */
  public Page<MemberRow> members(OrganizationId organization, PageRequest page) {
    return members.page(Map.of("organization", organization), page, row -> row.member().value());
  }

  /** Every membership of a person, past ones too. */
  public List<MemberRow> memberships(PersonId person) {
    return members.all(Map.of("person", person));
  }

  public Optional<PipelineRow> pipeline(OrganizationId organization, PipelineId pipeline) {
    return pipelines.one(Map.of("organization", organization, "pipeline", pipeline));
  }

  /** Removed pipelines too; the row says so. */
  public Page<PipelineRow> pipelines(OrganizationId organization, PageRequest page) {
    return pipelines.page(
        Map.of("organization", organization), page, row -> row.pipeline().value());
  }

  /** The organisation's payment accounts, past ones too, those connected first before others. */
  public List<PaymentAccountRow> paymentAccounts(OrganizationId organization) {
    return paymentAccounts.all(Map.of("organization", organization));
  }

  /**
   * Whose account at the provider this is now. Where several organisations connected it, the one
   * that did so first.
   */
  public Optional<PaymentAccountRow> paymentAccount(String provider, String account) {
    return paymentAccounts.all(Map.of("provider", provider, "account", account)).stream()
        .filter(row -> row.disconnectedAt() == null)
        .findFirst();
  }

  public Optional<ProductRow> product(ProductId id) {
    return products.one(Map.of("id", id));
  }

  public Page<ProductRow> products(OrganizationId seller, PageRequest page) {
    return products.page(Map.of("seller", seller), page, row -> row.id().value());
  }

  /** The packages that a product holds now, with their private dependencies. */
  public List<ProductPackageRow> productPackages(ProductId product) {
    return productPackages.all(Map.of("product", product));
  }

  public Optional<PlanRow> plan(PlanId id) {
    return plans.one(Map.of("id", id));
  }

  /** Retired plans too; the row says so. */
  public List<PlanRow> plans(ProductId product) {
    return plans.all(Map.of("product", product));
  }

  /**
   * The plan that a price of a connected payment account sells; one still sold before a retired
   * one, then the one published last.
   */
  public Optional<PlanRow> planByPrice(String provider, String account, String price) {
    return paymentAccount(provider, account)
        .flatMap(connected -> planByPrice(connected.organization(), price));
  }

  /**
   * The seller's plan that a price sells, chosen as {@link #planByPrice(String, String, String)}.
   */
  public Optional<PlanRow> planByPrice(OrganizationId seller, String price) {
    return plans
        .all(
            """
            WHERE seller = :seller AND :price = ANY (prices)
            ORDER BY retired_at IS NOT NULL, position DESC LIMIT 1
            """,
            Map.of("seller", seller, "price", price))
        .stream()
        .findFirst();
  }

  public Optional<NamespaceRow> namespace(NamespaceId id) {
    return namespaces.one(Map.of("id", id));
  }

  /**
   * @param name canonical, without decoration
   */
  public Optional<NamespaceRow> namespace(Ecosystem ecosystem, String name) {
    return namespace(NamespaceId.of(ecosystem, name));
  }

  public Page<NamespaceRow> namespaces(OrganizationId owner, PageRequest page) {
    return namespaces.page(Map.of("owner", owner), page, row -> row.id().value());
  }

  public Optional<PackageRow> pkg(PackageId id) {
    return packages.one(Map.of("id", id));
  }

  /**
   * @param name the ecosystem's canonical name
   */
  public Optional<PackageRow> pkg(Ecosystem ecosystem, String name) {
    return pkg(PackageId.of(ecosystem, name));
  }

  public Page<PackageRow> packages(OrganizationId owner, PageRequest page) {
    return packages.page(Map.of("owner", owner), page, row -> row.id().value());
  }

  public Optional<TokenRow> token(TokenId id) {
    return tokens.one(Map.of("id", id));
  }

  /** Revoked and expired tokens too; the row says so. */
  public Page<TokenRow> tokens(OrganizationId organization, PageRequest page) {
    return tokens.page(Map.of("organization", organization), page, row -> row.id().value());
  }

  /** The ids of all tokens of an organisation, ended ones too. */
  public List<TokenId> tokenIds(OrganizationId organization) {
    return tokenIds.all(Map.of("organization", organization));
  }

  /** The tokens that a secret is or was one of; hardly ever more than one. */
  public List<TokenId> tokensOfSecret(Digest secret) {
    return secrets.all(Map.of("secret", secret));
  }

  /** Every token of a holder, ended ones too. */
  public List<TokenRow> tokens(Holder holder) {
    return tokens.all(Map.of("holder", holder));
  }

  /** Tokens that go on although their holder was removed from the organisation. */
  public List<TokenRow> tokensOfRemoved(int limit) {
    return tokens.all(
        """
        WHERE revoked_at IS NULL AND (EXISTS (
          SELECT FROM projections.directory_members removed
          WHERE removed.organization = directory_tokens.organization
            AND removed.member = holder AND removed.removed_at IS NOT NULL
        ) OR EXISTS (
          SELECT FROM projections.directory_pipelines removed
          WHERE removed.organization = directory_tokens.organization
            AND removed.pipeline = holder AND removed.removed_at IS NOT NULL
        ))
        ORDER BY id LIMIT %d
        """
            .formatted(limit),
        Map.of());
  }

  /**
   * The tokens whose id ends in these eight characters, as a denial reference names them: at most
   * two, so that a caller sees whether it is one.
   */
  public List<TokenRow> tokensEndingIn(String end) {
    return tokens.all("WHERE right(id, 8) = :end ORDER BY id LIMIT 2", Map.of("end", end));
  }
}

package dev.packledger.server.usage;

import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.releases.ReleaseId;
import dev.packledger.domain.tokens.TokenId;
import dev.packledger.projections.Page;
import dev.packledger.projections.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What was counted, to each side its own: a buyer by its tokens, a seller by its packages. */
public final class UsageQueries {
  private static final char CURSOR_SEPARATOR = '~';

  private final JdbcClient jdbc;

  public UsageQueries(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * What is looked for; null narrows nothing.
   *
   * @param from the first day, in UTC
   * @param until the first day no longer in it
   */
  public record Filter(
      @Nullable LocalDate from,
      @Nullable LocalDate until,
      @Nullable PackageId pkg,
      @Nullable ReleaseId release,
      @Nullable UsedClient client) {}

  /**
   * The uses of one token on one day.
   *
   * @param release null where a package as a whole, or a version that does not exist, was denied
   */
  public record OfToken(
      LocalDate day,
      TokenId token,
      PackageId pkg,
      @Nullable ReleaseId release,
      @Nullable String version,
      UsedClient client,
      long downloads,
      long denials) {}

  /**
   * The uses of a seller's package by one organisation on one day; with which tokens is the buyer's
   * business.
   *
   * @param release null where a package as a whole, or a version that does not exist, was denied
   */
  public record OfPackage(
      LocalDate day,
      PackageId pkg,
      @Nullable ReleaseId release,
      @Nullable String version,
      OrganizationId buyer,
      UsedClient client,
      long downloads,
      long denials) {}

  /** The last day, in UTC, on which a token downloaded something or was denied it. */
  public record LastUsed(TokenId token, LocalDate day) {}

  /**
   * When the tokens of an organisation were used last, as far as counts are kept.
   *
   * @param tokens only of these; null for all
   */
  public List<LastUsed> lastUsed(OrganizationId buyer, @Nullable List<TokenId> tokens) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("side", buyer.value());
    String narrowed = "";
    if (tokens != null) {
      narrowed = " and token = any(:tokens)";
      parameters.put("tokens", tokens.stream().map(TokenId::value).toArray(String[]::new));
    }
    String sql =
        """
        select token, max(day) as day from operations.usage where buyer = :side%s
        group by token order by token
        """
            .formatted(narrowed);
    return jdbc.sql(sql)
        .params(parameters)
        .query(
            (row, ignored) ->
                new LastUsed(
                    new TokenId(row.getString("token")), row.getObject("day", LocalDate.class)))
        .list();
  }

  /**
   * What the tokens of an organisation did, by day, token, package, release and client.
   *
   * @param tokens only of these; null for all
   * @throws PageRequest.InvalidCursor where the cursor is none of ours
   */
  public Page<OfToken> ofTokens(
      OrganizationId buyer, @Nullable List<TokenId> tokens, Filter filter, PageRequest request) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    String conditions = conditions(filter, parameters);
    if (tokens != null) {
      conditions += " and token = any(:tokens)";
      parameters.put("tokens", tokens.stream().map(TokenId::value).toArray(String[]::new));
    }
    parameters.put("side", buyer.value());
    String sql =
        """
        select day, token, package, release, client, version, downloads, denials
        from operations.usage where buyer = :side%s%s
        order by day, token, package, release, client limit %d
        """
            .formatted(
                conditions,
                after("(day, token, package, release, client)", request, parameters),
                request.limit() + 1);
    List<OfToken> rows =
        jdbc.sql(sql).params(parameters).query((row, ignored) -> ofToken(row)).list();
    return Page.of(
        rows,
        request,
        row ->
            cursor(row.day(), row.token().value(), row.pkg().value(), row.release(), row.client()));
  }

  /**
   * How the packages of a seller were used, by day, package, release, buyer and client; strangers
   * left out.
   *
   * @throws PageRequest.InvalidCursor where the cursor is none of ours
   */
  public Page<OfPackage> ofPackages(
      OrganizationId seller, @Nullable OrganizationId buyer, Filter filter, PageRequest request) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    String conditions = conditions(filter, parameters);
    if (buyer != null) {
      conditions += " and buyer = :buyer";
      parameters.put("buyer", buyer.value());
    }
    parameters.put("side", seller.value());
    String sql =
        """
        select day, package, release, buyer, client, max(version) as version,
          sum(downloads)::bigint as downloads, sum(denials)::bigint as denials
        from operations.usage where seller = :side%s%s
        group by day, package, release, buyer, client
        order by day, package, buyer, release, client limit %d
        """
            .formatted(
                conditions,
                after("(day, package, buyer, release, client)", request, parameters),
                request.limit() + 1);
    List<OfPackage> rows =
        jdbc.sql(sql).params(parameters).query((row, ignored) -> ofPackage(row)).list();
    return Page.of(
        rows,
        request,
        row ->
            cursor(row.day(), row.pkg().value(), row.buyer().value(), row.release(), row.client()));
  }

  /**
   * How much some packages were used by one buyer.
   *
   * @param tokens that fetched a file
   */
  public record Extent(long tokens, long downloads) {}

  /** The extent of a buyer's use of some packages since a day, that day included. */
  public Extent extent(OrganizationId buyer, List<PackageId> packages, LocalDate from) {
    return jdbc.sql(
            """
            select count(distinct token) filter (where downloads > 0) as tokens,
              coalesce(sum(downloads), 0)::bigint as downloads
            from operations.usage
            where buyer = :buyer and package = any(:packages) and day >= :from
            """)
        .param("buyer", buyer.value())
        .param("packages", packages.stream().map(PackageId::value).toArray(String[]::new))
        .param("from", from)
        .query((row, ignored) -> new Extent(row.getLong("tokens"), row.getLong("downloads")))
        .single();
  }

  private static String conditions(Filter filter, Map<String, Object> parameters) {
    StringBuilder conditions = new StringBuilder();
    narrow(conditions, parameters, "day >= :from", "from", filter.from());
    narrow(conditions, parameters, "day < :until", "until", filter.until());
    PackageId pkg = filter.pkg();
    narrow(conditions, parameters, "package = :pkg", "pkg", pkg == null ? null : pkg.value());
    ReleaseId release = filter.release();
    narrow(
        conditions,
        parameters,
        "release = :release",
        "release",
        release == null ? null : release.value());
    UsedClient client = filter.client();
    narrow(
        conditions, parameters, "client = :client", "client", client == null ? null : name(client));
    return conditions.toString();
  }

  private static void narrow(
      StringBuilder conditions,
      Map<String, Object> parameters,
      String condition,
      String name,
      @Nullable Object value) {
    if (value != null) {
      conditions.append(" and ").append(condition);
      parameters.put(name, value);
    }
  }

  /** The part after a cursor: five values, in the order of the list. */
  private static String after(String columns, PageRequest request, Map<String, Object> parameters) {
    String cursor = request.after();
    if (cursor == null) {
      return "";
    }
    String[] parts = cursor.split(String.valueOf(CURSOR_SEPARATOR), -1);
    try {
      parameters.put("day", LocalDate.parse(parts[0]));
    } catch (DateTimeException noDay) {
      throw new PageRequest.InvalidCursor(cursor);
    }
    if (parts.length != 5) {
      throw new PageRequest.InvalidCursor(cursor);
    }
    for (int part = 1; part < parts.length; part++) {
      parameters.put("after" + part, parts[part]);
    }
    return " and " + columns + " > (:day, :after1, :after2, :after3, :after4)";
  }

  private static String cursor(
      LocalDate day, String second, String third, @Nullable ReleaseId release, UsedClient client) {
    List<String> parts = new ArrayList<>(List.of(day.toString(), second, third));
    parts.add(release == null ? "" : release.value());
    parts.add(name(client));
    return String.join(String.valueOf(CURSOR_SEPARATOR), parts);
  }

  private static OfToken ofToken(ResultSet row) throws SQLException {
    return new OfToken(
        row.getObject("day", LocalDate.class),
        new TokenId(row.getString("token")),
        new PackageId(row.getString("package")),
        release(row),
        row.getString("version"),
        client(row),
        row.getLong("downloads"),
        row.getLong("denials"));
  }

  private static OfPackage ofPackage(ResultSet row) throws SQLException {
    return new OfPackage(
        row.getObject("day", LocalDate.class),
        new PackageId(row.getString("package")),
        release(row),
        row.getString("version"),
        new OrganizationId(row.getString("buyer")),
        client(row),
        row.getLong("downloads"),
        row.getLong("denials"));
  }

  private static @Nullable ReleaseId release(ResultSet row) throws SQLException {
    String release = row.getString("release");
    return release.isEmpty() ? null : new ReleaseId(release);
  }

  private static UsedClient client(ResultSet row) throws SQLException {
    return UsedClient.valueOf(row.getString("client").toUpperCase(Locale.ROOT));
  }

  /** How a client is spelled, in the table and in the API. */
  static String name(UsedClient client) {
    return client.name().toLowerCase(Locale.ROOT);
  }
}

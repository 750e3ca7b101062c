package dev.packledger.server.pages.people;

import dev.packledger.domain.access.RoleScopes;
import dev.packledger.domain.organizations.Holder;
import dev.packledger.domain.tokens.Scope;
import dev.packledger.domain.tokens.TokenEvent;
import dev.packledger.domain.tokens.TokenId;
import dev.packledger.projections.Page;
import dev.packledger.projections.PageRequest;
import dev.packledger.server.api.ProblemException;
import dev.packledger.server.api.ReceiptsApi;
import dev.packledger.server.api.TokensApi;
import dev.packledger.server.api.UsageApi;
import dev.packledger.server.pages.Confirmation;
import dev.packledger.server.pages.Form;
import dev.packledger.server.pages.Lists;
import dev.packledger.server.pages.PageCall;
import dev.packledger.server.usage.UsageQueries;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The access tokens of an organisation: to administrators all, to others their own. */
@Controller
class TokensPage {
  /** Which installs a revocation's preview counts. */
  private static final int PREVIEW_DAYS = 7;

  private static final int TOKENS = 50;

  private final TokensApi tokens;
  private final UsageApi usage;
  private final ReceiptsApi receipts;
  private final Holders holders;
  private final Confirmation confirmation;

  TokensPage(
      TokensApi tokens,
      UsageApi usage,
      ReceiptsApi receipts,
      Holders holders,
      Confirmation confirmation) {
    this.tokens = tokens;
    this.usage = usage;
    this.receipts = receipts;
    this.holders = holders;
    this.confirmation = confirmation;
  }

  /**
   * A line of the list.
   *
   * @param used the day of its last download or denial; null where none is kept
   * @param mine whether who looks may rotate and revoke it
   */
  record Line(
      TokensApi.View token,
      String holder,
      TokenState state,
      @Nullable LocalDate used,
      boolean mine) {}

  @GetMapping("/{organization}/tokens")
  String list(PageCall page, @RequestParam(required = false) @Nullable String after, Model model) {
    return show(page, after, model);
  }

  private String show(PageCall page, @Nullable String after, Model model) {
    List<Holders.Named> all = holders.all(page);
    Map<String, String> names = Holders.names(all);
    Page<TokensApi.View> seen = seen(page, after);
    Map<TokenId, LocalDate> used =
        usage.lastUsed(page.call(), page.here().organization()).stream()
            .collect(Collectors.toMap(UsageQueries.LastUsed::token, UsageQueries.LastUsed::day));
    Instant now = page.call().now();
    List<Line> lines = new ArrayList<>();
    for (TokensApi.View token : seen.items()) {
      String holder = token.holder().value();
      lines.add(
          new Line(
              token,
              names.getOrDefault(holder, holder),
              TokenState.of(token, now),
              used.get(token.id()),
              mayEnd(page, token.holder())));
    }
    model.addAttribute("lines", lines);
    model.addAttribute("next", Lists.next(page.at("tokens"), seen));
    model.addAttribute(
        "holders",
        all.stream().filter(Holders.Named::present).filter(one -> mayEnd(page, one.id())).toList());
    model.addAttribute("scopes", offered(page));
    return "people/tokens";
  }

  /** Administrators and auditors page through all; others are shown their own. */
  private Page<TokensApi.View> seen(PageCall page, @Nullable String after) {
    if (page.here().administers() || page.here().audits()) {
      return tokens.list(page.call(), page.here().organization(), after, TOKENS);
    }
    return new Page<>(
        holders.tokens(page).stream()
            .filter(token -> token.holder().equals(page.here().member()))
            .toList(),
        null);
  }

  private static boolean mayEnd(PageCall page, Holder holder) {
    return page.here().administers()
        || (holder.equals(page.here().member())
            && RoleScopes.of(page.here().role()).contains(Scope.MANAGE));
  }

  private static List<Scope> offered(PageCall page) {
    return RoleScopes.of(page.here().role()).stream().sorted().toList();
  }

  @PostMapping("/{organization}/tokens")
  String create(
      PageCall page,
      @RequestParam String holder,
      @RequestParam String name,
      @RequestParam(defaultValue = "") List<Scope> scope,
      @RequestParam(defaultValue = "") String through,
      @RequestParam(defaultValue = "") String addresses,
      Form form) {
    return form.submit(
        () -> {
          confirmation.require(page.visitor(), form.request());
          TokensApi.Issue issue =
              new TokensApi.Issue(
                  Holder.parse(holder),
                  name.strip(),
                  scope,
                  Days.through(through),
                  addresses.isBlank() ? null : List.of(addresses.strip().split("[\\s,]+")));
          return secret(
              tokens.issue(page.call(), page.here().organization(), issue), name.strip(), form);
        },
        () -> show(page, null, form.model()));
  }

  /** The secret is in this answer and in no other. */
  private static String secret(ResponseEntity<TokensApi.Shown> answer, String name, Form form) {
    form.model()
        .addAttribute("shown", Objects.requireNonNull(answer.getBody(), "the answer's body"));
    form.model().addAttribute("name", name);
    return "people/token-secret";
  }

  @GetMapping("/{organization}/tokens/{token}/rotate")
  String rotation(PageCall page, @PathVariable TokenId token, Model model) {
    return showOne(page, token, "people/token-rotate", model);
  }

  @PostMapping("/{organization}/tokens/{token}/rotate")
  String rotate(
      PageCall page,
      @PathVariable TokenId token,
      @RequestParam(defaultValue = "0") int overlapHours,
      Form form) {
    return form.submit(
        () -> {
          confirmation.require(page.visitor(), form.request());
          TokensApi.View known = known(page, token);
          Instant overlap =
              overlapHours <= 0 ? null : page.call().now().plus(Duration.ofHours(overlapHours));
          return secret(
              tokens.rotate(page.call(), token, new TokensApi.Rotation(overlap)),
              known.name(),
              form);
        },
        () -> showOne(page, token, "people/token-rotate", form.model()));
  }

  /** What would stop: who installed what with it in the last days. */
  @GetMapping("/{organization}/tokens/{token}/revoke")
  String preview(PageCall page, @PathVariable TokenId token, Model model) {
    return showPreview(page, token, model);
  }

  private String showPreview(PageCall page, TokenId token, Model model) {
    LocalDate from =
        LocalDate.ofInstant(page.call().now(), ZoneOffset.UTC).minusDays(PREVIEW_DAYS - 1L);
    UsageApi.Narrowing narrowing = new UsageApi.Narrowing(from, null, null, null, null);
    List<UsageQueries.OfToken> used =
        Lists.whole(
            (@Nullable String after) ->
                usage.ofTokens(
                    page.call(),
                    page.here().organization(),
                    narrowing,
                    token,
                    after,
                    PageRequest.LIMIT_MAX));
    model.addAttribute("downloads", used.stream().mapToLong(UsageQueries.OfToken::downloads).sum());
    model.addAttribute("packages", used.stream().map(UsageQueries.OfToken::pkg).distinct().count());
    return showOne(page, token, "people/token-revoke", model);
  }

  @PostMapping("/{organization}/tokens/{token}/revoke")
  String revoke(
      PageCall page,
      @PathVariable TokenId token,
      @RequestParam TokenEvent.Reason reason,
      Form form) {
    return form.submit(
        () -> {
          confirmation.require(page.visitor(), form.request());
          TokensApi.View known = known(page, token);
          ResponseEntity<Void> unused =
              tokens.revoke(page.call(), known.id(), new TokensApi.Revocation(reason));
          return page.redirect("tokens/" + token.value() + "/receipts");
        },
        () -> showPreview(page, token, form.model()));
  }

  /** The receipts of a token: from when on no node allowed it. */
  @GetMapping("/{organization}/tokens/{token}/receipts")
  String receipts(PageCall page, @PathVariable TokenId token, Model model) {
    model.addAttribute("receipts", receipts.list(page.call(), token.value()));
    return showOne(page, token, "people/token-receipts", model);
  }

  private String showOne(PageCall page, TokenId id, String template, Model model) {
    TokensApi.View token = known(page, id);
    String holder = token.holder().value();
    model.addAttribute("token", token);
    model.addAttribute("state", TokenState.of(token, page.call().now()));
    model.addAttribute("holder", Holders.names(holders.all(page)).getOrDefault(holder, holder));
    return template;
  }

  /** A token of this organisation that who looks may end or audit. */
  private TokensApi.View known(PageCall page, TokenId id) {
    TokensApi.View token = tokens.read(page.call(), id);
    boolean mine = mayEnd(page, token.holder()) || page.here().audits();
    if (!mine || !token.organization().equals(page.here().organization())) {
      throw ProblemException.unknown("token");
    }
    return token;
  }
}

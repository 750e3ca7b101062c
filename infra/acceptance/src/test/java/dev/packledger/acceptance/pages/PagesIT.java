package dev.packledger.acceptance.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.AxeResults;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import dev.packledger.acceptance.story.RealTime;
import dev.packledger.server.demo.Demo;
import dev.packledger.server.engines.LedgerPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Each role of the demo's world signs in and looks at its pages. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesIT {
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final int PHONE_WIDTH = 360;
  private static final int PHONE_HEIGHT = 800;
  private static final long FIRST_PAGE_BYTES_MAX = 100_000;

  @TempDir static @Nullable Path folder;

  private final Map<String, String> passwords = new HashMap<>();
  private @Nullable Chromium started;
  private @Nullable Demo opened;

  @BeforeAll
  void open() throws IOException {
    started = Chromium.start();
    Files.createDirectories(SCREENSHOTS);
    Path data = Objects.requireNonNull(folder).resolve("demo");
    opened = Demo.start(data, 0, LedgerPlace.POSTGRESQL, RealTime.CLOCK);
    List<String> lines = new ArrayList<>();
    opened.tell(lines::add);
    for (String line : lines) {
      String[] words = line.strip().split(" ");
      if (words.length > 2 && words[words.length - 2].contains("@")) {
        passwords.put(words[words.length - 2], words[words.length - 1]);
      } else if (line.contains("operator key")) {
        passwords.put("operator", words[words.length - 1]);
      }
    }
  }

  @AfterAll
  void close() {
    if (opened != null) {
      opened.close();
    }
    if (started != null) {
      started.close();
    }
  }

  @Test
  void aWrongPasswordKeepsTheAddressAndOpensNothing() {
    try (BrowserContext browser = context(true)) {
      Page page = browser.newPage();
      signIn(page, "owner@acme.example", "not the password");
      assertThat(page.locator("[role=alert]").textContent()).contains("wrong");
      assertThat(page.inputValue("#email")).isEqualTo("owner@acme.example");
      page.navigate(at("/acme/timeline"));
      assertThat(page.url()).contains("/sign-in");
    }
  }

  @Test
  void whoSellsReadsTheTimelineAndWhatAnEntryCameOf() {
    try (BrowserContext browser = context(true)) {
      Page page = signedIn(browser, "owner@acme.example");
      look(page, "/acme/timeline", "timeline");
      assertThat(page.locator("#timeline > li").count()).isGreaterThan(10);
      assertThat(page.locator("#timeline time[data-local]").count()).isGreaterThan(10);
      page.navigate(at("/acme/timeline?type=license.granted"));
      assertThat(page.locator("#timeline > li").count()).isEqualTo(1);
      page.locator("#timeline .sentence a").first().click();
      assertAccessible(page, "timeline-entry");
      assertThat(page.locator("ol.timeline > li.here").count()).isEqualTo(1);
      look(page, "/acme/sold", "sold");
      page.locator("tbody th a").first().click();
      assertAccessible(page, "license");
      look(page, "/account", "account");
    }
  }

  @Test
  void aRevocationSaysFirstWhatWouldStopAndAsksForThePasswordAgain() {
    try (BrowserContext browser = context(true)) {
      Page page = signedIn(browser, "owner@acme.example");
      page.navigate(at("/acme/sold"));
      page.locator("tbody th a").first().click();
      page.locator("a[href$=revoke]").click();
      assertThat(page.locator("main").first().textContent()).contains("seats are taken");
      assertAccessible(page, "revoke");
      page.locator("button.danger").waitFor();
      page.fill("#_factor", "not the password");
      page.locator("button.danger").click();
      assertThat(page.locator("[role=alert]").textContent()).contains("factor.wrong");
      assertThat(page.url()).endsWith("/revoke");
    }
  }

  @Test
  void everythingIsReadWithoutScripts() {
    try (BrowserContext browser = context(false)) {
      Page page = signedIn(browser, "owner@initech.example");
      for (String path : List.of("timeline", "licenses", "tokens", "members", "pipelines")) {
        Response answer = page.navigate(at("/initech/" + path));
        assertThat(answer.status()).as(path).isEqualTo(200);
        assertThat(page.locator("h1").count()).as(path).isEqualTo(1);
      }
    }
  }

  @Test
  void aBuyerLooksAtLicencesTokensAndPeople() {
    try (BrowserContext browser = context(true)) {
      Page page = signedIn(browser, "owner@initech.example");
      for (String path : List.of("licenses", "tokens", "members", "pipelines")) {
        look(page, "/initech/" + path, path);
      }
      page.setViewportSize(PHONE_WIDTH, PHONE_HEIGHT);
      look(page, "/initech/licenses", "licenses-phone");
      int width = ((Number) page.evaluate("document.documentElement.scrollWidth")).intValue();
      assertThat(width).isLessThanOrEqualTo(PHONE_WIDTH);
    }
  }

  @Test
  void anAuditorReadsAndAStrangersOrganisationIsNotThere() {
    try (BrowserContext browser = context(true)) {
      Page page = signedIn(browser, "auditor@acme.example");
      look(page, "/acme/timeline", "auditor");
      Response foreign = page.navigate(at("/initech/timeline"));
      assertThat(foreign.status()).isEqualTo(404);
      assertAccessible(page, "problem");
    }
  }

  @Test
  void theOperatorMakesALinkByWhichAPersonSetsAPassword() {
    try (BrowserContext browser = context(true);
        BrowserContext invited = context(true)) {
      Page page = browser.newPage();
      page.navigate(at("/sign-in"));
      page.locator("summary").click();
      page.fill("#operator-password", password("operator"));
      page.locator("details button").click();
      assertAccessible(page, "operator");
      page.navigate(at("/operator/organizations/initech"));
      assertAccessible(page, "operator-organization");
      var row = page.locator("tbody tr").filter(new Locator.FilterOptions().setHasText("bob@"));
      row.locator("input[name=_factor]").fill(password("operator"));
      row.locator("button").click();
      String link = page.locator(".notice pre").textContent();
      Page bob = invited.newPage();
      bob.navigate(link);
      assertAccessible(bob, "invitation");
      bob.fill("#password", "short");
      bob.locator("main button").click();
      assertThat(bob.locator("[role=alert]").textContent()).contains("password.too_short");
      bob.fill("#password", "a longer one for bob");
      bob.locator("main button").click();
      signIn(bob, "bob@initech.example", "a longer one for bob");
      assertThat(bob.url()).endsWith("/initech/licenses");
      assertThat(bob.navigate(link).status()).isEqualTo(404);
    }
  }

  @Test
  void theFirstPageIsSmall() {
    try (BrowserContext browser = context(true)) {
      Page page = browser.newPage();
      List<Long> sizes = new ArrayList<>();
      page.onResponse(answer -> sizes.add((long) answer.body().length));
      page.navigate(at("/sign-in"));
      page.waitForLoadState();
      assertThat(sizes.stream().mapToLong(Long::longValue).sum())
          .isLessThan(FIRST_PAGE_BYTES_MAX)
          .isGreaterThan(50_000);
    }
  }

  private void look(Page page, String path, String name) {
    assertThat(page.navigate(at(path)).status()).as(path).isEqualTo(200);
    assertAccessible(page, name);
  }

  /** Nothing that axe-core calls serious or critical; a screenshot stays. */
  private static void assertAccessible(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setFullPage(true).setPath(SCREENSHOTS.resolve(name + ".png")));
    assertThat(page.content()).as("texts of " + name).doesNotContain("??");
    assertThat(page.locator("main").count()).as("main parts of " + name).isEqualTo(1);
    AxeResults found = new AxeBuilder(page).analyze();
    List<String> serious =
        found.getViolations().stream()
            .filter(rule -> List.of("serious", "critical").contains(rule.getImpact()))
            .map(Rule::toString)
            .toList();
    assertThat(serious).as(name).isEmpty();
  }

  private Page signedIn(BrowserContext browser, String email) {
    Page page = browser.newPage();
    signIn(page, email, password(email));
    assertThat(page.url()).doesNotContain("/sign-in");
    return page;
  }

  private void signIn(Page page, String email, String password) {
    page.navigate(at("/sign-in"));
    page.fill("#email", email);
    page.fill("#password", password);
    page.locator("main form button").first().click();
    page.waitForLoadState();
  }

  private String password(String who) {
    return Objects.requireNonNull(passwords.get(who), "the demo says how " + who + " signs in");
  }

  private String at(String path) {
    return Objects.requireNonNull(opened).server().address() + path;
  }

  private BrowserContext context(boolean scripts) {
    return Objects.requireNonNull(started)
        .browser()
        .newContext(new Browser.NewContextOptions().setJavaScriptEnabled(scripts));
  }
}

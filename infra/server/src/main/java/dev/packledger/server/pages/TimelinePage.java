package dev.packledger.server.pages;

import dev.packledger.domain.licenses.LicenseId;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.products.ProductId;
import dev.packledger.projections.Page;
import dev.packledger.server.api.ProblemException;
import dev.packledger.server.api.TimelineApi;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** The audit timeline: everything that an organisation may see, newest first. */
@Controller
class TimelinePage {
  private static final int ENTRIES = 50;

  private final TimelineApi timeline;

  TimelinePage(TimelineApi timeline) {
    this.timeline = timeline;
  }

  /**
   * What narrows the list; every filter is in the address, so that it can be sent to others.
   *
   * @param from the first day, UTC, or an instant
   * @param until the first day no longer in it
   */
  record Filter(
      @Nullable String product,
      @Nullable String license,
      @Nullable String buyer,
      @Nullable String actor,
      @Nullable String type,
      @Nullable String from,
      @Nullable String until) {
    TimelineApi.Narrowing narrowing(@Nullable String order) {
      String product = given(product());
      String license = given(license());
      String buyer = given(buyer());
      return new TimelineApi.Narrowing(
          product == null ? null : new ProductId(product),
          license == null ? null : new LicenseId(license),
          buyer == null ? null : organization(buyer),
          given(actor()),
          given(type()),
          instant(from()),
          instant(until()),
          order);
    }

    /** What was typed into a field. */
    public @Nullable String value(String name) {
      return switch (name) {
        case "product" -> product;
        case "license" -> license;
        case "buyer" -> buyer;
        case "actor" -> actor;
        case "type" -> type;
        case "from" -> from;
        case "until" -> until;
        default -> throw new IllegalArgumentException("no filter " + name);
      };
    }

    private static OrganizationId organization(String text) {
      return text.startsWith(OrganizationId.PREFIX + "_")
          ? new OrganizationId(text)
          : OrganizationId.ofSlug(text);
    }

    private static @Nullable String given(@Nullable String text) {
      return text == null || text.isBlank() ? null : text.strip();
    }

    private static @Nullable Instant instant(@Nullable String text) {
      String given = given(text);
      if (given == null) {
        return null;
      }
      try {
        return given.length() == 10
            ? LocalDate.parse(given).atStartOfDay(ZoneOffset.UTC).toInstant()
            : Instant.parse(given);
      } catch (DateTimeParseException unreadable) {
        throw ProblemException.of(
            400, "parameter.invalid", "From and until are days, such as 2026-01-31.");
      }
    }
  }

  @GetMapping("/{organization}/timeline")
  String show(
      PageCall page,
      Filter filter,
      @RequestParam(required = false) @Nullable String after,
      HttpServletRequest request,
      Model model) {
    Page<TimelineApi.View> entries =
        timeline.ofOrganization(
            page.call(),
            page.here().organization(),
            filter.narrowing("newest_first"),
            after,
            ENTRIES);
    if (after == null) {
      long known = entries.items().isEmpty() ? 0 : entries.items().getFirst().position();
      model.addAttribute("live", with(request, "live", Map.of("since", Long.toString(known))));
    }
    model.addAttribute("entries", entries.items());
    String next = entries.next();
    model.addAttribute("next", next == null ? null : with(request, "", Map.of("after", next)));
    model.addAttribute("filter", filter);
    model.addAttribute("first", after == null);
    boolean part = request.getHeader("HX-Request") != null && after != null;
    return part ? "timeline :: entries" : "timeline";
  }

  /** One entry, and everything that came of the same request or delivery. */
  @GetMapping("/{organization}/timeline/{position}")
  String entry(PageCall page, @PathVariable long position, Model model) {
    TimelineApi.Opened opened = timeline.entry(page.call(), page.here().organization(), position);
    model.addAttribute("entry", opened.entry());
    model.addAttribute("chain", opened.chain());
    Set<String> facts = new TreeSet<>(opened.entry().before().keySet());
    facts.addAll(opened.entry().after().keySet());
    model.addAttribute("facts", facts);
    return "timeline-entry";
  }

  /** An address below this page's, with its filters and more. */
  private static String with(HttpServletRequest request, String below, Map<String, String> more) {
    UriComponentsBuilder address = UriComponentsBuilder.fromPath(request.getRequestURI());
    if (!below.isEmpty()) {
      address.pathSegment(below);
    }
    Map<String, String> values = new TreeMap<>();
    request
        .getParameterMap()
        .forEach(
            (name, given) -> {
              if (!given[0].isBlank()) {
                values.put(name, given[0]);
              }
            });
    values.putAll(more);
    values.keySet().forEach(name -> address.queryParam(name, '{' + name + '}'));
    return address.encode().buildAndExpand(values).toUriString();
  }
}

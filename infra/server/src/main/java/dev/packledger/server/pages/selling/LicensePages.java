package dev.packledger.server.pages.selling;

import dev.packledger.domain.licenses.LicenseEvent.RevocationReason;
import dev.packledger.domain.licenses.LicenseId;
import dev.packledger.projections.Page;
import dev.packledger.server.api.LicenseChangesApi;
import dev.packledger.server.api.LicenseView;
import dev.packledger.server.api.LicensesApi;
import dev.packledger.server.api.ProblemException;
import dev.packledger.server.api.ReceiptsApi;
import dev.packledger.server.api.TimelineApi;
import dev.packledger.server.pages.Confirmation;
import dev.packledger.server.pages.PageCall;
import dev.packledger.server.pages.Shown;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** Licences that were sold, and one licence with its whole life, for its seller or its buyer. */
@Controller
class LicensePages {
  private static final int LICENSES = 50;
  private static final int LIFE_MAX = 200;

  private final LicensesApi licenses;
  private final LicenseChangesApi changes;
  private final TimelineApi timeline;
  private final ReceiptsApi receipts;
  private final Confirmation confirmation;

  LicensePages(
      LicensesApi licenses,
      LicenseChangesApi changes,
      TimelineApi timeline,
      ReceiptsApi receipts,
      Confirmation confirmation) {
    this.licenses = licenses;
    this.changes = changes;
    this.timeline = timeline;
    this.receipts = receipts;
    this.confirmation = confirmation;
  }

  @GetMapping("/{organization}/sold")
  String sold(PageCall page, @RequestParam(required = false) @Nullable String after, Model model) {
    Page<LicenseView> sold =
        licenses.list(page.call(), page.here().organization(), "sold", after, LICENSES);
    model.addAttribute("licenses", sold.items());
    String next = sold.next();
    model.addAttribute(
        "next",
        next == null
            ? null
            : UriComponentsBuilder.fromPath(page.at("sold"))
                .queryParam("after", "{after}")
                .encode()
                .buildAndExpand(next)
                .toUriString());
    return "selling/sold";
  }

  @GetMapping("/{organization}/licenses/{license}")
  String license(PageCall page, @PathVariable LicenseId license, Model model) {
    return show(page, license, model);
  }

  private String show(PageCall page, LicenseId id, Model model) {
    LicenseView license = licenses.read(page.call(), id);
    model.addAttribute("license", license);
    boolean seller = license.seller().equals(page.here().organization());
    model.addAttribute("seller", seller);
    model.addAttribute("sells", seller && page.here().sells());
    model.addAttribute("payments", licenses.payments(page.call(), id));
    model.addAttribute("life", life(page, id));
    model.addAttribute("receipts", receipts.list(page.call(), id.value()));
    return "selling/license";
  }

  private List<TimelineApi.View> life(PageCall page, LicenseId license) {
    return timeline
        .ofOrganization(
            page.call(),
            page.here().organization(),
            new TimelineApi.Narrowing(null, license, null, null, null, null, null, "oldest_first"),
            null,
            LIFE_MAX)
        .items();
  }

  /** What a revocation would end, before it is asked for. */
  @GetMapping("/{organization}/licenses/{license}/revoke")
  String asked(PageCall page, @PathVariable LicenseId license, Model model) {
    return preview(page, license, model);
  }

  private String preview(PageCall page, LicenseId id, Model model) {
    LicenseView license = licenses.read(page.call(), id);
    if (!license.seller().equals(page.here().organization())) {
      throw ProblemException.unknown("license");
    }
    model.addAttribute("license", license);
    model.addAttribute("preview", licenses.revocationPreview(page.call(), id));
    model.addAttribute("reasons", RevocationReason.values());
    return "selling/revoke";
  }

  @PostMapping("/{organization}/licenses/{license}/revoke")
  String revoke(
      PageCall page,
      @PathVariable LicenseId license,
      @RequestParam RevocationReason reason,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    return Shown.orAgain(
        request,
        response,
        model,
        () -> {
          confirmation.require(page.visitor(), request);
          ResponseEntity<Void> unused =
              changes.revoke(page.call(), license, new LicenseChangesApi.Revocation(reason));
          return page.redirect("licenses/" + license.value());
        },
        () -> preview(page, license, model));
  }
}

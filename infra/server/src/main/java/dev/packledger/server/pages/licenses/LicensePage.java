package dev.packledger.server.pages.licenses;

import dev.packledger.domain.licenses.LicenseEvent.RevocationReason;
import dev.packledger.domain.licenses.LicenseId;
import dev.packledger.server.api.LicenseChangesApi;
import dev.packledger.server.api.LicenseView;
import dev.packledger.server.api.LicensesApi;
import dev.packledger.server.api.ProblemException;
import dev.packledger.server.api.ReceiptsApi;
import dev.packledger.server.api.TimelineApi;
import dev.packledger.server.pages.Confirmation;
import dev.packledger.server.pages.Form;
import dev.packledger.server.pages.PageCall;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One licence with its whole life, for its seller or its buyer, and its revocation. */
@Controller
class LicensePage {
  private static final int LIFE_MAX = 200;

  private final LicensesApi licenses;
  private final LicenseChangesApi changes;
  private final TimelineApi timeline;
  private final ReceiptsApi receipts;
  private final Confirmation confirmation;

  LicensePage(
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

  @GetMapping("/{organization}/licenses/{license}")
  String license(PageCall page, @PathVariable LicenseId license, Model model) {
    return show(page, license, model);
  }

  private String show(PageCall page, LicenseId id, Model model) {
    LicenseView license = licenses.read(page.call(), id);
    model.addAttribute("license", license);
    boolean seller = license.seller().equals(page.here().organization());
    model.addAttribute("sells", seller && page.here().sells());
    model.addAttribute("payments", licenses.payments(page.call(), id));
    model.addAttribute("life", life(page, id));
    model.addAttribute("receipts", receipts.list(page.call(), id.value()));
    return "licenses/license";
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
    return "licenses/revoke";
  }

  @PostMapping("/{organization}/licenses/{license}/revoke")
  String revoke(
      PageCall page,
      @PathVariable LicenseId license,
      @RequestParam RevocationReason reason,
      Form form) {
    return form.submit(
        () -> {
          confirmation.require(page.visitor(), form.request());
          ResponseEntity<Void> unused =
              changes.revoke(page.call(), license, new LicenseChangesApi.Revocation(reason));
          return page.redirect("licenses/" + license.value());
        },
        () -> preview(page, license, form.model()));
  }
}

package dev.packledger.server.pages.licenses;

import dev.packledger.projections.Page;
import dev.packledger.server.api.LicenseView;
import dev.packledger.server.api.LicensesApi;
import dev.packledger.server.pages.Lists;
import dev.packledger.server.pages.PageCall;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The licences that an organisation holds, and those that it sold. */
@Controller
class LicenseLists {
  private static final int LICENSES = 50;

  private final LicensesApi licenses;

  LicenseLists(LicensesApi licenses) {
    this.licenses = licenses;
  }

  @GetMapping("/{organization}/licenses")
  String held(PageCall page, @RequestParam(required = false) @Nullable String after, Model model) {
    return show(page, "held", "licenses", after, model);
  }

  @GetMapping("/{organization}/sold")
  String sold(PageCall page, @RequestParam(required = false) @Nullable String after, Model model) {
    return show(page, "sold", "sold", after, model);
  }

  private String show(
      PageCall page, String side, String path, @Nullable String after, Model model) {
    Page<LicenseView> list =
        licenses.list(page.call(), page.here().organization(), side, after, LICENSES);
    model.addAttribute("licenses", list.items());
    model.addAttribute("next", Lists.next(page.at(path), list));
    return "licenses/" + side;
  }
}

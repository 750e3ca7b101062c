package dev.packledger.server.pages.licenses;

import dev.packledger.domain.licenses.LicenseId;
import dev.packledger.domain.organizations.Holder;
import dev.packledger.server.api.Call;
import dev.packledger.server.api.LicenseView;
import dev.packledger.server.api.LicensesApi;
import dev.packledger.server.api.ProblemException;
import dev.packledger.server.api.SeatsApi;
import dev.packledger.server.pages.PageCall;
import dev.packledger.server.pages.people.Holders;
import dev.packledger.server.web.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who has the seats of a licence that an organisation holds. */
@Controller
class SeatsPage {
  private final LicensesApi licenses;
  private final SeatsApi seats;
  private final Holders holders;

  SeatsPage(LicensesApi licenses, SeatsApi seats, Holders holders) {
    this.licenses = licenses;
    this.seats = seats;
    this.holders = holders;
  }

  /**
   * What came of one holder of a form that names several.
   *
   * @param problem null where it was done
   */
  record Result(String name, @Nullable Problem problem) {}

  @GetMapping("/{organization}/licenses/{license}/seats")
  String seats(PageCall page, @PathVariable LicenseId license, Model model) {
    return showSeats(page, license, model);
  }

  /** Gives seats to several holders; each by itself, since each may be refused. */
  @PostMapping("/{organization}/licenses/{license}/seats/assign")
  String assign(
      PageCall page,
      @PathVariable LicenseId license,
      @RequestParam(defaultValue = "") List<String> holder,
      Model model) {
    return change(page, license, holder, model, (call, one) -> seats.assign(call, license, one));
  }

  /** Takes seats from several holders. */
  @PostMapping("/{organization}/licenses/{license}/seats/unassign")
  String unassign(
      PageCall page,
      @PathVariable LicenseId license,
      @RequestParam(defaultValue = "") List<String> holder,
      Model model) {
    return change(page, license, holder, model, (call, one) -> seats.unassign(call, license, one));
  }

  /** What is done for one holder. */
  private interface Change {
    Object of(Call call, Holder holder);
  }

  private String change(
      PageCall page, LicenseId license, List<String> chosen, Model model, Change change) {
    Map<String, String> names = Holders.names(holders.all(page));
    List<Result> results = new ArrayList<>();
    for (String text : chosen) {
      if (text.isBlank()) {
        continue;
      }
      results.add(new Result(names.getOrDefault(text, text), refusal(page.call(), text, change)));
    }
    model.addAttribute("results", results);
    return showSeats(page, license, model);
  }

  /** Each is a command of its own, which changes nothing when it is repeated. */
  private static @Nullable Problem refusal(Call form, String holder, Change change) {
    Call own = new Call(form.caller(), null, false, form.correlationId(), form.now());
    try {
      Object unused = change.of(own, Holder.parse(holder));
      return null;
    } catch (ProblemException refused) {
      return refused.problem();
    }
  }

  private String showSeats(PageCall page, LicenseId id, Model model) {
    LicenseView license = licenses.read(page.call(), id);
    if (!page.here().organization().equals(license.buyer())) {
      throw ProblemException.unknown("license");
    }
    List<SeatsApi.View> taken = seats.list(page.call(), id);
    List<Holders.Named> all = holders.all(page);
    Set<Holder> seated = taken.stream().map(SeatsApi.View::holder).collect(Collectors.toSet());
    model.addAttribute("license", license);
    model.addAttribute("seats", taken);
    model.addAttribute("names", Holders.names(all));
    model.addAttribute(
        "free",
        all.stream()
            .filter(Holders.Named::present)
            .filter(one -> license.terms().seats().counts(one.id()))
            .filter(one -> !seated.contains(one.id()))
            .toList());
    model.addAttribute("administers", page.here().administers());
    return "licenses/seats";
  }
}

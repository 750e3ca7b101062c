package dev.packledger.server.pages.operating;

import dev.packledger.domain.organizations.MemberId;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.projections.Page;
import dev.packledger.server.api.MembersApi;
import dev.packledger.server.api.OrganizationsApi;
import dev.packledger.server.following.AppliedPositions;
import dev.packledger.server.pages.Confirmation;
import dev.packledger.server.pages.Form;
import dev.packledger.server.pages.Lists;
import dev.packledger.server.pages.OperatorCall;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The operator's pages. */
@Controller
class OperatorPages {
  private static final int ROWS = 100;

  private final OrganizationsApi organizations;
  private final MembersApi members;
  private final AppliedPositions positions;
  private final Confirmation confirmation;

  OperatorPages(
      OrganizationsApi organizations,
      MembersApi members,
      AppliedPositions positions,
      Confirmation confirmation) {
    this.organizations = organizations;
    this.members = members;
    this.positions = positions;
    this.confirmation = confirmation;
  }

  @GetMapping("/operator")
  String overview(
      OperatorCall page, @RequestParam(required = false) @Nullable String after, Model model) {
    Page<OrganizationsApi.View> list = organizations.list(page.call(), after, ROWS);
    model.addAttribute("organizations", list.items());
    model.addAttribute("next", Lists.next("/operator", list));
    model.addAttribute("positions", new TreeMap<>(positions.all()));
    return "operating/overview";
  }

  @GetMapping("/operator/organizations/{organization}")
  String organization(
      OperatorCall page,
      @PathVariable OrganizationId organization,
      @RequestParam(required = false) @Nullable String after,
      Model model) {
    return show(page, organization, after, model);
  }

  private String show(
      OperatorCall page, OrganizationId organization, @Nullable String after, Model model) {
    OrganizationsApi.View read = organizations.read(page.call(), organization);
    Page<MembersApi.View> list = members.list(page.call(), organization, after, ROWS);
    model.addAttribute("organization", read);
    model.addAttribute("members", list.items());
    model.addAttribute("next", Lists.next("/operator/organizations/" + read.slug(), list));
    return "operating/organization";
  }

  /** Makes an invitation link, which this answer shows and none after it. */
  @PostMapping("/operator/organizations/{organization}/members/{member}/invitation")
  String invite(
      OperatorCall page,
      @PathVariable OrganizationId organization,
      @PathVariable MemberId member,
      Form form) {
    return form.submit(
        () -> {
          confirmation.require(page.visitor(), form.request());
          form.model()
              .addAttribute(
                  "link",
                  Objects.requireNonNull(
                      members.invitationLink(page.call(), organization, member).getBody()));
          return show(page, organization, null, form.model());
        },
        () -> show(page, organization, null, form.model()));
  }
}

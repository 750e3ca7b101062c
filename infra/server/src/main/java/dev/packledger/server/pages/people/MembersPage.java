package dev.packledger.server.pages.people;

import dev.packledger.domain.organizations.MemberId;
import dev.packledger.domain.organizations.Role;
import dev.packledger.projections.Page;
import dev.packledger.server.api.MembersApi;
import dev.packledger.server.pages.Confirmation;
import dev.packledger.server.pages.Form;
import dev.packledger.server.pages.Lists;
import dev.packledger.server.pages.PageCall;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The members of an organisation and their roles. */
@Controller
class MembersPage {
  private static final int PEOPLE = 50;

  private final MembersApi members;
  private final Holders holders;
  private final Confirmation confirmation;

  MembersPage(MembersApi members, Holders holders, Confirmation confirmation) {
    this.members = members;
    this.holders = holders;
    this.confirmation = confirmation;
  }

  @GetMapping("/{organization}/members")
  String members(
      PageCall page, @RequestParam(required = false) @Nullable String after, Model model) {
    return showMembers(page, after, model);
  }

  private String showMembers(PageCall page, @Nullable String after, Model model) {
    Page<MembersApi.View> list =
        members.list(page.call(), page.here().organization(), after, PEOPLE);
    model.addAttribute("members", list.items());
    model.addAttribute("next", Lists.next(page.at("members"), list));
    model.addAttribute("administers", page.here().administers());
    model.addAttribute("owner", page.here().role() == Role.OWNER);
    model.addAttribute("roles", roles(page));
    return "people/members";
  }

  /** Only an owner makes owners. */
  private static List<Role> roles(PageCall page) {
    return Stream.of(Role.values())
        .filter(role -> role != Role.OWNER || page.here().role() == Role.OWNER)
        .toList();
  }

  @PostMapping("/{organization}/members")
  String invite(
      PageCall page,
      @RequestParam String email,
      @RequestParam Role role,
      @RequestParam(defaultValue = "") String through,
      Form form) {
    return form.submit(
        () -> {
          ResponseEntity<MembersApi.Invited> unused =
              members.invite(
                  page.call(),
                  page.here().organization(),
                  new MembersApi.Invitation(email, role, Days.through(through)));
          return page.redirect("members");
        },
        () -> showMembers(page, null, form.model()));
  }

  @GetMapping("/{organization}/members/{member}/role")
  String role(PageCall page, @PathVariable MemberId member, Model model) {
    return showMember(page, member, "people/member-role", model);
  }

  @PostMapping("/{organization}/members/{member}/role")
  String changeRole(
      PageCall page,
      @PathVariable MemberId member,
      @RequestParam Role role,
      @RequestParam(defaultValue = "") String through,
      Form form) {
    return form.submit(
        () -> {
          confirmation.require(page.visitor(), form.request());
          ResponseEntity<Void> unused =
              members.changeRole(
                  page.call(),
                  page.here().organization(),
                  member,
                  new MembersApi.RoleChange(role, Days.through(through)));
          return page.redirect("members");
        },
        () -> showMember(page, member, "people/member-role", form.model()));
  }

  @GetMapping("/{organization}/members/{member}/remove")
  String preview(PageCall page, @PathVariable MemberId member, Model model) {
    return showRemoval(page, member, model);
  }

  private String showRemoval(PageCall page, MemberId member, Model model) {
    model.addAttribute("tokens", holders.workingTokens(page, member));
    return showMember(page, member, "people/member-remove", model);
  }

  @PostMapping("/{organization}/members/{member}/remove")
  String remove(PageCall page, @PathVariable MemberId member, Form form) {
    return form.submit(
        () -> {
          confirmation.require(page.visitor(), form.request());
          ResponseEntity<Void> unused =
              members.remove(page.call(), page.here().organization(), member);
          return page.redirect("members");
        },
        () -> showRemoval(page, member, form.model()));
  }

  private String showMember(PageCall page, MemberId member, String template, Model model) {
    model.addAttribute("member", members.read(page.call(), page.here().organization(), member));
    model.addAttribute("roles", roles(page));
    return template;
  }
}

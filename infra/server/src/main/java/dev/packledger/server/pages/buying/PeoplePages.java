package dev.packledger.server.pages.buying;

import dev.packledger.domain.organizations.Holder;
import dev.packledger.domain.organizations.MemberId;
import dev.packledger.domain.organizations.PipelineId;
import dev.packledger.domain.organizations.Role;
import dev.packledger.projections.Page;
import dev.packledger.projections.PageRequest;
import dev.packledger.server.api.MembersApi;
import dev.packledger.server.api.PipelinesApi;
import dev.packledger.server.api.TokensApi;
import dev.packledger.server.pages.Confirmation;
import dev.packledger.server.pages.PageCall;
import dev.packledger.server.pages.Shown;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
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

/** Who belongs to an organisation: its members with their roles, and its pipelines. */
@Controller
class PeoplePages {
  private static final int PEOPLE = 50;

  private final MembersApi members;
  private final PipelinesApi pipelines;
  private final TokensApi tokens;
  private final Confirmation confirmation;

  PeoplePages(
      MembersApi members, PipelinesApi pipelines, TokensApi tokens, Confirmation confirmation) {
    this.members = members;
    this.pipelines = pipelines;
    this.tokens = tokens;
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
    model.addAttribute("next", HeldLicensesPage.next(page.at("members"), list.next()));
    model.addAttribute("administers", page.here().administers());
    model.addAttribute("owner", page.here().role() == Role.OWNER);
    model.addAttribute("roles", roles(page));
    return "buying/members";
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
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    return Shown.orAgain(
        request,
        response,
        model,
        () -> {
          ResponseEntity<MembersApi.Invited> unused =
              members.invite(
                  page.call(),
                  page.here().organization(),
                  new MembersApi.Invitation(email, role, Days.through(through)));
          return page.redirect("members");
        },
        () -> showMembers(page, null, model));
  }

  @GetMapping("/{organization}/members/{member}/role")
  String role(PageCall page, @PathVariable MemberId member, Model model) {
    return showMember(page, member, "buying/member-role", model);
  }

  @PostMapping("/{organization}/members/{member}/role")
  String changeRole(
      PageCall page,
      @PathVariable MemberId member,
      @RequestParam Role role,
      @RequestParam(defaultValue = "") String through,
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
              members.changeRole(
                  page.call(),
                  page.here().organization(),
                  member,
                  new MembersApi.RoleChange(role, Days.through(through)));
          return page.redirect("members");
        },
        () -> showMember(page, member, "buying/member-role", model));
  }

  @GetMapping("/{organization}/members/{member}/remove")
  String preview(PageCall page, @PathVariable MemberId member, Model model) {
    return showRemoval(page, member, model);
  }

  private String showRemoval(PageCall page, MemberId member, Model model) {
    model.addAttribute("tokens", tokensOf(page, member));
    return showMember(page, member, "buying/member-remove", model);
  }

  @PostMapping("/{organization}/members/{member}/remove")
  String remove(
      PageCall page,
      @PathVariable MemberId member,
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
              members.remove(page.call(), page.here().organization(), member);
          return page.redirect("members");
        },
        () -> showRemoval(page, member, model));
  }

  private String showMember(PageCall page, MemberId member, String template, Model model) {
    model.addAttribute("member", members.read(page.call(), page.here().organization(), member));
    model.addAttribute("roles", roles(page));
    return template;
  }

  /** The holder's tokens that would stop. */
  private List<TokensApi.View> tokensOf(PageCall page, Holder holder) {
    List<TokensApi.View> all =
        Holders.whole(
            (@Nullable String after) ->
                tokens.list(page.call(), page.here().organization(), after, PageRequest.LIMIT_MAX));
    return all.stream()
        .filter(token -> token.holder().equals(holder))
        .filter(token -> TokensPage.State.of(token, page.call().now()).works())
        .toList();
  }

  @GetMapping("/{organization}/pipelines")
  String pipelines(
      PageCall page, @RequestParam(required = false) @Nullable String after, Model model) {
    return showPipelines(page, after, model);
  }

  private String showPipelines(PageCall page, @Nullable String after, Model model) {
    Page<PipelinesApi.View> list =
        pipelines.list(page.call(), page.here().organization(), after, PEOPLE);
    model.addAttribute("pipelines", list.items());
    model.addAttribute("next", HeldLicensesPage.next(page.at("pipelines"), list.next()));
    model.addAttribute("administers", page.here().administers());
    return "buying/pipelines";
  }

  @PostMapping("/{organization}/pipelines")
  String register(
      PageCall page,
      @RequestParam String name,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    return Shown.orAgain(
        request,
        response,
        model,
        () -> {
          ResponseEntity<PipelinesApi.Registered> unused =
              pipelines.register(
                  page.call(),
                  page.here().organization(),
                  new PipelinesApi.Registration(name.strip()));
          return page.redirect("pipelines");
        },
        () -> showPipelines(page, null, model));
  }

  @GetMapping("/{organization}/pipelines/{pipeline}/remove")
  String previewPipeline(PageCall page, @PathVariable PipelineId pipeline, Model model) {
    return showPipelineRemoval(page, pipeline, model);
  }

  private String showPipelineRemoval(PageCall page, PipelineId pipeline, Model model) {
    model.addAttribute(
        "pipeline", pipelines.read(page.call(), page.here().organization(), pipeline));
    model.addAttribute("tokens", tokensOf(page, pipeline));
    return "buying/pipeline-remove";
  }

  @PostMapping("/{organization}/pipelines/{pipeline}/remove")
  String removePipeline(
      PageCall page,
      @PathVariable PipelineId pipeline,
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
              pipelines.remove(page.call(), page.here().organization(), pipeline);
          return page.redirect("pipelines");
        },
        () -> showPipelineRemoval(page, pipeline, model));
  }
}

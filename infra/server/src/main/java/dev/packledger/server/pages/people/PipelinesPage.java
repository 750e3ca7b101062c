package dev.packledger.server.pages.people;

import dev.packledger.domain.organizations.PipelineId;
import dev.packledger.projections.Page;
import dev.packledger.server.api.PipelinesApi;
import dev.packledger.server.pages.Confirmation;
import dev.packledger.server.pages.Form;
import dev.packledger.server.pages.Lists;
import dev.packledger.server.pages.PageCall;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The pipelines of an organisation: its CI identities. */
@Controller
class PipelinesPage {
  private static final int PIPELINES = 50;

  private final PipelinesApi pipelines;
  private final Holders holders;
  private final Confirmation confirmation;

  PipelinesPage(PipelinesApi pipelines, Holders holders, Confirmation confirmation) {
    this.pipelines = pipelines;
    this.holders = holders;
    this.confirmation = confirmation;
  }

  @GetMapping("/{organization}/pipelines")
  String pipelines(
      PageCall page, @RequestParam(required = false) @Nullable String after, Model model) {
    return showPipelines(page, after, model);
  }

  private String showPipelines(PageCall page, @Nullable String after, Model model) {
    Page<PipelinesApi.View> list =
        pipelines.list(page.call(), page.here().organization(), after, PIPELINES);
    model.addAttribute("pipelines", list.items());
    model.addAttribute("next", Lists.next(page.at("pipelines"), list));
    model.addAttribute("administers", page.here().administers());
    return "people/pipelines";
  }

  @PostMapping("/{organization}/pipelines")
  String register(PageCall page, @RequestParam String name, Form form) {
    return form.submit(
        () -> {
          ResponseEntity<PipelinesApi.Registered> unused =
              pipelines.register(
                  page.call(),
                  page.here().organization(),
                  new PipelinesApi.Registration(name.strip()));
          return page.redirect("pipelines");
        },
        () -> showPipelines(page, null, form.model()));
  }

  @GetMapping("/{organization}/pipelines/{pipeline}/remove")
  String previewPipeline(PageCall page, @PathVariable PipelineId pipeline, Model model) {
    return showPipelineRemoval(page, pipeline, model);
  }

  private String showPipelineRemoval(PageCall page, PipelineId pipeline, Model model) {
    model.addAttribute(
        "pipeline", pipelines.read(page.call(), page.here().organization(), pipeline));
    model.addAttribute("tokens", holders.workingTokens(page, pipeline));
    return "people/pipeline-remove";
  }

  @PostMapping("/{organization}/pipelines/{pipeline}/remove")
  String removePipeline(PageCall page, @PathVariable PipelineId pipeline, Form form) {
    return form.submit(
        () -> {
          confirmation.require(page.visitor(), form.request());
          ResponseEntity<Void> unused =
              pipelines.remove(page.call(), page.here().organization(), pipeline);
          return page.redirect("pipelines");
        },
        () -> showPipelineRemoval(page, pipeline, form.model()));
  }
}

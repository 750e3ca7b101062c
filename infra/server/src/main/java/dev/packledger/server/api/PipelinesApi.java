package dev.packledger.server.api;

import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.organizations.OrganizationCommand;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.organizations.PipelineId;
import dev.packledger.domain.organizations.Role;
import dev.packledger.projections.Page;
import dev.packledger.projections.directory.DirectoryQueries;
import dev.packledger.projections.directory.PipelineRow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** An organisation's CI identities. */
@RestController
@RequestMapping("/api/v1/organizations/{organization}/pipelines")
public class PipelinesApi {
  private final ApiCommands commands;
  private final DirectoryQueries directory;

  PipelinesApi(ApiCommands commands, DirectoryQueries directory) {
    this.commands = commands;
    this.directory = directory;
  }

  public record Registration(String name) {}

  public record Registered(PipelineId id, String name) {}

  public record View(
      PipelineId id, String name, Instant registeredAt, @Nullable Instant removedAt) {
    static View of(PipelineRow row) {
      return new View(row.pipeline(), row.name(), row.registeredAt(), row.removedAt());
    }
  }

  @PostMapping
  public ResponseEntity<Registered> register(
      Call call, @PathVariable OrganizationId organization, @RequestBody Registration body) {
    call.require(organization, Role.ADMIN);
    PipelineId pipeline = new PipelineId(call.postKey().id(PipelineId.PREFIX));
    Position position =
        commands.send(
            call, new OrganizationCommand.RegisterPipeline(organization, pipeline, body.name()));
    return ApiCommands.created(
        "/api/v1/organizations/" + organization.value() + "/pipelines/" + pipeline.value(),
        position,
        new Registered(pipeline, body.name()));
  }

  @GetMapping
  public Page<View> list(
      Call call,
      @PathVariable OrganizationId organization,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = Pages.LIMIT) int limit) {
    call.requireReader(organization);
    return Pages.map(directory.pipelines(organization, Pages.request(after, limit)), View::of);
  }

  @GetMapping("/{pipeline}")
  public View read(
      Call call, @PathVariable OrganizationId organization, @PathVariable PipelineId pipeline) {
    call.requireReader(organization);
    return directory
        .pipeline(organization, pipeline)
        .map(View::of)
        .orElseThrow(() -> ProblemException.unknown("pipeline"));
  }

  @DeleteMapping("/{pipeline}")
  public ResponseEntity<Void> remove(
      Call call, @PathVariable OrganizationId organization, @PathVariable PipelineId pipeline) {
    call.require(organization, Role.ADMIN);
    return ApiCommands.done(
        commands.send(call, new OrganizationCommand.RemovePipeline(organization, pipeline)));
  }
}

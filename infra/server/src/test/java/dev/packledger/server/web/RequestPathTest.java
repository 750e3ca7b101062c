package dev.packledger.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.domain.organizations.OrganizationSlug;
import dev.packledger.domain.packages.Ecosystem;
import org.junit.jupiter.api.Test;

class RequestPathTest {
  @Test
  void readsAnOrganisationsRegistryWithoutDecoding() {
    assertThat(RequestPath.of("/acme/npm/@acme%2fparser/-/parser-1.0.0.tgz"))
        .isEqualTo(
            new RequestPath.Registry(
                "acme", Ecosystem.NPM, "/@acme%2fparser/-/parser-1.0.0.tgz", false));
    assertThat(RequestPath.of("/acme/npm"))
        .isEqualTo(new RequestPath.Registry("acme", Ecosystem.NPM, "/", false));
  }

  @Test
  void opensOurOwnDoorsBeforeAnyOrganisations() {
    assertThat(RequestPath.of("/api/npm/x")).isInstanceOf(RequestPath.Web.class);
    assertThat(RequestPath.of("/webhooks/npm")).isInstanceOf(RequestPath.Webhook.class);
    assertThat(RequestPath.of("/access/v1/evaluation")).isInstanceOf(RequestPath.Access.class);
    assertThat(RequestPath.of("/health/ready")).isInstanceOf(RequestPath.Operational.class);
    assertThat(RequestPath.of("/metrics")).isInstanceOf(RequestPath.Operational.class);
    assertThat(RequestPath.of("/")).isInstanceOf(RequestPath.Web.class);
    assertThat(RequestPath.of("")).isInstanceOf(RequestPath.Web.class);
    assertThat(RequestPath.of("/acme/nothing")).isInstanceOf(RequestPath.Web.class);
  }

  @Test
  void reservesWhatNoOrganisationMayBeCalled() {
    assertThat(RequestPath.RESERVED)
        .allMatch(
            path -> OrganizationSlug.RESERVED.contains(path) || !OrganizationSlug.isValid(path));
  }

  @Test
  void readsAnOrganisationFromTheHostName() {
    HostNames names = new HostNames("Registry.example");
    assertThat(names.registry("acme.registry.example", "/npm/x"))
        .contains(new RequestPath.Registry("acme", Ecosystem.NPM, "/x", true));
    assertThat(names.registry("registry.example", "/npm/x")).isEmpty();
    assertThat(names.registry("a.b.registry.example", "/npm/x")).isEmpty();
    assertThat(names.registry("acme.registry.example", "/api/v1")).isEmpty();
  }
}

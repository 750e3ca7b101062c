package dev.packledger.acceptance.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.acceptance.clients.Client;
import dev.packledger.acceptance.clients.Ran;
import dev.packledger.acceptance.clients.Workspace;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * npm under a host name per organisation. The names are in no name service: npm is told a proxy,
 * which is the server itself, and asks it for whole addresses.
 */
class HostNamesIT {
  private static final String DOMAIN = "packages.test";

  @TempDir Path folder;

  private Workspace machine(Marketplace market, Organization of, String secret) {
    Workspace machine =
        Workspace.create(Client.NPM, folder).scope(Wares.SCOPE, registry(market, of), secret);
    String settings = machine.read(".npmrc");
    return machine.write(
        ".npmrc", settings + "proxy=" + market.server().address() + "\nnoproxy=\n");
  }

  private static URI registry(Marketplace market, Organization of) {
    int port = market.server().address().getPort();
    return URI.create("http://" + of.slug() + '.' + DOMAIN + ':' + port + "/npm/");
  }

  @Test
  void npmPublishesAndInstallsUnderTheNamesOfOrganisations() {
    try (Marketplace market = Marketplace.open(folder, RealTime.CLOCK, "--base-domain", DOMAIN)) {
      Shop shop = Shop.open(market);
      Organization acme = shop.acme();
      Workspace seller = machine(market, acme, acme.token(acme.owner(), "publish").secret());
      seller.write("package.json", "{\"name\": \"" + Wares.CORE + "\", \"version\": \"1.0.0\"}");
      seller.run("publish").succeeded();

      Organization initech = market.organization("initech");
      Map<String, Object> grant = Map.of("plan", shop.pro(), "seats", 1, "buyer", initech.id());
      String license = acme.api().post(acme.path("/licenses"), grant).is(201).at("/id");
      String ci = initech.pipeline("ci");
      initech.api().put("/api/v1/licenses/" + license + "/seats/" + ci, Map.of()).is(204);
      String secret = initech.token(ci, "read").secret();

      Workspace buyer = machine(market, initech, secret);
      buyer.write("package.json", Wares.project(Map.of(Wares.CORE, "^1.0.0")));
      buyer.run("install").succeeded();
      assertThat(buyer.installed(Wares.CORE)).isEqualTo("1.0.0");
      assertThat(buyer.read("package-lock.json"))
          .contains(registry(market, initech) + "@acme/core/-/core-1.0.0.tgz");
      buyer.forget().run("ci").succeeded();
      assertThat(buyer.installed(Wares.CORE)).isEqualTo("1.0.0");

      // The name says whose registry it is; a token of another organisation is none there.
      Workspace elsewhere = machine(market, acme, secret);
      elsewhere.write("package.json", Wares.project(Map.of(Wares.CORE, "^1.0.0")));
      Ran refused = elsewhere.run("install").failed();
      assertThat(refused.shown()).contains("token.other_organization");
    }
  }
}

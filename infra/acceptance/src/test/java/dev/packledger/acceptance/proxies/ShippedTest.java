package dev.packledger.acceptance.proxies;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Traefik cannot be run here; at least its configuration is one, and says what the door needs. */
class ShippedTest {
  @Test
  void traefikAsksBetweenSettingAndForgettingItsHeaders(@TempDir Path folder) throws Exception {
    Path file =
        Shipped.write(
            "traefik.yml",
            folder,
            Map.of(
                "PACKLEDGER_ADDRESS", "packledger.internal:8080",
                "REGISTRY_ADDRESS", "verdaccio.internal:4873",
                "DECIDE_TOKEN", "plk_0",
                "ORGANIZATION", "initech"));
    Map<String, Object> http =
        map(
            new Yaml(new SafeConstructor(new LoaderOptions()))
                .<Map<String, Object>>load(Files.readString(file)),
            "http");
    assertThat(map(http, "routers", "registry"))
        .containsEntry("middlewares", List.of("packledger-ask", "packledger", "packledger-forget"));
    assertThat(map(http, "middlewares", "packledger-ask", "headers", "customRequestHeaders"))
        .containsEntry("Packledger-Authorization", "Bearer plk_0")
        .containsEntry(
            "Packledger-Route", "organization=initech; ecosystem=npm; prefix=/; strangers=404");
    assertThat(map(http, "middlewares", "packledger", "forwardAuth"))
        .containsEntry("address", "http://packledger.internal:8080/access/v1/forward-auth")
        .containsEntry("trustForwardHeader", false)
        .containsEntry(
            "authRequestHeaders",
            List.of("Authorization", "Packledger-Authorization", "Packledger-Route"));
    assertThat(map(http, "middlewares", "packledger-forget", "headers", "customRequestHeaders"))
        .isEqualTo(
            Map.of("Authorization", "", "Packledger-Authorization", "", "Packledger-Route", ""));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Map<String, Object> root, String... path) {
    Map<String, Object> at = root;
    for (String name : path) {
      assertThat(at).containsKey(name);
      at = (Map<String, Object>) Objects.requireNonNull(at.get(name));
    }
    return at;
  }
}

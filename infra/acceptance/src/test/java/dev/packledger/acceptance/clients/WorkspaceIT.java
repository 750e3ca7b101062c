package dev.packledger.acceptance.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The machines that tests give to clients work before a registry of ours is asked. */
class WorkspaceIT {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void installsFromThePublicRegistry(Client client) {
    Workspace machine = Workspace.create(client, folder);
    machine.write(
        "package.json",
        """
        {"name": "buyer", "version": "1.0.0", "dependencies": {"is-number": "7.0.0"}}
        """);
    machine.run("install").succeeded();
    assertThat(machine.installed("is-number")).isEqualTo("7.0.0");
    machine.forget();
    assertThat(machine.installed("is-number")).isNull();
  }
}

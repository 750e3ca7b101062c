package dev.packledger.acceptance.story;

import dev.packledger.acceptance.clients.Machine;
import dev.packledger.acceptance.clients.Ran;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/**
 * A {@code docker} that is buildah: it needs no daemon and pulls nothing. The images that guides
 * begin from are made here, of nothing but folders; the machine's own {@code /usr} is mounted into
 * them, so that their programs are those that the other tests run.
 */
final class Images {
  private static final List<String> BASES =
      List.of(
          "docker.io/library/ruby:3.1", "docker.io/library/node:20", "docker.io/library/erlang:25");

  private final Machine machine;

  /**
   * @param folder where images are kept
   */
  Images(Path folder) {
    machine = Machine.create(folder, "images");
  }

  /** Makes the bases and the program. Without buildah the test is skipped and says so. */
  Path program() {
    GemTools.program("buildah");
    machine.write(
        "docker",
        """
        #!/bin/sh
        # docker build ARGUMENTS, by buildah
        shift
        exec %s bud --isolation chroot --pull-never --network host \
          -v /usr:/usr:ro -v /etc/alternatives:/etc/alternatives:ro %s "$@"
        """
            .formatted(buildah(), clients()));
    machine.write(
        "bases.sh",
        """
        mkdir -p base/usr base/etc base/tmp base/var base/root base/run base/proc base/sys base/dev
        ln -sfn usr/bin base/bin; ln -sfn usr/lib base/lib; ln -sfn usr/lib64 base/lib64
        chmod 1777 base/tmp; chmod +x docker
        echo 'root:x:0:0:root:/root:/bin/sh' > base/etc/passwd
        c=$(%1$s from scratch)
        %1$s copy $c base / > /dev/null
        %1$s config --env PATH=%2$s $c
        """
                .formatted(buildah(), Machine.path())
            + String.join(
                "",
                BASES.stream().map(base -> buildah() + " commit -q $c " + base + "\n").toList()));
    Ran made = machine.run(Map.of(), List.of("sh", "-e", "bases.sh"));
    if (made.code() != 0) {
      Assumptions.abort(
          "buildah cannot make images here; it needs to be root, or user namespaces: "
              + made.shown());
    }
    return machine.project();
  }

  private String buildah() {
    Path store = machine.folder();
    return "buildah --storage-driver vfs --root " + store + "/store --runroot " + store + "/run";
  }

  /** Clients that do not lie below /usr. */
  private static String clients() {
    List<String> mounts = new ArrayList<>();
    String clients = System.getenv("PACKLEDGER_CLIENTS");
    if (clients != null && Files.isDirectory(Path.of(clients))) {
      mounts.add("-v " + clients + ":" + clients + ":ro");
    }
    return String.join(" ", mounts);
  }

  /** Whether a text stands in anything that was kept of any image. */
  boolean hold(String text) {
    Ran found =
        machine.run(
            Map.of(),
            List.of("grep", "-rqF", "-e", text, machine.folder().resolve("store").toString()));
    return found.code() == 0;
  }
}

package dev.packledger.acceptance.clients;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** hex_core as rebar3 carries it: what rebar3's own plugin publishes with. */
public final class HexCore {
  private final Machine machine;
  private final Path script;

  private HexCore(Machine machine, Path script) {
    this.machine = machine;
    this.script = script;
  }

  public static HexCore create(Path parent) {
    HexProgram.REBAR3.path();
    HexProgram.ESCRIPT.path();
    Machine machine = Machine.create(parent, "hex_core");
    Path script = machine.folder().resolve("hex_core.escript");
    try (InputStream source = HexCore.class.getResourceAsStream("/clients/hex_core.escript")) {
      Files.write(script, Objects.requireNonNull(source).readAllBytes());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return new HexCore(machine, script);
  }

  public Machine machine() {
    return machine;
  }

  /**
   * Does one task of the script.
   *
   * @param address of the API, or of the repository for tasks that read it
   */
  public Ran run(URI address, String key, String task, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(HexProgram.ESCRIPT.path().toString());
    command.add(script.toString());
    command.add(HexProgram.REBAR3.path().toString());
    command.add(machine.folder().resolve("rebar3").toString());
    command.addAll(List.of(address.toString(), key, task));
    command.addAll(List.of(arguments));
    return machine.run(Map.of(), command);
  }
}

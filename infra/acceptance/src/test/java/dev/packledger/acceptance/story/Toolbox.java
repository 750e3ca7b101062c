package dev.packledger.acceptance.story;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** The tools of every ecosystem that is served. */
final class Toolbox {
  /** Served, and not yet driven: nothing may stay here. */
  static final Set<String> NOT_YET = Set.of();

  private Toolbox() {}

  /**
   * One of each.
   *
   * @param folder where machines are made
   */
  static List<Tools> all(Path folder) {
    return List.of(new NpmTools(folder), new GemTools(folder), new HexTools(folder));
  }
}

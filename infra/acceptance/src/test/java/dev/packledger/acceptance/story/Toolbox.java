package dev.packledger.acceptance.story;

import java.nio.file.Path;
import java.util.List;

/** The tools of every ecosystem that is served. */
final class Toolbox {
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

package dev.packledger.acceptance.story;

import dev.packledger.acceptance.clients.Machine;
import dev.packledger.acceptance.clients.Ran;
import dev.packledger.acceptance.story.Guide.Block;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What a guide's commands find on their machines, and what they must have brought about. */
interface Guided {
  /** One for each guide; every one that there is. */
  static List<Guided> all(Path folder) {
    return List.of(new GuidedByRubygems(folder), new GuidedByNpm(), new GuidedByHex());
  }

  /** The guide's file. */
  String guide();

  /** The address that the guide takes public packages from, without a slash at its end. */
  String publicRegistry();

  /** A registry on which somebody offers the private names in a greater version. */
  Elsewhere elsewhere(Elsewhere empty);

  /** Files that a team checks in: a new machine begins with them. */
  List<String> checkedIn();

  /**
   * Variables of a machine: where a client lies, and what a test needs that a buyer does not, such
   * as leave to speak plain HTTP on the loopback address.
   */
  Map<String, String> variables(String machine, Elsewhere elsewhere);

  /** What the commands of a machine expect to be there besides. */
  void seed(String machine, Machine at);

  /** Looks at what a block of commands did. */
  void ran(Machine machine, Block block, Ran ran);
}

package dev.packledger.acceptance.story;

import dev.packledger.acceptance.clients.Ran;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * The native tools of one ecosystem, as {@link EcosystemsIT} drives them: whatever the suite tells
 * is told by every ecosystem, so that whoever lacks a part of it does not compile.
 */
interface Tools {
  /** A release to be published, which needs others in versions from the named one on. */
  record Ware(String word, String version, Map<String, String> needs) {
    static Ware of(String word, String version) {
      return new Ware(word, version, Map.of());
    }
  }

  /**
   * What somebody else than a package manager asks for, such as an update bot.
   *
   * @param who asks so
   * @param path below the tree, beginning with a slash
   * @param contains what the answer holds besides
   */
  record Asked(String who, String path, Map<String, String> headers, String contains) {}

  /** When a client is refused something, and shows the server's words or does not. */
  enum Moment {
    /** The document of a package. */
    INDEX,
    /** The file of a release that a lockfile names. */
    FILE,
    /** Anything, for the sake of the token. */
    TOKEN
  }

  /** One buyer's client on a machine of its own. */
  interface Buying {
    /** Installs packages, each in versions compatible with the named one, without a lockfile. */
    Ran install(Map<String, String> wanted);

    /** Forgets everything but the lockfile and installs what it names. */
    Ran reinstall();

    /** Whether the client keeps lockfiles at all. */
    boolean locks();

    /** The installed version of a package; null where it is not installed. */
    @Nullable String installed(String word);

    /** The versions that the client says there are; null where it has no way to say. */
    @Nullable SortedSet<String> versions(String word);

    /** Looks for news with everything of before still on disk; the conditional requests. */
    Ran refresh();

    /**
     * How the documents that it looks for are answered; nothing where it asks nothing.
     *
     * @param grown whether a release was published meanwhile
     */
    List<Integer> refreshedBy(boolean grown);

    /** Whether the client prints the reason phrase, body or header that carries the reason. */
    boolean tells(Moment moment);
  }

  /** The ecosystem's code in addresses. */
  String ecosystem();

  /** What a seller sets up once, such as a namespace. */
  void prepare(Organization seller);

  /** A package's name made of a word. */
  String name(String word);

  /** Publishes with the native tool. */
  Ran publish(Organization seller, String secret, Ware ware);

  /** Takes a release out of the index with the native tool; null where it has no command. */
  @Nullable Ran yank(Organization seller, String secret, Ware ware);

  /** The clients that buyers use, each with each way to hand it a token. */
  List<String> clients();

  /**
   * A client of {@link #clients()} on an empty machine, set up as the guide says.
   *
   * @param registry the buyer's tree; ends with a slash
   */
  Buying buying(String client, URI registry, String secret);

  /** The document of one package that clients resolve by, below the tree. */
  String index(String word);

  /** A document of one package that a person can read, below the tree. */
  String described(String word);

  /** The file of a release, below the tree. */
  String file(String word, String version);

  /** Documents that list several packages, below the tree. */
  List<String> lists();

  /** What Dependabot and Renovate ask about a package. */
  List<Asked> bots(String word, String version);

  /**
   * Whether a lockfile goes on working for what was yanked; where it does not, the client looks for
   * every release in the index first.
   */
  boolean lockfilesOutliveIndexes();

  /** The status of the document of a package that was lost: what its clients bear. */
  int lostIndexStatus();
}

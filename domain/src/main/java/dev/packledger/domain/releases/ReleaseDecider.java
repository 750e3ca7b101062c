package dev.packledger.domain.releases;

import static dev.packledger.domain.ledger.Outcome.accepted;
import static dev.packledger.domain.ledger.Outcome.refused;

import dev.packledger.domain.ledger.Context;
import dev.packledger.domain.ledger.Outcome;
import dev.packledger.domain.ledger.PlainText;
import dev.packledger.domain.releases.ReleaseCommand.AddArtifact;
import dev.packledger.domain.releases.ReleaseCommand.Deprecate;
import dev.packledger.domain.releases.ReleaseCommand.Publish;
import dev.packledger.domain.releases.ReleaseCommand.Unyank;
import dev.packledger.domain.releases.ReleaseCommand.Yank;
import dev.packledger.domain.releases.ReleaseEvent.ArtifactAdded;
import dev.packledger.domain.releases.ReleaseEvent.ReleaseDeprecated;
import dev.packledger.domain.releases.ReleaseEvent.ReleasePublished;
import dev.packledger.domain.releases.ReleaseEvent.ReleaseUnyanked;
import dev.packledger.domain.releases.ReleaseEvent.ReleaseYanked;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rules of releases: published once, files added but never replaced. Publishing is the one
 * command that is refused when repeated, because no client may believe that its bytes were taken
 * when others were; every other command that asks for what already holds is accepted without
 * events.
 */
public final class ReleaseDecider {
  /** Longest version, platform or channel, in characters. */
  public static final int VERSION_LENGTH_MAX = 255;

  /** Longest filename, in characters; file systems end there. */
  public static final int FILENAME_LENGTH_MAX = 255;

  /** Longest reason of a yank or message of a deprecation, in characters. */
  public static final int MESSAGE_LENGTH_MAX = 2_000;

  /** Longest normalised metadata, in characters: an event is read again for ever. */
  public static final int METADATA_LENGTH_MAX = 1_048_576;

  private ReleaseDecider() {}

  /** What the release says to a command; null stands for none of this id. */
  public static Outcome decide(@Nullable Release state, ReleaseCommand command, Context context) {
    if (state == null) {
      return command instanceof Publish publish
          ? publish(publish)
          : refused(ReleaseRefusal.UNKNOWN, "There is no such release.");
    }
    return switch (command) {
      case Publish _ ->
          refused(
              ReleaseRefusal.EXISTS,
              "Version " + state.version() + " exists; publish another version.");
      case AddArtifact add -> addArtifact(state, add.artifact());
      case Yank yank -> yank(state, yank.reason());
      case Unyank _ -> state.yankReason() == null ? accepted() : accepted(new ReleaseUnyanked());
      case Deprecate deprecate -> deprecate(state, deprecate.message());
    };
  }

  private static Outcome publish(Publish command) {
    if (!PlainText.isIdentifier(command.version(), VERSION_LENGTH_MAX)
        || !PlainText.isIdentifier(command.channel(), VERSION_LENGTH_MAX)
        || !(command.platform().isEmpty()
            || PlainText.isIdentifier(command.platform(), VERSION_LENGTH_MAX))) {
      return refused(
          ReleaseRefusal.VERSION_INVALID,
          "Version, channel and platform have up to 255 plain characters.");
    }
    if (!command
        .release()
        .equals(ReleaseId.of(command.pkg(), command.version(), command.platform()))) {
      return refused(
          ReleaseRefusal.ID_MISMATCH, "The id does not follow from package, version and platform.");
    }
    if (command.packageMetadata().length() > METADATA_LENGTH_MAX) {
      return refused(ReleaseRefusal.METADATA_TOO_LARGE, "The package metadata is too large.");
    }
    if (command.artifacts().isEmpty()) {
      return refused(ReleaseRefusal.ARTIFACT_MISSING, "A release has at least one artifact.");
    }
    if (!command.artifacts().stream().allMatch(ReleaseDecider::isValid)) {
      return invalidArtifact();
    }
    Stream<String> filenames = command.artifacts().stream().map(Artifact::filename);
    if (filenames.distinct().count() < command.artifacts().size()) {
      return refused(ReleaseRefusal.ARTIFACT_EXISTS, "Two artifacts have the same filename.");
    }
    return accepted(
        new ReleasePublished(
            command.pkg(),
            command.version(),
            command.platform(),
            command.channel(),
            command.artifacts(),
            command.packageMetadata()));
  }

  private static Outcome addArtifact(Release state, Artifact artifact) {
    if (!isValid(artifact)) {
      return invalidArtifact();
    }
    Artifact known = state.artifacts().get(artifact.filename());
    if (known == null) {
      return accepted(new ArtifactAdded(artifact));
    }
    return known.digest().equals(artifact.digest())
        ? accepted()
        : refused(
            ReleaseRefusal.ARTIFACT_EXISTS,
            "The release has another file of this name; none is ever replaced.");
  }

  /** A new reason is a new event: it is what clients show from now on. */
  private static Outcome yank(Release state, String reason) {
    if (!PlainText.isMessage(reason, MESSAGE_LENGTH_MAX)) {
      return invalidMessage();
    }
    return reason.equals(state.yankReason()) ? accepted() : accepted(new ReleaseYanked(reason));
  }

  private static Outcome deprecate(Release state, String message) {
    if (!PlainText.isMessage(message, MESSAGE_LENGTH_MAX)) {
      return invalidMessage();
    }
    return message.equals(state.deprecation())
        ? accepted()
        : accepted(new ReleaseDeprecated(message));
  }

  /** A filename becomes the last segment of an address and of paths on buyers' disks. */
  private static boolean isValid(Artifact artifact) {
    String name = artifact.filename();
    return artifact.size() >= 0
        && PlainText.isIdentifier(name, FILENAME_LENGTH_MAX)
        && !name.equals(".")
        && !name.equals("..")
        && name.indexOf('/') < 0
        && name.indexOf('\\') < 0;
  }

  private static Outcome invalidArtifact() {
    return refused(
        ReleaseRefusal.ARTIFACT_INVALID,
        "A filename has 1 to 255 plain characters and is no path; a size is not negative.");
  }

  private static Outcome invalidMessage() {
    return refused(
        ReleaseRefusal.MESSAGE_INVALID,
        "A message has up to 2000 characters and no control characters.");
  }

  /** The release after an event; an event before its publication leaves it absent. */
  public static @Nullable Release evolve(@Nullable Release state, ReleaseEvent event) {
    if (state == null) {
      return event instanceof ReleasePublished published ? Release.published(published) : null;
    }
    return switch (event) {
      case ReleasePublished _ -> state;
      case ArtifactAdded(Artifact artifact) -> state.with(artifact);
      case ReleaseYanked(String reason) -> state.yanked(reason);
      case ReleaseUnyanked() -> state.yanked(null);
      case ReleaseDeprecated(String message) -> state.deprecated(message);
    };
  }
}

package dev.packledger.blobs;

import dev.packledger.domain.ledger.Digest;
import dev.packledger.domain.organizations.OrganizationId;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where things lie below the root:
 *
 * <ul>
 *   <li>{@code sha256/ab/abcd...}: the blobs; a blob's modification time says when it was last put
 *   <li>{@code sellers/org_.../abcd...}: an empty file for every blob that a seller keeps
 *   <li>{@code space/org_...}: how many bytes that is, for all processes
 *   <li>{@code staging/...}: blobs on their way in
 *   <li>{@code locks/ab}: one lock for all blobs whose digest begins so, shared by processes
 * </ul>
 */
record Layout(Path root) {
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  Path blob(Digest digest) {
    return root.resolve("sha256").resolve(shard(digest)).resolve(digest.hex());
  }

  Path shardFolder(String shard) {
    return root.resolve("sha256").resolve(shard);
  }

  Path sellers() {
    return root.resolve("sellers");
  }

  Path seller(OrganizationId seller) {
    return sellers().resolve(seller.value());
  }

  Path spaces() {
    return root.resolve("space");
  }

  Path space(OrganizationId seller) {
    return spaces().resolve(seller.value());
  }

  Path staging() {
    return root.resolve("staging");
  }

  Path lock(String shard) {
    return root.resolve("locks").resolve(shard);
  }

  static String shard(Digest digest) {
    return digest.hex().substring(0, 2);
  }

  /** The names in a folder, sorted; none where the folder does not exist. */
  static List<Path> listed(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return new ArrayList<>(entries.sorted().toList());
    }
  }

  /**
   * The blobs, or marks of blobs, in a folder, in order; whatever else lies there is left alone.
   */
  static List<Digest> digests(Path folder) throws IOException {
    return listed(folder).stream()
        .map(file -> String.valueOf(file.getFileName()))
        .filter(name -> DIGEST.matcher(name).matches())
        .map(Digest::new)
        .toList();
  }

  /** Makes a folder and all above it durable. */
  static void makeFolder(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Path parent = folder.getParent();
    if (parent == null) {
      throw new NotDirectoryException(folder.toString());
    }
    makeFolder(parent);
    Files.createDirectories(folder);
    force(parent);
  }

  /** Makes the names in a folder durable: a rename is not, until its folder is. */
  static void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}

package dev.packledger.domain.releases;

import dev.packledger.domain.ledger.Digest;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * One file of a release.
 *
 * @param filename the name that the ecosystem gives it
 * @param digest our identity of its bytes, and the blob's name
 * @param size in bytes
 * @param checksums what the protocol demands besides, by lower-case algorithm ({@code sha1}, {@code
 *     sha512}), hexadecimal
 */
public record Artifact(String filename, Digest digest, long size, Map<String, String> checksums) {
  public Artifact {
    checksums = Collections.unmodifiableMap(new TreeMap<>(checksums));
  }
}

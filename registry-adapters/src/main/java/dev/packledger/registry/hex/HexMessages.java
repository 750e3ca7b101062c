package dev.packledger.registry.hex;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The registry's messages on the wire (hex_core proto/*.proto, proto2): fields in the order of
 * their numbers, so that equal views are equal bytes.
 */
final class HexMessages {
  private HexMessages() {}

  /** Writes the fields of one message. */
  @FunctionalInterface
  private interface Fields {
    void write(CodedOutputStream to) throws IOException;
  }

  /** One package of {@code Names}. */
  record Named(String name, Instant updatedAt) {}

  /**
   * One package of {@code Versions}.
   *
   * @param retired places of retired versions among {@code versions}
   */
  record Versioned(String name, List<String> versions, List<Integer> retired) {
    Versioned {
      versions = List.copyOf(versions);
      retired = List.copyOf(retired);
    }
  }

  static byte[] names(String repository, List<Named> packages) {
    return message(
        names -> {
          for (Named pkg : packages) {
            names.writeByteArray(
                1,
                message(
                    to -> {
                      to.writeString(1, pkg.name());
                      to.writeByteArray(3, timestamp(pkg.updatedAt()));
                    }));
          }
          names.writeString(2, repository);
        });
  }

  static byte[] versions(String repository, List<Versioned> packages) {
    return message(
        versions -> {
          for (Versioned pkg : packages) {
            versions.writeByteArray(1, message(to -> versioned(pkg, to)));
          }
          versions.writeString(2, repository);
        });
  }

  private static void versioned(Versioned pkg, CodedOutputStream to) throws IOException {
    to.writeString(1, pkg.name());
    for (String version : pkg.versions()) {
      to.writeString(2, version);
    }
    if (!pkg.retired().isEmpty()) {
      to.writeByteArray(
          3,
          message(
              packed -> {
                for (int place : pkg.retired()) {
                  packed.writeInt32NoTag(place);
                }
              }));
    }
  }

  static byte[] pkg(String repository, String name, List<HexRelease> releases) {
    return message(
        pkg -> {
          for (HexRelease release : releases) {
            pkg.writeByteArray(1, message(to -> release(release, to)));
          }
          pkg.writeString(2, name);
          pkg.writeString(3, repository);
        });
  }

  private static void release(HexRelease release, CodedOutputStream to) throws IOException {
    to.writeString(1, release.version().text());
    to.writeByteArray(2, release.innerChecksum());
    for (HexDependency dependency : release.dependencies()) {
      to.writeByteArray(3, message(fields -> dependency(dependency, fields)));
    }
    @Nullable HexRetirement retirement = release.retirement();
    if (retirement != null) {
      to.writeByteArray(4, message(fields -> retirement(retirement, fields)));
    }
    to.writeByteArray(5, release.outerChecksum());
    to.writeByteArray(7, timestamp(release.publishedAt()));
  }

  private static void dependency(HexDependency dependency, CodedOutputStream to)
      throws IOException {
    to.writeString(1, dependency.name());
    to.writeString(2, dependency.requirement());
    if (dependency.optional()) {
      to.writeBool(3, true);
    }
    if (!dependency.app().equals(dependency.name())) {
      to.writeString(4, dependency.app());
    }
    if (!dependency.repository().isEmpty()) {
      to.writeString(5, dependency.repository());
    }
  }

  private static void retirement(HexRetirement retirement, CodedOutputStream to)
      throws IOException {
    to.writeEnum(1, retirement.reason().number());
    if (!retirement.message().isEmpty()) {
      to.writeString(2, retirement.message());
    }
  }

  private static byte[] timestamp(Instant instant) {
    return message(
        to -> {
          to.writeInt64(1, instant.getEpochSecond());
          to.writeInt32(2, instant.getNano());
        });
  }

  /** The document as it is sent: signed, then packed; gzip's own time is always 0. */
  static byte[] signed(byte[] payload, HexRepository repository) {
    byte[] signature = repository.sign(payload);
    byte[] signed =
        message(
            to -> {
              to.writeByteArray(1, payload);
              to.writeByteArray(2, signature);
            });
    ByteArrayOutputStream packed = new ByteArrayOutputStream(signed.length);
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(signed);
    } catch (IOException impossible) {
      throw new UncheckedIOException("memory does not fail", impossible);
    }
    return packed.toByteArray();
  }

  private static byte[] message(Fields fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream to = CodedOutputStream.newInstance(bytes);
    try {
      fields.write(to);
      to.flush();
    } catch (IOException impossible) {
      throw new UncheckedIOException("memory does not fail", impossible);
    }
    return bytes.toByteArray();
  }

  /** The versions and retired places of a package. */
  static Versioned versioned(HexName name, List<HexRelease> releases) {
    List<String> versions = new ArrayList<>();
    List<Integer> retired = new ArrayList<>();
    for (HexRelease release : releases) {
      if (release.retirement() != null) {
        retired.add(versions.size());
      }
      versions.add(release.version().text());
    }
    return new Versioned(name.text(), versions, retired);
  }
}

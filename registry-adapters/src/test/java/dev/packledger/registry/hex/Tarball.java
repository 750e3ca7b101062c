package dev.packledger.registry.hex;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.packledger.registry.shared.archive.TarBytes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A package's tarball, honest unless a test says otherwise. */
final class Tarball {
  private String version = "3";
  private String metadata;
  private byte[] contents = new TarBytes().file("src/a.erl", "-module(a).\n").tgz();
  private String checksum = "";
  private boolean extra;

  private Tarball(String metadata) {
    this.metadata = metadata;
  }

  static Tarball of(String name, String version) {
    return new Tarball(metadata(name, version, ""));
  }

  /** What every package has, and {@code more}. */
  static String metadata(String name, String version, String more) {
    return """
    {<<"name">>,<<"%s">>}.
    {<<"version">>,<<"%s">>}.
    {<<"app">>,<<"acme_ui">>}.
    {<<"build_tools">>,[<<"rebar3">>]}.
    %s
    """
        .formatted(name, version, more);
  }

  Tarball metadata(String text) {
    metadata = text;
    return this;
  }

  Tarball more(String text) {
    metadata += text;
    return this;
  }

  Tarball format(String number) {
    version = number;
    return this;
  }

  Tarball contents(byte[] packed) {
    contents = packed;
    return this;
  }

  Tarball checksum(String hex) {
    checksum = hex;
    return this;
  }

  Tarball withFileOfItsOwn() {
    extra = true;
    return this;
  }

  byte[] bytes() {
    TarBytes tar =
        new TarBytes()
            .file("VERSION", version)
            .file("CHECKSUM", checksum.isEmpty() ? innerChecksum() : checksum)
            .file("metadata.config", metadata)
            .file("contents.tar.gz", contents);
    return (extra ? tar.file("README", "read me") : tar).tar();
  }

  String innerChecksum() {
    MessageDigest digest = sha256();
    digest.update(version.getBytes(UTF_8));
    digest.update(metadata.getBytes(UTF_8));
    digest.update(contents);
    return HexFormat.of().withUpperCase().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }
}

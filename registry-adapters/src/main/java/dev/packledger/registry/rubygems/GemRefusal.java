package dev.packledger.registry.rubygems;

import dev.packledger.domain.ledger.Refusal;

/**
 * Why an upload or an edit by a RubyGems client was not taken, in order of precedence; what an
 * archive may be is {@code ArchiveRefusal}'s to say, and what the streams refuse is theirs.
 */
public enum GemRefusal implements Refusal {
  /** The body is not the bytes of a gem, sent as they are. */
  BODY_ENCODING("rubygems.body_encoding"),
  /** The file has other parts than a gem has, or lacks one. */
  FILES("rubygems.files"),
  /** A part has another checksum than {@code checksums.yaml.gz} says. */
  INTEGRITY_MISMATCH("rubygems.integrity_mismatch"),
  /** The metadata is not YAML of the form that {@code gem build} writes, or too large. */
  METADATA_MALFORMED("rubygems.metadata_malformed"),
  /** The metadata asks for an object of Ruby that no gem needs. */
  METADATA_TAG("rubygems.metadata_tag"),
  /** No name that RubyGems allows. */
  NAME_INVALID("rubygems.name_invalid"),
  /** Not a version by {@code Gem::Version}. */
  VERSION_INVALID("rubygems.version_invalid"),
  /** Not a platform that RubyGems knows. */
  PLATFORM_INVALID("rubygems.platform_invalid"),
  /** A dependency, or a requirement on Ruby or RubyGems, is none. */
  REQUIREMENT_INVALID("rubygems.requirement_invalid"),
  /** The metadata is longer than an event may carry. */
  METADATA_TOO_LARGE("rubygems.metadata_too_large"),
  /** The gem says that it may only be pushed to another server. */
  PUSH_HOST("rubygems.push_host"),
  /** Not the parameters that {@code gem yank} sends. */
  YANK_MALFORMED("rubygems.yank_malformed"),
  /** RubyGems asks for something that this registry does elsewhere, or not at all. */
  UNSUPPORTED("rubygems.unsupported");

  private final String code;

  GemRefusal(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}

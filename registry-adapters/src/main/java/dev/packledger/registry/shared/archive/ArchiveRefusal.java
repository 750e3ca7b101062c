package dev.packledger.registry.shared.archive;

import dev.packledger.domain.ledger.Refusal;

/** Why an archive was not taken; the first that is met while reading is told. */
public enum ArchiveRefusal implements Refusal {
  /** Not the format, damaged, cut short, or with a header that no writer of packages makes. */
  MALFORMED("archive.malformed"),
  /** Bytes after the end: two readers could see two archives. */
  TRAILING_DATA("archive.trailing_data"),
  TOO_LARGE("archive.too_large"),
  UNPACKED_TOO_LARGE("archive.unpacked_too_large"),
  RATIO("archive.ratio"),
  TOO_MANY_ENTRIES("archive.too_many_entries"),
  /** A link, device or other thing that is neither file nor folder. */
  ENTRY_KIND("archive.entry_kind"),
  /** An extended header that says other than the header it extends. */
  EXTENDED_HEADER("archive.extended_header"),
  /** A path that leaves the folder, is absolute, or that some system cannot write as it stands. */
  PATH("archive.path"),
  PATH_TOO_LONG("archive.path_too_long"),
  TOO_DEEP("archive.too_deep"),
  DUPLICATE("archive.duplicate"),
  /** Two paths that are one on systems which ignore case or Unicode form. */
  CASE_CLASH("archive.case_clash");

  private final String code;

  ArchiveRefusal(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}

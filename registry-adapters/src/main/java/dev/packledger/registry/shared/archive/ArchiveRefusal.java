package dev.packledger.registry.shared.archive;

import dev.packledger.domain.ledger.Refusal;

/** Why an archive was not taken; the first that is met while reading is told. */
public enum ArchiveRefusal implements Refusal {
  /** Not the format, damaged, cut short, or with a header that no writer of packages makes. */
  MALFORMED("archive.malformed"),
  /** Bytes after the end: two readers could see two archives. */
  TRAILING_DATA("archive.trailing_data"),
  /** The file is larger than is taken. */
  TOO_LARGE("archive.too_large"),
  /** It unpacks to more bytes than are taken. */
  UNPACKED_TOO_LARGE("archive.unpacked_too_large"),
  /** It unpacks to so many times its size that it is a bomb. */
  RATIO("archive.ratio"),
  /** It has more files and folders than are taken. */
  TOO_MANY_ENTRIES("archive.too_many_entries"),
  /** A link, device or other thing that is neither file nor folder. */
  ENTRY_KIND("archive.entry_kind"),
  /** An extended header that says other than the header it extends. */
  EXTENDED_HEADER("archive.extended_header"),
  /** A path that leaves the folder, is absolute, or that some system cannot write as it stands. */
  PATH("archive.path"),
  /** A path has too many bytes. */
  PATH_TOO_LONG("archive.path_too_long"),
  /** A path has too many folders. */
  TOO_DEEP("archive.too_deep"),
  /** A path occurs twice, or as a file and as a folder. */
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

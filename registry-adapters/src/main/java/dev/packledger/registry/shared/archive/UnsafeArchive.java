package dev.packledger.registry.shared.archive;

import java.io.IOException;

/** Carries a refusal out of nested streams; never leaves this folder. */
final class UnsafeArchive extends IOException {
  private static final long serialVersionUID = 1L;
  private final ArchiveRefusal refusal;
  private final String detail;

  UnsafeArchive(ArchiveRefusal refusal, String detail) {
    super(detail);
    this.refusal = refusal;
    this.detail = detail;
  }

  ArchiveRefusal refusal() {
    return refusal;
  }

  String detail() {
    return detail;
  }
}

package dev.packledger.registry.shared;

import dev.packledger.domain.ledger.Refusal;

/** Why bytes were not taken in, in order of precedence. */
public enum BlobRefusal implements Refusal {
  /** One file has more bytes than are taken. */
  TOO_LARGE("blob.too_large"),
  /** All files of one organisation together have more bytes than it may keep. */
  SELLER_SPACE_USED("seller.space_used");

  private final String code;

  BlobRefusal(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}

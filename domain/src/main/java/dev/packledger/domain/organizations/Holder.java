package dev.packledger.domain.organizations;

import dev.packledger.domain.ledger.Id;
import dev.packledger.domain.ledger.IdText;

/** Who may hold a seat or a token: a member or a pipeline of an organisation. */
public sealed interface Holder extends Id permits MemberId, PipelineId {
  /** Reads either kind; throws {@link IdText.InvalidId} for anything else. */
  static Holder parse(String text) {
    return text.startsWith(PipelineId.PREFIX + "_") ? new PipelineId(text) : new MemberId(text);
  }
}

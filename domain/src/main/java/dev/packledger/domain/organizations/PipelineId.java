package dev.packledger.domain.organizations;

import dev.packledger.domain.ledger.Id;
import dev.packledger.domain.ledger.IdText;
import java.util.UUID;

/** A CI identity of one organisation. */
public record PipelineId(String value) implements Id, Holder {
  public static final String PREFIX = "pip";

  public PipelineId {
    IdText.checked(PREFIX, value);
  }

  public static PipelineId of(UUID uuid) {
    return new PipelineId(IdText.of(PREFIX, uuid));
  }
}

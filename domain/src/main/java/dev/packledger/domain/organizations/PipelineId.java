package dev.packledger.domain.organizations;

import dev.packledger.domain.ledger.Id;
import dev.packledger.domain.ledger.IdText;
import java.util.UUID;

/** A CI identity of one organisation. */
public record PipelineId(UUID bits) implements Id, Holder {
  public static final String PREFIX = "pip";

  public PipelineId(String value) {
    this(IdText.parse(PREFIX, value));
  }

  @Override
  public String value() {
    return IdText.of(PREFIX, bits);
  }

  @Override
  public String toString() {
    return value();
  }
}

package dev.packledger.server.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether this node may be sent requests, and why not.
 *
 * @param code stable; null where ready
 * @param head the greatest position of the ledger known here
 * @param ledger why the ledger's server cannot be reached; null where it can. Decisions are given
 *     all the same, as nothing can be acknowledged that this node does not know; changes are not
 *     taken.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Readiness(
    boolean ready,
    @Nullable String code,
    long head,
    @Nullable String ledger,
    List<Projection> projections) {
  public Readiness {
    projections = List.copyOf(projections);
  }

  /**
   * How far one projection is.
   *
   * @param lag events of the ledger that it has still to apply
   * @param stopped why it does not go on; null where it does
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Projection(String name, long position, long lag, @Nullable String stopped) {}
}

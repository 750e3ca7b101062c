package dev.packledger.server.api;

import dev.packledger.domain.ledger.IdText;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.licenses.LicenseId;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.tokens.TokenId;
import dev.packledger.projections.directory.DirectoryQueries;
import dev.packledger.projections.directory.LicenseRow;
import dev.packledger.server.operations.Receipts;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Revocation receipts: from when on no node allowed what was taken away. */
@RestController
@RequestMapping("/api/v1/receipts")
public class ReceiptsApi {
  private static final int OF_STREAM_MAX = 100;

  private final Receipts receipts;
  private final DirectoryQueries directory;

  ReceiptsApi(Receipts receipts, DirectoryQueries directory) {
    this.receipts = receipts;
    this.directory = directory;
  }

  /**
   * @param stream the licence, token or organisation that something was taken from
   * @param command what was asked, such as {@code license.revoke}
   */
  public record View(
      long position, String stream, String command, Instant acknowledgedAt, List<Node> nodes) {
    static View of(Receipts.Receipt receipt) {
      return new View(
          receipt.position().value(),
          receipt.stream(),
          receipt.command(),
          receipt.acknowledgedAt(),
          receipt.passages().stream().map(Node::of).toList());
    }
  }

  /**
   * @param applied the position that the node had applied; null where its lease ran out instead, so
   *     that it allowed nothing
   */
  public record Node(String node, @Nullable Long applied, Instant passedAt) {
    static Node of(Receipts.Passage passage) {
      Position applied = passage.applied();
      return new Node(passage.node(), applied == null ? null : applied.value(), passage.passedAt());
    }
  }

  @GetMapping("/{position}")
  public View read(Call call, @PathVariable long position) {
    Receipts.Receipt receipt =
        receipts
            .at(new Position(Math.max(0, position)))
            .orElseThrow(() -> ProblemException.unknown("receipt"));
    requireParty(call, receipt.stream());
    return View.of(receipt);
  }

  /** The newest receipts of one licence, token or organisation. */
  @GetMapping
  public List<View> list(Call call, @RequestParam String stream) {
    requireParty(call, stream);
    return receipts.of(stream, OF_STREAM_MAX).stream().map(View::of).toList();
  }

  private void requireParty(Call call, String stream) {
    List<OrganizationId> parties = parties(stream);
    boolean party =
        switch (call.caller()) {
          case Caller.Operator operator -> true;
          case Caller.Claimant claimant -> false;
          case Caller.Party one -> parties.contains(one.organization());
        };
    if (!party) {
      throw ProblemException.unknown("receipt");
    }
  }

  private List<OrganizationId> parties(String stream) {
    if (IdText.isValid(OrganizationId.PREFIX, stream)) {
      return List.of(new OrganizationId(stream));
    }
    if (IdText.isValid(TokenId.PREFIX, stream)) {
      return directory.token(new TokenId(stream)).stream().map(row -> row.organization()).toList();
    }
    if (IdText.isValid(LicenseId.PREFIX, stream)) {
      return directory.licenses().byId(new LicenseId(stream)).stream()
          .flatMap(ReceiptsApi::sides)
          .toList();
    }
    return List.of();
  }

  private static Stream<OrganizationId> sides(LicenseRow row) {
    return Stream.concat(Stream.of(row.seller()), Stream.ofNullable(row.buyer()));
  }
}

package dev.packledger.server.api;

import dev.packledger.domain.access.Revoking;
import dev.packledger.domain.ledger.Command;
import dev.packledger.domain.ledger.Commands;
import dev.packledger.domain.ledger.Outcome;
import dev.packledger.domain.ledger.Position;
import dev.packledger.server.following.AppliedPositions;
import java.net.URI;
import java.time.Duration;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Sends a request's commands and turns what comes back into HTTP. */
@Component
public final class ApiCommands {
  /** The position of the last event that a request stored, or at which its answer already held. */
  public static final String POSITION = "Packledger-Position";

  /**
   * A courtesy to callers who read at once what they wrote; the position is the promise. A
   * revocation is told to programs as soon as it holds, whatever the lists still say; who looks at
   * a page is shown the lists next.
   */
  private static final Duration READABLE_MAX = Duration.ofSeconds(2);

  private final Commands commands;
  private final AppliedPositions positions;

  ApiCommands(Commands commands, AppliedPositions positions) {
    this.commands = commands;
    this.positions = positions;
  }

  /**
   * Sends the only command of a request.
   *
   * @throws ProblemException where it is refused
   */
  Position send(Call call, Command command) {
    return send(call, "", command);
  }

  /**
   * Sends one of several commands of a request.
   *
   * @param step tells them apart
   */
  Position send(Call call, String step, Command command) {
    Commands.Answer answer = commands.send(command, call.caller().actor(), call.cause(step));
    return switch (answer.outcome()) {
      case Outcome.Accepted accepted -> {
        if (!Revoking.mayDeny(command) || call.caller() instanceof Caller.Member) {
          var unused = positions.await(answer.position(), READABLE_MAX);
        }
        yield answer.position();
      }
      case Outcome.Refused refused -> throw ProblemException.of(refused);
    };
  }

  /** 201 with the address of what was created. */
  static <T> ResponseEntity<T> created(String path, Position position, T body) {
    return ResponseEntity.created(URI.create(path))
        .header(POSITION, Long.toString(position.value()))
        .body(body);
  }

  /** 200 with a body. */
  static <T> ResponseEntity<T> done(Position position, T body) {
    return ResponseEntity.ok().header(POSITION, Long.toString(position.value())).body(body);
  }

  /** 204. */
  static ResponseEntity<Void> done(Position position) {
    return ResponseEntity.noContent().header(POSITION, Long.toString(position.value())).build();
  }
}

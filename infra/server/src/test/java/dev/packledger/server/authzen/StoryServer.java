package dev.packledger.server.authzen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.domain.access.DecisionStory;
import dev.packledger.domain.ledger.Actor;
import dev.packledger.domain.ledger.Cause;
import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Id;
import dev.packledger.domain.ledger.IdText;
import dev.packledger.domain.ledger.Metadata;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.ledger.Recorded;
import dev.packledger.domain.organizations.OrganizationEvent;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.organizations.PipelineId;
import dev.packledger.domain.tokens.Scope;
import dev.packledger.domain.tokens.TokenEvent;
import dev.packledger.domain.tokens.TokenId;
import dev.packledger.ledger.postgres.EmbeddedPostgres;
import dev.packledger.projections.access.AccessMemory;
import dev.packledger.registry.shared.http.PresentedSecret;
import dev.packledger.server.ServerOptions;
import dev.packledger.server.ServerProcess;
import dev.packledger.server.ledger.LedgerEngine;
import dev.packledger.server.ledger.LedgerHead;
import dev.packledger.server.operations.Deadlines;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;

/**
 * A server on a database of its own, to whose ledger a story's events are appended as they stand
 * there, and whose clock shows whatever instant the story asks about. Its scheduler rests: it would
 * record what a story does not tell.
 */
final class StoryServer implements AutoCloseable {
  /** Every organisation of the corpus. */
  private static final List<String> ORGANIZATIONS = List.of("acme", "globex", "initech");

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ServerProcess process;
  private final EventStorageEngine engine;
  private final AtomicReference<Instant> now;
  private final Map<String, Long> sequences = new HashMap<>();
  private long position;

  private StoryServer(ServerProcess process, AtomicReference<Instant> now) {
    this.process = process;
    this.engine = process.part(LedgerEngine.class).storage();
    this.now = now;
  }

  /**
   * Starts a server.
   *
   * @param folder for its keys
   * @param name of its database; there is none yet
   * @param begins before the story's first event
   */
  static StoryServer start(EmbeddedPostgres postgres, Path folder, String name, Instant begins) {
    AtomicReference<Instant> now = new AtomicReference<>(begins);
    String url = database(postgres, name);
    ServerOptions options = ServerOptions.on(folder, 0).with(changes -> changes.databaseUrl(url));
    StoryServer server = new StoryServer(ServerProcess.start(options, now::get), now);
    server.process.part(Deadlines.class).close();
    ORGANIZATIONS.forEach(server::admitAsker);
    return server;
  }

  private static String database(EmbeddedPostgres postgres, String name) {
    String login = "?user=" + postgres.user() + "&password=" + postgres.password();
    try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl() + login);
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    } catch (SQLException failure) {
      throw new IllegalStateException("cannot create the database " + name, failure);
    }
    String url = postgres.jdbcUrl();
    return url.substring(0, url.lastIndexOf('/') + 1) + name + login;
  }

  /** A pipeline of each organisation may ask for decisions. */
  private void admitAsker(String organization) {
    OrganizationId id = OrganizationId.ofSlug(organization);
    PipelineId pipeline = new PipelineId(IdText.derived(PipelineId.PREFIX, "asks", organization));
    append(id, new OrganizationEvent.PipelineRegistered(pipeline, "asks"), now.get());
    append(
        new TokenId(IdText.derived(TokenId.PREFIX, "asks", organization)),
        new TokenEvent.TokenIssued(
            id,
            pipeline,
            Set.of(Scope.DECIDE),
            PresentedSecret.digest(asker(id)),
            "asks",
            null,
            List.of()),
        now.get());
  }

  /** The secret with which an organisation's program asks. */
  static String asker(OrganizationId organization) {
    return "asks-" + organization.value();
  }

  void append(Recorded<? extends Event> recorded) {
    append(recorded.stream(), recorded.event(), recorded.metadata().recordedAt());
  }

  private void append(Id stream, Event event, Instant at) {
    append(stream.value(), event, at);
  }

  private void append(String stream, Event event, Instant at) {
    long sequence = sequences.merge(stream, 1L, Long::sum) - 1;
    Map<String, Object> metadata =
        Map.of(
            Metadata.ACTOR, new Actor(Actor.Kind.OPERATOR, "story"),
            Metadata.CAUSE, new Cause("command-" + position, null, "story"),
            Metadata.SALT, "00000000000000000000000000000000");
    engine.appendEvents(
        new GenericDomainEventMessage<>(
            "story", stream, sequence, event, metadata, "event-" + position, at));
    position++;
    process.part(LedgerHead.class).raise(new Position(position));
  }

  /** Turns the clock to the instant of a question, once every event before it is applied. */
  void prepare(DecisionStory.Asked asked) {
    try {
      boolean applied =
          process.part(AccessMemory.class).awaitPosition(new Position(position), PATIENCE);
      assertThat(applied).as("the server follows its ledger").isTrue();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
    now.set(asked.clock());
  }

  ServerProcess process() {
    return process;
  }

  @Override
  public void close() {
    process.close();
  }
}

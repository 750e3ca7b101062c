package dev.packledger.ledger.eventstoredb.serverdouble;

import io.grpc.Server;
import io.grpc.ServerInterceptors;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One node: a door to the log that all of them share. */
final class Node {
  static final String HOST = "127.0.0.1";

  /** Beyond the server's own greatest append, so that it is the one to refuse. */
  private static final int MESSAGE_BYTES_MAX = 64 << 20;

  private final UUID id = UUID.randomUUID();
  private final int port;
  private final EventLog log;
  private final FaultScript faults;
  private final DoubleSettings settings;
  private final Credentials credentials = new Credentials();
  private final Supplier<List<Node>> cluster;
  private final ExecutorService scheduler =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());

  /** Of callers that asked for the leader. */
  private final List<Following> followings = new CopyOnWriteArrayList<>();

  private volatile boolean isLeader;
  private volatile long seesThrough = Long.MAX_VALUE;
  private volatile @Nullable Server server;

  Node(
      int port,
      EventLog log,
      FaultScript faults,
      DoubleSettings settings,
      Supplier<List<Node>> cluster) {
    this.port = port;
    this.log = log;
    this.faults = faults;
    this.settings = settings;
    this.cluster = cluster;
  }

  UUID id() {
    return id;
  }

  int port() {
    return port;
  }

  Executor scheduler() {
    return scheduler;
  }

  boolean isLeader() {
    return isLeader;
  }

  /** Leads, or follows; one that ceases to lead ends what asked for the leader. */
  void lead(boolean leads) {
    isLeader = leads;
    if (!leads) {
      followings.forEach(following -> following.fail(notLeader()));
      followings.clear();
    }
  }

  Credentials credentials() {
    return credentials;
  }

  /** A subscription that only the leader may have. */
  void keep(Following following) {
    followings.removeIf(Following::isEnded);
    followings.add(following);
  }

  /** The last place of the log that this node has; a follower may lag. */
  long seesThrough() {
    return isLeader ? Long.MAX_VALUE : seesThrough;
  }

  void see(long through) {
    seesThrough = through;
  }

  boolean isRunning() {
    return server != null;
  }

  synchronized void start() throws IOException {
    if (server == null) {
      server =
          NettyServerBuilder.forAddress(new InetSocketAddress(HOST, port))
              .maxInboundMessageSize(MESSAGE_BYTES_MAX)
              .executor(Executors.newVirtualThreadPerTaskExecutor())
              .addService(
                  ServerInterceptors.intercept(
                      new StreamsEndpoint(this, log, faults, settings),
                      new RequiresLeader(),
                      credentials))
              .addService(new GossipEndpoint(this, cluster, faults))
              .addService(new CapabilitiesEndpoint(this, faults, settings))
              .build()
              .start();
    }
  }

  /** Loses every connection at once; nobody connects until the next start. */
  synchronized void stop() {
    Server running = server;
    server = null;
    if (running != null) {
      running.shutdownNow();
      try {
        running.awaitTermination();
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Ends for good. */
  void close() {
    stop();
    scheduler.shutdownNow();
  }

  /** Answers for a node that may not: one that is not the leader, or has none. */
  void answerIfFailing(boolean forLeader) {
    if (!isLeader && forLeader) {
      throw notLeader();
    }
  }

  private StatusRuntimeException notLeader() {
    return cluster.get().stream()
        .filter(Node::isLeader)
        .findFirst()
        .map(leader -> Answers.notLeader(HOST, leader.port()))
        .orElseGet(Answers::noLeader);
  }

  /**
   * Lets an answer happen that is not the usual.
   *
   * @return whether the call is still to be answered
   */
  boolean play(Fault.Answer answer, StreamObserver<?> caller) {
    switch (answer) {
      case USUAL, POSITION_UNTOLD -> {
        return true;
      }
      case TIMED_OUT -> caller.onError(Answers.timedOut());
      case TOO_BUSY -> caller.onError(Answers.tooBusy());
      case NOT_READY -> caller.onError(Answers.notReady());
      case NO_LEADER -> caller.onError(Answers.noLeader());
      case CANCELLED -> caller.onError(Status.CANCELLED.asRuntimeException());
      case DENIED -> caller.onError(Answers.denied());
      case NOT_LEADER -> caller.onError(notLeader());
      case CUT -> scheduler.execute(this::cut);
      case SILENCE, STALL -> {
        // Until the caller's deadline.
      }
    }
    return false;
  }

  private void cut() {
    stop();
    try {
      start();
    } catch (IOException taken) {
      throw new UncheckedIOException(taken);
    }
  }
}

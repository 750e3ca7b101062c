package dev.packledger.ledger.eventstoredb.serverdouble;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/**
 * A server, or a cluster of them, on loopback. Its nodes share one log, which is kept while they
 * are stopped and started again on the same ports.
 */
public final class ServerDouble implements AutoCloseable {
  /** The client cannot read a greater one in a connection string of several hosts. */
  private static final int PORT_MAX = 32_767;

  private static final int PORT_MIN = 20_000;

  private final EventLog log;
  private final FaultScript faults = new FaultScript();
  private final List<Node> nodes;

  private ServerDouble(InstantSource clock, DoubleSettings settings, List<Integer> ports) {
    this.log = new EventLog(clock);
    this.nodes =
        ports.stream().map(port -> new Node(port, log, faults, settings, this::nodes)).toList();
  }

  private List<Node> nodes() {
    return nodes;
  }

  /** One node, on a port that is free. */
  public static ServerDouble start(InstantSource clock) {
    return start(clock, DoubleSettings.USUAL, 1);
  }

  /**
   * Some nodes, on ports that are free; the first one leads. The log has some events of the server
   * already, as a new one has.
   */
  public static ServerDouble start(InstantSource clock, DoubleSettings settings, int nodes) {
    List<Integer> ports = new ArrayList<>();
    while (ports.size() < nodes) {
      int port = freePort();
      if (!ports.contains(port)) {
        ports.add(port);
      }
    }
    ServerDouble server = new ServerDouble(clock, settings, ports);
    server.appendForeign("$users", "$User", 1);
    server.appendForeign("$settings", "$settings", 1);
    server.nodes.getFirst().lead(true);
    server.startAll();
    return server;
  }

  private static int freePort() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(PORT_MIN, PORT_MAX);
      try (ServerSocket door = new ServerSocket(port, 1, InetAddress.getByName(Node.HOST))) {
        return door.getLocalPort();
      } catch (IOException taken) {
        // Another one.
      }
    }
  }

  /** How clients find it: by its address, or by gossip where there are several nodes. */
  public String connectionString() {
    String hosts =
        nodes.stream().map(node -> Node.HOST + ":" + node.port()).collect(Collectors.joining(","));
    return "esdb://" + hosts + "?tls=false";
  }

  /** The port of a node, from 0. */
  public int port(int node) {
    return nodes.get(node).port();
  }

  public FaultScript faults() {
    return faults;
  }

  /** Lets nobody read or write from now on but with these. */
  public void demandCredentials(String user, String password) {
    nodes.forEach(node -> node.credentials().demand(user, password));
  }

  /** Loses a node with its connections. */
  public void stop(int node) {
    nodes.get(node).stop();
  }

  /** Lets it come back on its port. */
  public void start(int node) {
    try {
      nodes.get(node).start();
    } catch (IOException taken) {
      throw new UncheckedIOException(taken);
    }
  }

  /** Lets another node lead, and the others follow. */
  public void elect(int leader) {
    log.epoch();
    nodes.get(leader).lead(true);
    for (int i = 0; i < nodes.size(); i++) {
      nodes.get(i).lead(i == leader);
    }
  }

  /** Leaves the cluster without a leader. */
  public void depose() {
    nodes.forEach(node -> node.lead(false));
  }

  /** Lets a node see nothing that comes from now on, as long as it does not lead. */
  public void freeze(int node) {
    nodes.get(node).see(log.head());
  }

  /** Events of somebody else, in a stream of any name. */
  public void appendForeign(String stream, String type, int count) {
    for (int i = 0; i < count; i++) {
      log.append(stream, new Expected.Any(), List.of(foreign(type)));
    }
  }

  private static Proposed foreign(String type) {
    return new Proposed(
        UUID.randomUUID(),
        type,
        "application/json",
        ByteString.copyFromUtf8("{}"),
        ByteString.EMPTY);
  }

  /** An event as the explicit transactions of the old TCP protocol left them. */
  public void appendOverTcp(String stream, String type) {
    log.appendTransaction(stream, foreign(type));
  }

  /** Hides what a stream holds; its revisions go on with the next append. */
  public void softDelete(String stream) {
    log.softDelete(stream);
  }

  /** Ends a stream for ever. */
  public void tombstone(String stream) {
    log.tombstone(stream);
  }

  /** What is written from now on is neither acknowledged nor seen until it is replicated. */
  public void holdReplication() {
    log.holdReplication();
  }

  public void replicate() {
    log.replicate();
  }

  /** Loses what was not replicated. */
  public void loseUnreplicated() {
    log.truncateUnreplicated();
  }

  private void startAll() {
    for (int i = 0; i < nodes.size(); i++) {
      start(i);
    }
  }

  @Override
  public void close() {
    nodes.forEach(Node::close);
  }
}

package dev.packledger.ledger.eventstoredb.serverdouble;

import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import io.kurrent.dbclient.proto.gossip.GossipGrpc;
import io.kurrent.dbclient.proto.gossip.GossipOuterClass.ClusterInfo;
import io.kurrent.dbclient.proto.gossip.GossipOuterClass.EndPoint;
import io.kurrent.dbclient.proto.gossip.GossipOuterClass.MemberInfo;
import io.kurrent.dbclient.proto.shared.Shared;
import java.util.List;
import java.util.function.Supplier;

/** What a node says of its cluster. */
final class GossipEndpoint extends GossipGrpc.GossipImplBase {
  private final Node node;
  private final Supplier<List<Node>> cluster;
  private final FaultScript faults;

  GossipEndpoint(Node node, Supplier<List<Node>> cluster, FaultScript faults) {
    this.node = node;
    this.cluster = cluster;
    this.faults = faults;
  }

  @Override
  public void read(Shared.Empty request, StreamObserver<ClusterInfo> answers) {
    try {
      if (node.play(faults.take(Call.GOSSIP).answer(), answers)) {
        ClusterInfo.Builder info = ClusterInfo.newBuilder();
        cluster.get().forEach(member -> info.addMembers(member(member)));
        answers.onNext(info.build());
        answers.onCompleted();
      }
    } catch (StatusRuntimeException answer) {
      answers.onError(answer);
    }
  }

  private static MemberInfo member(Node node) {
    return MemberInfo.newBuilder()
        .setInstanceId(Wire.uuid(node.id()))
        .setState(node.isLeader() ? MemberInfo.VNodeState.Leader : MemberInfo.VNodeState.Follower)
        .setIsAlive(node.isRunning())
        .setHttpEndPoint(EndPoint.newBuilder().setAddress(Node.HOST).setPort(node.port()))
        .build();
  }
}

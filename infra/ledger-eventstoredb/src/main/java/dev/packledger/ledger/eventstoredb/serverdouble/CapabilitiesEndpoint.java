package dev.packledger.ledger.eventstoredb.serverdouble;

import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import io.kurrent.dbclient.proto.serverfeatures.ServerFeaturesGrpc;
import io.kurrent.dbclient.proto.serverfeatures.Serverfeatures.SupportedMethods;
import io.kurrent.dbclient.proto.shared.Shared;

/** What the server can do: the first protocol, without appends to several streams at once. */
final class CapabilitiesEndpoint extends ServerFeaturesGrpc.ServerFeaturesImplBase {
  private final Node node;
  private final FaultScript faults;
  private final DoubleSettings settings;

  CapabilitiesEndpoint(Node node, FaultScript faults, DoubleSettings settings) {
    this.node = node;
    this.faults = faults;
    this.settings = settings;
  }

  @Override
  public void getSupportedMethods(Shared.Empty request, StreamObserver<SupportedMethods> answers) {
    try {
      if (node.play(faults.take(Call.CAPABILITIES).answer(), answers)) {
        answers.onNext(
            SupportedMethods.newBuilder().setEventStoreServerVersion(settings.version()).build());
        answers.onCompleted();
      }
    } catch (StatusRuntimeException answer) {
      answers.onError(answer);
    }
  }
}

package dev.packledger.ledger.eventstoredb.serverdouble;

import com.google.protobuf.ByteString;
import io.kurrent.dbclient.proto.shared.Shared;
import io.kurrent.dbclient.proto.streams.StreamsOuterClass.AppendReq;
import io.kurrent.dbclient.proto.streams.StreamsOuterClass.AppendResp;
import io.kurrent.dbclient.proto.streams.StreamsOuterClass.ReadReq;
import io.kurrent.dbclient.proto.streams.StreamsOuterClass.ReadResp;
import io.kurrent.dbclient.proto.streams.StreamsOuterClass.ReadResp.ReadEvent;
import java.util.UUID;

/** Between the messages of the protocol and what the double works with. */
final class Wire {
  static final String TYPE = "type";
  static final String CONTENT_TYPE = "content-type";
  static final String CREATED = "created";
  static final Shared.Empty EMPTY = Shared.Empty.getDefaultInstance();

  private Wire() {}

  static String stream(Shared.StreamIdentifier stream) {
    return stream.getStreamName().toStringUtf8();
  }

  static Shared.StreamIdentifier stream(String name) {
    return Shared.StreamIdentifier.newBuilder()
        .setStreamName(ByteString.copyFromUtf8(name))
        .build();
  }

  static UUID uuid(Shared.UUID id) {
    return id.hasStructured()
        ? new UUID(
            id.getStructured().getMostSignificantBits(),
            id.getStructured().getLeastSignificantBits())
        : UUID.fromString(id.getString());
  }

  static Shared.UUID uuid(UUID id) {
    return Shared.UUID
        .newBuilder()
        .setStructured(
            Shared.UUID
                .Structured
                .newBuilder()
                .setMostSignificantBits(id.getMostSignificantBits())
                .setLeastSignificantBits(id.getLeastSignificantBits()))
        .build();
  }

  static Proposed proposed(AppendReq.ProposedMessage message) {
    return new Proposed(
        uuid(message.getId()),
        message.getMetadataOrThrow(TYPE),
        message.getMetadataOrThrow(CONTENT_TYPE),
        message.getData(),
        message.getCustomMetadata());
  }

  static Expected expected(AppendReq.Options options) {
    return switch (options.getExpectedStreamRevisionCase()) {
      case REVISION -> new Expected.Revision(options.getRevision());
      case NO_STREAM -> new Expected.NoStream();
      case ANY -> new Expected.Any();
      case STREAM_EXISTS -> new Expected.Exists();
      case EXPECTEDSTREAMREVISION_NOT_SET ->
          throw Answers.invalid("an append without an expectation");
    };
  }

  /** An event as a reader asked for it: ids as numbers, or as text. */
  static ReadResp event(LogEntry entry, ReadReq.Options options) {
    ReadEvent.RecordedEvent event = entry.event();
    if (options.getUuidOption().hasString()) {
      Shared.UUID text = Shared.UUID.newBuilder().setString(uuid(event.getId()).toString()).build();
      event = event.toBuilder().setId(text).build();
    }
    return ReadResp.newBuilder()
        .setEvent(ReadEvent.newBuilder().setEvent(event).setCommitPosition(entry.position()))
        .build();
  }

  static ReadResp checkpoint(long position) {
    return ReadResp.newBuilder()
        .setCheckpoint(
            ReadResp.Checkpoint.newBuilder()
                .setCommitPosition(position)
                .setPreparePosition(position))
        .build();
  }

  static ReadResp notFound(String stream) {
    return ReadResp.newBuilder()
        .setStreamNotFound(ReadResp.StreamNotFound.newBuilder().setStreamIdentifier(stream(stream)))
        .build();
  }

  static AppendResp stored(Written.Stored stored) {
    AppendResp.Success.Builder success = AppendResp.Success.newBuilder();
    if (stored.revision() < 0) {
      success.setNoStream(EMPTY);
    } else {
      success.setCurrentRevision(stored.revision());
    }
    if (stored.position() < 0) {
      success.setNoPosition(EMPTY);
    } else {
      success.setPosition(
          AppendResp.Position.newBuilder()
              .setCommitPosition(stored.position())
              .setPreparePosition(stored.position()));
    }
    return AppendResp.newBuilder().setSuccess(success).build();
  }

  /** Says both what 20.6 said and what came after, as Streams.Append.cs does. */
  static AppendResp wrongVersion(AppendReq.Options options, long revision) {
    AppendResp.WrongExpectedVersion.Builder wrong = AppendResp.WrongExpectedVersion.newBuilder();
    switch (options.getExpectedStreamRevisionCase()) {
      case REVISION ->
          wrong
              .setExpectedRevision(options.getRevision())
              .setExpectedRevision2060(options.getRevision());
      case NO_STREAM -> wrong.setExpectedNoStream(EMPTY).setExpectedRevision2060(-1);
      case ANY -> wrong.setExpectedAny(EMPTY).setAny2060(EMPTY);
      case STREAM_EXISTS -> wrong.setExpectedStreamExists(EMPTY).setStreamExists2060(EMPTY);
      case EXPECTEDSTREAMREVISION_NOT_SET -> throw new AssertionError("refused before");
    }
    if (revision < 0) {
      wrong.setCurrentNoStream(EMPTY).setNoStream2060(EMPTY);
    } else {
      wrong.setCurrentRevision(revision).setCurrentRevision2060(revision);
    }
    return AppendResp.newBuilder().setWrongExpectedVersion(wrong).build();
  }
}

package dev.packledger.ledger.postgres.bench;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import dev.packledger.codec.LedgerSerializer;
import dev.packledger.domain.ledger.Event;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.MethodDescriptor;
import io.grpc.stub.ClientCalls;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;

/**
 * UmaDB through its gRPC interface: each event is tagged with its stream, and appended on the
 * condition that nobody appended to that stream meanwhile, which is what the others check too.
 *
 * <p>The few messages are written by hand after {@code umadb.proto} of UmaDB 0.7.8 (package {@code
 * umadb.v1}, service {@code DCB}): see the numbers of the fields below.
 */
final class Umadb implements Subject {
  /** Several connections, as several applications would have; one is slower. */
  private static final int CONNECTIONS = 8;

  private static final MethodDescriptor<byte[], byte[]> APPEND =
      MethodDescriptor.<byte[], byte[]>newBuilder()
          .setType(MethodDescriptor.MethodType.UNARY)
          .setFullMethodName("umadb.v1.DCB/Append")
          .setRequestMarshaller(new Bytes())
          .setResponseMarshaller(new Bytes())
          .build();

  private final List<ManagedChannel> channels;
  private final AtomicInteger producers = new AtomicInteger();
  private final LedgerSerializer serializer = SampleEvents.serializer();
  private final InstantSource clock;

  /** What a producer knows: its connection, and the position of its last event. */
  private final ThreadLocal<Producer> producer = ThreadLocal.withInitial(this::producer);

  private static final class Producer {
    private final Channel channel;
    private long last;

    Producer(Channel channel) {
      this.channel = channel;
    }
  }

  Umadb(int port, InstantSource clock) {
    this.clock = clock;
    this.channels =
        Stream.generate(() -> ManagedChannelBuilder.forAddress("127.0.0.1", port).usePlaintext())
            .limit(CONNECTIONS)
            .<ManagedChannel>map(ManagedChannelBuilder::build)
            .toList();
  }

  private Producer producer() {
    return new Producer(channels.get(producers.getAndIncrement() % CONNECTIONS));
  }

  @Override
  public void append(String stream, long sequence) {
    Producer own = producer.get();
    byte[] request = request(stream, sequence == 0 ? null : own.last);
    byte[] response =
        ClientCalls.blockingUnaryCall(own.channel, APPEND, CallOptions.DEFAULT, request);
    own.last = position(response);
  }

  /** AppendRequest: events = 1, condition = 2. */
  private byte[] request(String stream, @Nullable Long after) {
    DomainEventMessage<Event> message = SampleEvents.message(stream, 0, clock.instant());
    byte[] event = event(stream, message);
    byte[] condition = condition(stream, after);
    return message(
        out -> {
          out.writeByteArray(1, event);
          out.writeByteArray(2, condition);
        });
  }

  /** Event: event_type = 1, tags = 2, data = 3, uuid = 4, metadata = 5 (key = 1, value = 2). */
  private byte[] event(String stream, DomainEventMessage<Event> message) {
    byte[] data = serializer.serialize(message.getPayload(), byte[].class).getData();
    byte[] metadata = serializer.serialize(message.getMetaData(), byte[].class).getData();
    byte[] entry =
        message(
            out -> {
              out.writeString(1, "metadata");
              out.writeString(2, new String(metadata, StandardCharsets.UTF_8));
            });
    return message(
        out -> {
          out.writeString(1, "license.granted");
          out.writeString(2, stream);
          out.writeByteArray(3, data);
          out.writeString(4, message.getIdentifier());
          out.writeByteArray(5, entry);
        });
  }

  /** AppendCondition: fail_if_events_match = 1 (Query: items = 1; its tags = 2), after = 2. */
  private static byte[] condition(String stream, @Nullable Long after) {
    byte[] item = message(out -> out.writeString(2, stream));
    byte[] query = message(out -> out.writeByteArray(1, item));
    return message(
        out -> {
          out.writeByteArray(1, query);
          if (after != null) {
            out.writeUInt64(2, after);
          }
        });
  }

  /** AppendResponse: position = 1. */
  private static long position(byte[] response) {
    try {
      CodedInputStream in = CodedInputStream.newInstance(response);
      in.readTag();
      return in.readUInt64();
    } catch (IOException wrong) {
      throw new UncheckedIOException(wrong);
    }
  }

  private interface Fields {
    void write(CodedOutputStream out) throws IOException;
  }

  private static byte[] message(Fields fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    try {
      fields.write(out);
      out.flush();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  @Override
  public void close() {
    channels.forEach(ManagedChannel::shutdownNow);
  }

  /** Messages as they are. */
  private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] message) {
      return new ByteArrayInputStream(message);
    }

    @Override
    public byte[] parse(InputStream message) {
      try {
        return message.readAllBytes();
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }
  }
}

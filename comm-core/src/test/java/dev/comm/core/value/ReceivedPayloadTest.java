package dev.comm.core.value;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.CommConfig;
import dev.comm.api.Limits;
import dev.comm.api.Payload;
import dev.comm.api.protocol.CollectiveCommand;
import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.Content;
import dev.comm.api.protocol.StreamCommand;
import dev.comm.api.protocol.WorkCommand;
import dev.comm.core.codec.FrameEncoder;
import dev.comm.core.link.LinkTable;
import dev.comm.core.link.PayloadStore;
import dev.comm.core.machine.Event;
import dev.comm.core.machine.Value;
import dev.comm.core.testing.Allocations;
import dev.comm.core.testing.PipeTransport;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The last reader of a received payload gets its array. All other readers get a copy. */
@Timeout(value = 60, unit = SECONDS)
class ReceivedPayloadTest {
    private static final int MIB = 1 << 20;
    private static final int PIECE = 100_000;

    private final ValueCodec codec = new ValueCodec(CommConfig.builder().build());
    private final byte[] sent = new byte[MIB];

    @TempDir
    Path spool;

    private PayloadStore store;

    ReceivedPayloadTest() {
        new Random(7).nextBytes(sent);
    }

    private Payload received(Command command, long memoryPayloadBytes) {
        store = new PayloadStore(
                Limits.builder()
                        .payloadBytes(MIB)
                        .memoryPayloadBytes(memoryPayloadBytes)
                        .memoryTotalBytes(1L << 30)
                        .build(),
                spool);
        LinkTable links = new LinkTable(new PipeTransport(), store, (endpoint, result) -> true);
        links.opened(1, true);
        links.link(1).authenticated(MIB);
        List<Event> events = new ArrayList<>();
        for (int from = 0; from < MIB; from += PIECE) {
            int count = Math.min(PIECE, MIB - from);
            Command now = from == 0 ? command : new StreamCommand.Data();
            ByteBuffer head = FrameEncoder.encode(now, 7, from + count < MIB, count);
            ByteBuffer frame = ByteBuffer.allocate(head.remaining() + count);
            links.received(1, frame.put(head).put(sent, from, count).flip(), events::add);
        }
        Event last = events.get(events.size() - 1);
        assertThat(last).isInstanceOf(Event.Received.class);
        return ((Event.Received) last).payload();
    }

    private static Content raw() {
        return new Content(Content.Kind.VALUE, BuiltInForm.RAW.code(), MIB);
    }

    private Payload request() {
        return received(new WorkCommand.Request(1, 1, "x", true, -1, raw()), MIB);
    }

    private static Command part() {
        return new CollectiveCommand.Part(0, 1, raw());
    }

    @Test
    void theLastReaderHasTheArrayWithoutACopy() {
        Value warm = new Value(raw(), request());
        codec.take(warm, byte[].class);
        Value value = new Value(raw(), request());
        long before = Allocations.bytes();
        byte[] taken = codec.take(value, byte[].class);
        assertThat(Allocations.bytes() - before).isLessThan(MIB / 2);
        assertThat(taken).isEqualTo(sent);
    }

    @Test
    void theArrayIsGivenAwayOnce() {
        Value value = new Value(raw(), request());
        byte[] first = codec.take(value, byte[].class);
        byte[] second = codec.take(value, byte[].class);
        assertThat(second).isEqualTo(first).isNotSameAs(first);
    }

    @Test
    void whoIsNotTheLastReaderHasACopy() {
        Value value = new Value(raw(), request());
        byte[] copy = codec.decode(value, byte[].class);
        copy[0]++;
        assertThat(codec.decode(value, byte[].class)).isEqualTo(sent);
        assertThat(codec.take(value, byte[].class)).isEqualTo(sent);
    }

    @Test
    void whatTheProgramGaveIsNeverGivenBackAsItIs() {
        byte[] own = sent.clone();
        byte[] taken = codec.take(codec.encode(own), byte[].class);
        assertThat(taken).isEqualTo(own).isNotSameAs(own);
    }

    @Test
    void aPayloadThatWasTakenDoesNotCountAnyMore() {
        Value value = new Value(raw(), request());
        assertThat(store.inMemory()).isEqualTo(MIB);
        codec.take(value, byte[].class);
        assertThat(store.inMemory()).isZero();
        value.payload().close();
        assertThat(store.inMemory()).as("freed once").isZero();
    }

    @Test
    void aPayloadThatIsHandedOutAsBytesStillCounts() {
        Value value = new Value(new Content(Content.Kind.VALUE, BuiltInForm.PAYLOAD.code(), MIB), request());
        Payload payload = codec.take(value, Payload.class);
        assertThat(store.inMemory()).isEqualTo(MIB);
        payload.close();
        assertThat(store.inMemory()).isZero();
    }

    /** D1: a member acknowledges a part with the checksum of the bytes that it holds, in memory or in a file. */
    @Test
    void d1_theChecksumOfAPartIsMadeAsItComes() {
        Payload part = received(part(), MIB);
        assertThat(Checksums.known(part)).isEqualTo(OptionalInt.of(Checksums.crc32c(Payload.of(sent))));
        assertThat(Checksums.known(request())).isEmpty();
    }

    @Test
    void d1_theChecksumOfASpooledPartIsMadeOfTheFile() {
        Payload part = received(part(), MIB / 4);
        assertThat(Checksums.known(part)).isEmpty();
        assertThat(Checksums.crc32c(part)).isEqualTo(Checksums.crc32c(Payload.of(sent)));
        part.close();
    }
}

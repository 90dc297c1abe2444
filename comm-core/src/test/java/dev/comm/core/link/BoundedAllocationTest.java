package dev.comm.core.link;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.Limits;
import dev.comm.api.error.ProtocolException;
import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.Content;
import dev.comm.api.protocol.StreamCommand;
import dev.comm.api.protocol.WorkCommand;
import dev.comm.core.codec.FrameEncoder;
import dev.comm.core.codec.GoldenFrame;
import dev.comm.core.machine.Event;
import dev.comm.core.testing.Allocations;
import dev.comm.core.testing.PipeTransport;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The memory that received bytes cost (SEC-20, SEC-26, R5).
 *
 * <p>On the path of a real connection, from the decoder to the payload, n bytes take at most {@value #PER_BYTE}·n + 64
 * KiB. The limit is the same before and after the proof of the peer. Announced bytes take no memory.
 */
@Timeout(value = 60, unit = SECONDS)
class BoundedAllocationTest {
    /**
     * The factor for a list of short strings, which becomes objects with references, and for a payload that is copied
     * as it grows.
     */
    private static final long PER_BYTE = 16;

    private static final long CONSTANT = 64 << 10;
    private static final int MIB = 1 << 20;
    private static final List<byte[]> LARGE = List.of(
            HexFormat.of().parseHex("7fffffff"),
            HexFormat.of().parseHex("ffffffff"),
            HexFormat.of().parseHex("80000000"),
            HexFormat.of().parseHex("00100000"),
            HexFormat.of().parseHex("0000fffd"),
            HexFormat.of().parseHex("7fffffffffffffff"),
            HexFormat.of().parseHex("00000000ffffffff"),
            HexFormat.of().parseHex("ffff"));

    private int next = 1;

    @TempDir
    Path spool;

    private LinkTable endpoints(long memoryTotalBytes) {
        Limits limits = Limits.builder()
                .memoryPayloadBytes(64L << 20)
                .memoryTotalBytes(memoryTotalBytes)
                .build();
        return new LinkTable(new PipeTransport(), new PayloadStore(limits, spool), (endpoint, result) -> true);
    }

    private int open(LinkTable links, boolean authenticated) {
        int endpoint = next++;
        links.opened(endpoint, true);
        if (authenticated) {
            links.link(endpoint).authenticated(MIB);
        }
        return endpoint;
    }

    private long taken(LinkTable links, int endpoint, ByteBuffer bytes) {
        long before = Allocations.bytes();
        links.received(endpoint, bytes, event -> {});
        return Allocations.bytes() - before;
    }

    private void requireBounded(LinkTable links, boolean authenticated, byte[] bytes, String what) {
        long bound = PER_BYTE * bytes.length + CONSTANT;
        long taken = taken(links, open(links, authenticated), ByteBuffer.wrap(bytes));
        if (taken > bound) { // the first call also creates classes and tables
            taken = taken(links, open(links, authenticated), ByteBuffer.wrap(bytes));
        }
        assertThat(taken)
                .as("%s, %d bytes, authenticated %s", what, bytes.length, authenticated)
                .isLessThanOrEqualTo(bound);
        links.discard();
    }

    @Test
    void largeNumbersAtAnyPlaceOfAnyFrameTakeNoMemory() throws Exception {
        LinkTable links = endpoints(1L << 40);
        for (GoldenFrame golden : GoldenFrame.all()) {
            for (int place = 0; place < golden.bytes().length; place++) {
                for (byte[] large : LARGE) {
                    byte[] bomb = golden.bytes().clone();
                    System.arraycopy(large, 0, bomb, place, Math.min(large.length, bomb.length - place));
                    String what = golden + " with " + HexFormat.of().formatHex(large) + " at " + place;
                    requireBounded(links, false, bomb, what);
                    requireBounded(links, true, bomb, what);
                }
            }
        }
    }

    private static ByteBuffer frame(Command command, int stream, boolean more, int count) {
        ByteBuffer head = FrameEncoder.encode(command, stream, more, count);
        return ByteBuffer.allocate(head.remaining() + count)
                .put(head)
                .put(new byte[count])
                .flip();
    }

    private static Command request(long length) {
        return new WorkCommand.Request(1, 1, "x", true, -1, new Content(Content.Kind.VALUE, 0, length));
    }

    @Test
    void aThousandConnectionsThatAnnounceSixteenMebibytesTakeLittle() {
        LinkTable links = endpoints(1L << 40);
        for (long length : new long[] {16 * MIB, 2L << 30, 1L << 40}) {
            long sum = 0;
            for (int i = 0; i < 1_000; i++) {
                sum += taken(links, open(links, true), frame(request(length), 7, true, 100));
            }
            assertThat(sum / 1_000).as("each, for %d", length).isLessThan(4 << 10);
            links.discard();
        }
    }

    /** Keeps the beginning of a cut frame until the rest arrives. It takes memory for received bytes only. */
    @Test
    void aThousandCutFramesTakeLittle() {
        LinkTable links = endpoints(1L << 40);
        long sum = 0;
        for (int i = 0; i < 1_000; i++) {
            ByteBuffer whole = frame(new WorkCommand.Serving(true, List.of("x".repeat(2_000))), 0, false, 0);
            whole.putInt(8, MIB - 24);
            sum += taken(links, open(links, true), whole.slice(0, 500));
        }
        assertThat(sum / 1_000).isLessThan(8 << 10);
    }

    @Test
    void aPayloadTakesAFewTimesItsBytesHoweverItIsCut() {
        LinkTable links = endpoints(1L << 40);
        for (int piece : new int[] {1_000, 60_000, 256 << 10}) {
            int endpoint = open(links, true);
            int length = 8 * MIB;
            long taken = taken(links, endpoint, frame(request(length), 7, true, piece));
            for (int sent = piece; sent < length; sent += piece) {
                int count = Math.min(piece, length - sent);
                taken += taken(links, endpoint, frame(new StreamCommand.Data(), 7, sent + count < length, count));
            }
            assertThat(taken).as("in pieces of %d", piece).isLessThan(5L * length);
        }
    }

    /**
     * Allocates the array of a payload once. The first piece of a payload is usually smaller than a read, by its head.
     */
    @Test
    void aMebibyteInUsualPiecesIsCopiedIntoOneArray() {
        LinkTable links = endpoints(1L << 40);
        int piece = (256 << 10) - 100;
        long taken = MIB;
        for (int warm = 0; warm < 2; warm++) {
            int endpoint = open(links, true);
            taken = taken(links, endpoint, frame(request(MIB), 7, true, piece));
            for (int sent = piece; sent < MIB; sent += piece) {
                int count = Math.min(piece, MIB - sent);
                taken += taken(links, endpoint, frame(new StreamCommand.Data(), 7, sent + count < MIB, count));
            }
        }
        assertThat(taken).isLessThan(MIB + MIB / 16);
    }

    /** Sends each frame with a payload that a stranger could try. No frame of the handshake has a payload. */
    @Test
    void aStrangerCannotMakeUsKeepAnyPayload() {
        LinkTable links = endpoints(1L << 40);
        List<ByteBuffer> attempts = List.of(
                frame(request(16 * MIB), 7, true, 4_000),
                frame(request(16 * MIB), 7, true, 0),
                frame(request(100), 0, false, 100),
                frame(new StreamCommand.Data(), 7, true, 100));
        for (ByteBuffer attempt : attempts) {
            List<Event> events = new ArrayList<>();
            links.received(open(links, false), attempt, events::add);
            assertThat(events).singleElement().isInstanceOf(Event.Violated.class);
        }
        assertThat(spool).isEmptyDirectory();
    }

    /** Counts the bytes that a peer has sent against the space of all peers. Announced bytes do not count. */
    @Test
    void roomIsTakenByBytesThatCameAndNotByAnnouncements() {
        PayloadStore store = new PayloadStore(limits(10 * MIB), spool);
        List<PayloadAssembly> announced = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            PayloadAssembly assembly = store.assemble(8 * MIB, Long.MAX_VALUE, false);
            assembly.add(ByteBuffer.allocate(1));
            announced.add(assembly);
        }
        assertThat(store.inMemory()).isZero();
        PayloadAssembly honest = store.assemble(8 * MIB, Long.MAX_VALUE, false);
        honest.add(ByteBuffer.allocate(8 * MIB));
        assertThat(store.inMemory()).isEqualTo(8 * MIB);
        assertThat(spool).isEmptyDirectory();
        announced.get(0).add(ByteBuffer.allocate(3 * MIB));
        assertThat(store.inMemory()).as("the second payload is in a file").isEqualTo(8 * MIB);
        announced.forEach(PayloadAssembly::discard);
        honest.discard();
        assertThat(store.inMemory()).isZero();
    }

    private static Limits limits(long memoryTotalBytes) {
        return Limits.builder()
                .memoryPayloadBytes(64L << 20)
                .memoryTotalBytes(memoryTotalBytes)
                .build();
    }

    /**
     * Begins a thousand payloads on one connection. They share the memory of all connections, and the rest is on the
     * disk.
     */
    @Test
    void begunPayloadsOfOneConnectionAreBoundedInNumberAndMemory() {
        LinkTable links = endpoints(4 * MIB);
        int endpoint = open(links, true);
        long taken = 0;
        for (int stream = 1; stream <= CommandAssembler.STREAMS_MAX; stream++) {
            taken += taken(links, endpoint, frame(request(16 * MIB), stream, true, 20_000));
        }
        assertThat(taken).isLessThan(3L * 20_000 * CommandAssembler.STREAMS_MAX);
        List<Event> events = new ArrayList<>();
        links.received(endpoint, frame(request(16 * MIB), 5_000, true, 1), events::add);
        assertThat(events)
                .singleElement()
                .isInstanceOfSatisfying(
                        Event.Violated.class,
                        violated -> assertThat(violated.detail()).contains("more than 1024 incomplete payloads"));
        links.discard();
    }

    /** SEC-21: refuses a compressed frame. Version 2 unpacks nothing, so no small frame can become a large one. */
    @Test
    void aCompressedFrameIsRefused() {
        LinkTable links = endpoints(1L << 40);
        ByteBuffer compressed = frame(request(100), 0, false, 100);
        compressed.put(4, (byte) 2);
        List<Event> events = new ArrayList<>();
        links.received(open(links, true), compressed, events::add);
        assertThat(events).singleElement().isInstanceOf(Event.Violated.class);
    }

    @Test
    void aPayloadAboveTheLimitIsRefusedAtItsFirstFrame() {
        PayloadStore store = new PayloadStore(limits(MIB), spool);
        for (long length : new long[] {-1, (1L << 40) + 1, Long.MAX_VALUE, Long.MIN_VALUE}) {
            assertThatThrownBy(() -> store.assemble(length, Long.MAX_VALUE, false))
                    .isInstanceOf(ProtocolException.class);
        }
    }
}

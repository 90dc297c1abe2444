package dev.comm.core.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.FilePayload;
import dev.comm.api.Limits;
import dev.comm.api.Payload;
import dev.comm.api.error.ProtocolException;
import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.Content;
import dev.comm.api.protocol.FrameHeader;
import dev.comm.api.protocol.MessageCommand;
import dev.comm.api.protocol.StreamCommand;
import dev.comm.api.protocol.WorkCommand;
import dev.comm.core.codec.FrameEncoder;
import dev.comm.core.machine.Event;
import dev.comm.core.testing.PipeTransport;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What fails on one connection, at the peer or on this machine's disk, costs that connection and nothing else. */
class LinkFailureTest {
    private static final int MIB = 1 << 20;

    @TempDir
    Path spool;

    private final PipeTransport transport = new PipeTransport();

    @Test
    void c2_aLargeMessageForSomebodyElseGoesToASpoolFile() {
        PayloadStore store = new PayloadStore(limits(64 << 20, 1L << 40), spool.resolve("gone"));
        long large = store.relayedMax() + 1;
        int begun = GrowingAssembly.SPOOL_FROM + 1;
        assertThatThrownBy(() -> begin(new CommandAssembler(store, true), 2, large, begun))
                .isInstanceOf(UncheckedIOException.class);
        begin(new CommandAssembler(store, true), 2, large - 1, begun);
        begin(new CommandAssembler(store, true), 0, large, begun);
        begin(new CommandAssembler(store, false), 2, large, begun);
    }

    private static void begin(CommandAssembler inbound, int to, long length, int begun) {
        FrameHeader more = new FrameHeader(FrameHeader.VERSION, 48, FrameHeader.MORE, 0, 0, 0, 0, 7, 0);
        ByteBuffer bytes = ByteBuffer.allocate(begun);
        inbound.frame(more, new MessageCommand.Message(0, 0, 1, 1, to, 1, value(length)), bytes, (c, p) -> {});
    }

    @Test
    void c2_whatAHostilePeerBeganIsGivenBackWithItsConnection() {
        PayloadStore store = new PayloadStore(limits(1 << 20, 1 << 20), spool);
        FrameHeader more = new FrameHeader(FrameHeader.VERSION, 65, FrameHeader.MORE, 0, 0, 0, 0, 7, 0);
        FrameHeader end = new FrameHeader(FrameHeader.VERSION, 80, 0, 0, 0, 0, 0, 7, 0);
        Command command = new WorkCommand.Request(1, 1, "x", true, -1, value(60_000));
        CommandAssembler twice = new CommandAssembler(store, false);
        twice.frame(more, command, ByteBuffer.wrap(new byte[40_000]), (c, p) -> {});
        assertThatThrownBy(() -> twice.frame(more, command, ByteBuffer.wrap(new byte[40_000]), (c, p) -> {}))
                .hasMessageContaining("in use");
        twice.discard();
        CommandAssembler tooShort = new CommandAssembler(store, false);
        tooShort.frame(more, command, ByteBuffer.wrap(new byte[40_000]), (c, p) -> {});
        assertThatThrownBy(
                        () -> tooShort.frame(end, new StreamCommand.Data(), ByteBuffer.wrap(new byte[1]), (c, p) -> {}))
                .isInstanceOf(ProtocolException.class);
        tooShort.discard();
        assertThat(store.inMemory()).isZero();
    }

    @Test
    void c2_aLargeValueInOneFrameCountsLikeOneInMany() {
        PayloadStore store = new PayloadStore(limits(1 << 20, 200_000), spool);
        FrameHeader whole = new FrameHeader(FrameHeader.VERSION, 65, 0, 0, 0, 0, 0, 7, 0);
        Command command = new WorkCommand.Request(1, 1, "x", true, -1, value(150_000));
        List<Payload> came = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            new CommandAssembler(store, false)
                    .frame(whole, command, ByteBuffer.allocate(150_000), (c, payload) -> came.add(payload));
        }
        assertThat(came.get(0)).isNotInstanceOf(FilePayload.class);
        assertThat(came.get(1)).isInstanceOf(FilePayload.class);
        came.get(1).close();
    }

    @Test
    void aPayloadThatFailsHalfWayCostsItsConnectionAndNothingElse() {
        Link link =
                new Link(1, true, transport, new PayloadStore(limits(1 << 20, 1L << 40), spool), new FrameHeadCache());
        transport.stuck = true;
        link.send(new WorkCommand.Request(1, 1, "x", true, -1, value(2 * MIB)), new Truncated(2 * MIB, MIB), null);
        transport.unstick();
        link.finish();
        assertThat(transport.aborted).isTrue();
        assertThat(link.isMuted()).isTrue();
        link.pump();
    }

    @Test
    void aSpoolFolderThatIsFullOrGoneCostsTheConnectionAndNothingElse() {
        LinkTable links = new LinkTable(transport, new PayloadStore(limits(1_000, 1L << 40), spool.resolve("gone")));
        links.opened(1, true);
        links.link(1).authenticated(MIB);
        WorkCommand.Request request = new WorkCommand.Request(1, 1, "x", true, -1, value(100_000));
        ByteBuffer head = FrameEncoder.encode(request, 1, true, 80_000);
        ByteBuffer frame = ByteBuffer.allocate(head.remaining() + 80_000)
                .put(head)
                .put(new byte[80_000])
                .flip();
        List<Event> events = new ArrayList<>();
        links.received(1, frame, events::add);
        assertThat(events)
                .singleElement()
                .isInstanceOfSatisfying(
                        Event.Violated.class,
                        violated -> assertThat(violated.detail()).contains("set another spool folder"));
    }

    private static Content value(long length) {
        return new Content(Content.Kind.VALUE, 0, length);
    }

    private static Limits limits(long memoryPayloadBytes, long memoryTotalBytes) {
        return Limits.builder()
                .memoryPayloadBytes(memoryPayloadBytes)
                .memoryTotalBytes(memoryTotalBytes)
                .build();
    }

    /** A file that became shorter while it was sent. */
    private record Truncated(long length, long there) implements Payload {
        @Override
        public int read(long position, ByteBuffer target) {
            int count = (int) Math.max(0, Math.min(target.remaining(), there - position));
            target.put(new byte[count]);
            return count;
        }

        @Override
        public ByteBuffer bytes() {
            throw new IllegalStateException("not asked for");
        }

        @Override
        public void close() {}
    }
}

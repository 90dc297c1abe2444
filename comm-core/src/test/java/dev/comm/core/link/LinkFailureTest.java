package dev.comm.core.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.Cause;
import dev.comm.api.FilePayload;
import dev.comm.api.Limits;
import dev.comm.api.Payload;
import dev.comm.api.RankSet;
import dev.comm.api.error.ProtocolException;
import dev.comm.api.protocol.CollectiveCommand;
import dev.comm.api.protocol.CollectiveKind;
import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.Content;
import dev.comm.api.protocol.FrameHeader;
import dev.comm.api.protocol.MembershipCommand;
import dev.comm.api.protocol.MessageCommand;
import dev.comm.api.protocol.StreamCommand;
import dev.comm.api.protocol.WorkCommand;
import dev.comm.core.codec.FrameEncoder;
import dev.comm.core.machine.Event;
import dev.comm.core.machine.UnstoredPayload;
import dev.comm.core.machine.Value;
import dev.comm.core.testing.PipeTransport;
import dev.comm.core.value.ValueCodec;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A failure at a peer ends its connection. A failure of the local disk loses one value, and no peer is blamed. */
class LinkFailureTest {
    private static final int MIB = 1 << 20;

    @TempDir
    Path spool;

    private final PipeTransport transport = new PipeTransport();

    @Test
    void c2_aLargeMessageForSomebodyElseGoesToASpoolFile() {
        PayloadStore store = new PayloadStore(limits(64 << 20, 1L << 40), spool.resolve("gone"));
        long large = store.relayedMax() + 1;
        assertThat(isLost(new CommandAssembler(store, true), 2, large)).isTrue();
        assertThat(isLost(new CommandAssembler(store, true), 2, large - 1)).isFalse();
        assertThat(isLost(new CommandAssembler(store, true), 0, large)).isFalse();
        assertThat(isLost(new CommandAssembler(store, false), 2, large)).isFalse();
    }

    private static boolean isLost(CommandAssembler inbound, int to, long length) {
        FrameHeader more = new FrameHeader(FrameHeader.VERSION, 48, FrameHeader.MORE, 0, 0, 0, 0, 7, 0);
        FrameHeader end = new FrameHeader(FrameHeader.VERSION, 80, 0, 0, 0, 0, 0, 7, 0);
        int begun = GrowingAssembly.SPOOL_FROM + 1;
        Inbox inbox = new Inbox();
        Command message = new MessageCommand.Message(0, 0, 1, 1, to, 1, value(length));
        inbound.frame(more, message, ByteBuffer.allocate(begun), inbox);
        inbound.frame(end, new StreamCommand.Data(), ByteBuffer.allocate((int) length - begun), inbox);
        assertThat(inbox.commands.size() + inbox.unstored.size()).isEqualTo(1);
        return inbox.commands.isEmpty();
    }

    @Test
    void c2_whatAHostilePeerBeganIsGivenBackWithItsConnection() {
        PayloadStore store = new PayloadStore(limits(1 << 20, 1 << 20), spool);
        FrameHeader more = new FrameHeader(FrameHeader.VERSION, 65, FrameHeader.MORE, 0, 0, 0, 0, 7, 0);
        FrameHeader end = new FrameHeader(FrameHeader.VERSION, 80, 0, 0, 0, 0, 0, 7, 0);
        Command command = new WorkCommand.Request(1, 1, "x", true, -1, value(60_000));
        CommandAssembler twice = new CommandAssembler(store, false);
        twice.frame(more, command, ByteBuffer.wrap(new byte[40_000]), new Inbox());
        assertThatThrownBy(() -> twice.frame(more, command, ByteBuffer.wrap(new byte[40_000]), new Inbox()))
                .hasMessageContaining("in use");
        twice.discard();
        CommandAssembler tooShort = new CommandAssembler(store, false);
        tooShort.frame(more, command, ByteBuffer.wrap(new byte[40_000]), new Inbox());
        assertThatThrownBy(
                        () -> tooShort.frame(end, new StreamCommand.Data(), ByteBuffer.wrap(new byte[1]), new Inbox()))
                .isInstanceOf(ProtocolException.class);
        tooShort.discard();
        assertThat(store.inMemory()).isZero();
    }

    @Test
    void c2_aLargeValueInOneFrameCountsLikeOneInMany() {
        PayloadStore store = new PayloadStore(limits(1 << 20, 200_000), spool);
        FrameHeader whole = new FrameHeader(FrameHeader.VERSION, 65, 0, 0, 0, 0, 0, 7, 0);
        Command command = new WorkCommand.Request(1, 1, "x", true, -1, value(150_000));
        Inbox inbox = new Inbox();
        for (int i = 0; i < 2; i++) {
            new CommandAssembler(store, false).frame(whole, command, ByteBuffer.allocate(150_000), inbox);
        }
        List<Payload> came = inbox.payloads;
        assertThat(came.get(0)).isNotInstanceOf(FilePayload.class);
        assertThat(came.get(1)).isInstanceOf(FilePayload.class);
        came.get(1).close();
    }

    @Test
    void aPayloadThatFailsHalfWayIsAFaultOfThisProcessThatTheGoodbyeCanStillTell() {
        LinkTable links = new LinkTable(
                transport, new PayloadStore(limits(1 << 20, 1L << 40), spool), (endpoint, result) -> true);
        links.opened(1, true);
        Link link = links.link(1);
        transport.stuck = true;
        link.send(new WorkCommand.Request(1, 1, "x", true, -1, value(2 * MIB)), new Truncated(2 * MIB, MIB), null);
        List<Event> events = new ArrayList<>();
        links.writable(1, events::add);
        links.writable(1, events::add);
        assertThat(events)
                .singleElement()
                .isInstanceOfSatisfying(
                        Event.OwnFault.class,
                        fault -> assertThat(fault.detail()).startsWith("make it readable until the call has ended"));
        assertThat(link.isMuted()).isTrue();
        transport.sent.clear();
        link.send(new MembershipCommand.Heartbeat(1, -1, 1, 0), null, null);
        assertThat(transport.sent).isEmpty();
        link.send(new MembershipCommand.Fenced(Cause.LOCAL, 1, "why"), null, null);
        link.finish();
        assertThat(transport.sent).hasSize(1);
        assertThat(transport.aborted).isFalse();
    }

    @Test
    void onAFullDiskTheValueFailsAndTheConnectionStaysInStep() {
        WorkCommand.Result result = new WorkCommand.Result(1, 2, WorkCommand.Status.DONE, value(100_000));
        List<Event> events = sentToAFullDisk(true, result, 100_000);
        assertThat(events).hasSize(2);
        Event.Received first = (Event.Received) events.get(0);
        WorkCommand.Result failed = (WorkCommand.Result) first.command();
        assertThat(failed.status()).isEqualTo(WorkCommand.Status.FAILED);
        assertThat(failed.content().kind()).isEqualTo(Content.Kind.FAILED);
        assertThat(failed.content().length()).isEqualTo(first.payload().length());
        assertThat(ValueCodec.error(new Value(failed.content(), first.payload())))
                .contains("free space in " + spool.resolve("gone") + ", or set spool to another folder");
        assertThat(events.get(1))
                .isInstanceOfSatisfying(
                        Event.Received.class,
                        next -> assertThat(next.command()).isEqualTo(new MembershipCommand.Heartbeat(1, -1, 1, 0)));
    }

    @Test
    void anArrivalAMessageARequestAndALeaveKeepTheirPlaceWithoutTheirValue() {
        List<Command> all = List.of(
                CollectiveCommand.Arrive.of(0, 3, CollectiveKind.COLLECT, 5, -1).withContent(value(100_000)),
                new MessageCommand.Message(0, 7, 1, 11, 0, 22, value(100_000)),
                new WorkCommand.Request(1, 1, "x", true, -1, value(100_000)),
                new MembershipCommand.Leave(Cause.FAILED, "why", value(100_000)));
        for (Command command : all) {
            Event.Received got =
                    (Event.Received) sentToAFullDisk(true, command, 100_000).get(0);
            assertThat(got.command()).hasSameClassAs(command);
            assertThat(got.command().content().kind()).isEqualTo(Content.Kind.FAILED);
            assertThat(got.payload())
                    .isInstanceOfSatisfying(
                            UnstoredPayload.class,
                            lost -> assertThat(lost.announcedBytes()).isEqualTo(100_000));
        }
    }

    @Test
    void b1_aDecisionWithoutItsValuesIsTheSameVerdict() {
        CollectiveCommand.Decision decision = CollectiveCommand.Decision.returning(
                new CollectiveCommand.Decision.Stamp(0, 3, 1, 2),
                RankSet.of(0, 1, 2),
                1,
                List.of(
                        new CollectiveCommand.Slot(0, value(40_000)),
                        new CollectiveCommand.Slot(1, Content.NULL),
                        new CollectiveCommand.Slot(2, value(60_000))),
                value(100_000));
        Event.Received got =
                (Event.Received) sentToAFullDisk(false, decision, 100_000).get(0);
        CollectiveCommand.Decision failed = (CollectiveCommand.Decision) got.command();
        assertThat(failed.outcome()).isEqualTo(decision.outcome());
        assertThat(failed.survivors()).isEqualTo(decision.survivors());
        assertThat(failed.slots())
                .extracting(slot -> slot.content().kind())
                .containsExactly(Content.Kind.FAILED, Content.Kind.NULL, Content.Kind.FAILED);
        assertThat(failed.content().length()).isEqualTo(got.payload().length());
        assertThat(failed.slots().get(0).content().length() * 2)
                .isEqualTo(got.payload().length());
    }

    @Test
    void d1_aPartThatThisNodeCannotStoreIsItsOwnFault() {
        List<Event> events = sentToAFullDisk(false, new CollectiveCommand.Part(0, 3, value(100_000)), 100_000);
        assertThat(events.get(0))
                .isInstanceOfSatisfying(
                        Event.OwnFault.class,
                        fault -> assertThat(fault.detail()).startsWith("free space in"));
    }

    @Test
    void c2_spoolFilesHaveATotalAndGiveItBack() {
        Limits little =
                limits(1_000, 1L << 40).toBuilder().spoolTotalBytes(150_000).build();
        PayloadStore store = new PayloadStore(little, spool);
        FrameHeader more = new FrameHeader(1, 65, FrameHeader.MORE, 0, 0, 0, 0, 7, 0);
        FrameHeader end = new FrameHeader(1, 80, 0, 0, 0, 0, 0, 7, 0);
        Command command = new WorkCommand.Request(1, 1, "x", true, -1, value(100_000));
        Inbox inbox = new Inbox();
        CommandAssembler unfinished = new CommandAssembler(store, false);
        unfinished.frame(more, command, ByteBuffer.allocate(80_000), inbox);
        assertThat(store.inFiles()).isEqualTo(80_000);
        CommandAssembler second = new CommandAssembler(store, false);
        second.frame(more, command, ByteBuffer.allocate(80_000), inbox);
        second.frame(end, new StreamCommand.Data(), ByteBuffer.allocate(20_000), inbox);
        assertThat(inbox.unstored).singleElement().asString().startsWith("raise limits.spoolTotalBytes");
        assertThat(store.inFiles()).isEqualTo(80_000);
        unfinished.frame(end, new StreamCommand.Data(), ByteBuffer.allocate(20_000), inbox);
        assertThat(store.inFiles()).isEqualTo(100_000);
        inbox.payloads.forEach(Payload::close);
        inbox.payloads.forEach(Payload::close);
        assertThat(store.inFiles()).isZero();
        second.frame(more, command, ByteBuffer.allocate(80_000), inbox);
        second.discard();
        assertThat(store.inFiles()).isZero();
    }

    @Test
    void aResultThatNobodyWaitsForIsNotKept() {
        PayloadStore store = new PayloadStore(limits(1_000, 1L << 40), spool);
        LinkTable links = new LinkTable(transport, store, (endpoint, result) -> result.id() != 1);
        links.opened(1, true);
        links.link(1).authenticated(MIB);
        List<Event> events = new ArrayList<>();
        Command unknown = new WorkCommand.Result(1, 2, WorkCommand.Status.DONE, value(200_000));
        links.received(1, frame(unknown, true, 150_000), events::add);
        assertThat(store.inFiles() + store.inMemory()).isZero();
        links.received(1, frame(new StreamCommand.Data(), false, 50_000), events::add);
        links.received(
                1, frame(new WorkCommand.Result(1, 2, WorkCommand.Status.DONE, value(9)), false, 9), events::add);
        Command dropped = new WorkCommand.Result(1, 2, WorkCommand.Status.DONE, Content.NONE);
        assertThat(events)
                .filteredOn(Event.Received.class::isInstance)
                .containsExactly(new Event.Received(1, dropped, null), new Event.Received(1, dropped, null));
        links.received(
                1,
                frame(new WorkCommand.Result(3, 2, WorkCommand.Status.DONE, value(200_000)), true, 150_000),
                events::add);
        assertThat(store.inFiles()).isEqualTo(150_000);
        links.closed(1);
        assertThat(store.inFiles()).isZero();
    }

    @Test
    void aValueThatIsNotStoredMustStillHaveItsLength() {
        Command command = new WorkCommand.Result(1, 2, WorkCommand.Status.DONE, value(100_000));
        assertThat(sentToAFullDisk(true, command, 100_001)).hasAtLeastOneElementOfType(Event.Violated.class);
        assertThat(sentToAFullDisk(true, command, 99_999)).hasAtLeastOneElementOfType(Event.Violated.class);
    }

    /** Returns the events of a machine for a command in two frames and the heartbeat after it. */
    private List<Event> sentToAFullDisk(boolean atMaster, Command command, int bytes) {
        LinkTable links = new LinkTable(
                transport,
                new PayloadStore(limits(1_000, 1L << 40), spool.resolve("gone")),
                (endpoint, result) -> true);
        links.opened(1, atMaster);
        links.link(1).authenticated(MIB);
        List<Event> events = new ArrayList<>();
        links.received(1, frame(command, true, 80_000), events::add);
        assertThat(events).allMatch(Event.Heard.class::isInstance);
        events.clear();
        links.received(1, frame(new StreamCommand.Data(), false, bytes - 80_000), events::add);
        links.received(1, frame(new MembershipCommand.Heartbeat(1, -1, 1, 0), false, 0), events::add);
        return events;
    }

    private static ByteBuffer frame(Command command, boolean more, int bytes) {
        int stream = command instanceof MembershipCommand.Heartbeat ? 0 : 1;
        ByteBuffer head = FrameEncoder.encode(command, stream, more, bytes);
        return ByteBuffer.allocate(head.remaining() + bytes)
                .put(head)
                .put(new byte[bytes])
                .flip();
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

    /** A payload from a file that was truncated during the send. */
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

package dev.comm.core.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.Cause;
import dev.comm.api.FilePayload;
import dev.comm.api.Limits;
import dev.comm.api.Payload;
import dev.comm.api.error.ProtocolException;
import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.Content;
import dev.comm.api.protocol.FrameHeader;
import dev.comm.api.protocol.HandshakeCommand;
import dev.comm.api.protocol.MembershipCommand;
import dev.comm.api.protocol.MessageCommand;
import dev.comm.api.protocol.StreamCommand;
import dev.comm.api.protocol.WorkCommand;
import dev.comm.api.spi.Lane;
import dev.comm.core.codec.FrameDecoder;
import dev.comm.core.testing.PipeTransport;
import dev.comm.core.value.Checksums;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands and payloads of any size arrive complete, in turn, and within the limits. */
class LinkTest {
    private static final int MIB = 1 << 20;

    @TempDir
    Path spool;

    private final PipeTransport transport = new PipeTransport();

    @Test
    void payloadsOfEverySizeArriveWhole() {
        for (int size : new int[] {0, 1, 3_000, 4_096, 262_144, 262_145, 3 * MIB}) {
            Payload sent = Payload.of(pattern(size));
            Link link = link();
            link.send(new WorkCommand.Request(1, 1, "x", true, -1, value(size)), sent, null);
            drain(link);
            List<Received> received = receive(limits(64L << 20));
            assertThat(received).hasSize(1);
            assertThat(Checksums.crc32c(received.get(0).payload)).isEqualTo(Checksums.crc32c(sent));
            assertThat(received.get(0).payload.length()).isEqualTo(size);
        }
    }

    @Test
    void aPayloadOverTheMemoryLimitGoesToASpoolFileThatHasNoName() {
        Payload sent = Payload.of(pattern(2 * MIB));
        Link link = link();
        link.send(new WorkCommand.Request(1, 1, "x", true, -1, value(2 * MIB)), sent, null);
        drain(link);
        Payload payload = receive(limits(1_000)).get(0).payload;
        assertThat(payload).isInstanceOf(FilePayload.class);
        assertThat(Checksums.crc32c(payload)).isEqualTo(Checksums.crc32c(sent));
        assertThat(spool).isEmptyDirectory();
        payload.close();
    }

    @Test
    void aControlFrameThatEmptiesTheQueuesKeepsBulkMoving() {
        Link link = link();
        transport.stuck = true;
        link.send(new WorkCommand.Request(1, 1, "x", true, -1, value(2 * MIB)), Payload.of(pattern(2 * MIB)), "token");
        transport.unstick();
        link.send(new MembershipCommand.Heartbeat(1, -1, 1, 0), null, null);
        assertThat(transport.writtenBytes(1)).isGreaterThan(2 * MIB);
        assertThat(link.takeSent()).isEqualTo("token");
    }

    @Test
    void twoLargePayloadsTakeTurnsAndSmallCommandsGoFirst() {
        Link link = link();
        transport.stuck = true;
        link.send(new WorkCommand.Request(1, 1, "x", true, -1, value(MIB)), Payload.of(pattern(MIB)), null);
        link.send(new WorkCommand.Request(2, 1, "x", true, -1, value(MIB)), Payload.of(pattern(MIB)), null);
        assertThat(transport.queuedBytes(1, Lane.BULK)).isBetween(512L << 10, 800L << 10);
        link.send(new MembershipCommand.Heartbeat(1, -1, 1, 0), null, null);
        assertThat(transport.queuedBytes(1, Lane.CONTROL)).isPositive();
        transport.unstick();
        drain(link);
        List<Received> received = receive(limits(64L << 20));
        assertThat(received.get(0).command).isInstanceOf(MembershipCommand.Heartbeat.class);
        assertThat(received).hasSize(3);
    }

    /** Holds the view back. A newcomer that received a view before its Welcome would have to close the connection. */
    @Test
    void nothingButSignsOfLifeOvertakesALargeWelcome() {
        Link link = link();
        transport.stuck = true;
        HandshakeCommand.Welcome welcome =
                new HandshakeCommand.Welcome(1, 2, 1, 1, List.of(), List.of(), value(3 * MIB));
        link.send(welcome, Payload.of(pattern(3 * MIB)), null);
        link.send(new MembershipCommand.ViewChange(1, 2, List.of(), List.of()), null, null);
        link.send(new MessageCommand.Message(0, 0, 3, 1, 2, 1, value(5)), Payload.of(pattern(5)), null);
        link.send(new MembershipCommand.Heartbeat(1, -1, 1, 0), null, null);
        assertThat(transport.queuedBytes(1, Lane.CONTROL))
                .as("bytes of the heartbeat alone")
                .isBetween(1L, 100L);
        transport.unstick();
        drain(link);
        link.send(new MembershipCommand.ViewChange(1, 3, List.of(), List.of()), null, null);
        assertThat(receive(limits(64L << 20)).stream().filter(each -> !isHeartbeat(each)))
                .extracting(each -> each.command.getClass().getSimpleName())
                .containsExactly("Welcome", "ViewChange", "Message", "ViewChange");
        transport.stuck = true;
        link.send(new MembershipCommand.ViewChange(1, 4, List.of(), List.of()), null, null);
        assertThat(transport.queuedBytes(1, Lane.CONTROL))
                .as("views are in the control lane again")
                .isPositive();
    }

    @Test
    void p1_notesOfOneSourceKeepTheirOrderWhateverTheirSize() {
        Link link = link();
        transport.stuck = true;
        link.send(new MessageCommand.Message(0, 0, 3, 1, 2, 1, value(MIB)), Payload.of(pattern(MIB)), null);
        link.send(new MessageCommand.Message(0, 0, 3, 1, 2, 1, value(5)), Payload.of(pattern(5)), null);
        link.send(new MessageCommand.MessageEnd(3, 1, Cause.CLOSED), null, null);
        transport.unstick();
        drain(link);
        List<Received> received = receive(limits(64L << 20));
        assertThat(received.get(0).payload.length()).isEqualTo(MIB);
        assertThat(received.get(1).payload.length()).isEqualTo(5);
        assertThat(received.get(2).command).isInstanceOf(MessageCommand.MessageEnd.class);
    }

    @Test
    void theWordThatASourceHasEndedGoesWithTheViewIfNoneOfItsMessagesWait() {
        Link link = link();
        transport.stuck = true;
        link.send(new MessageCommand.MessageEnd(3, 1, Cause.CLOSED), null, null);
        assertThat(transport.queuedBytes(1, Lane.CONTROL)).isPositive();
        assertThat(transport.queuedBytes(1, Lane.BULK)).isZero();
        transport.unstick();
        drain(link);
        assertThat(receive(limits(MIB)).get(0).command).isInstanceOf(MessageCommand.MessageEnd.class);
    }

    /** Puts the message into the transport. The queue of the link is empty. */
    @Test
    void p1_theWordThatASourceHasEndedDoesNotOvertakeASmallMessageInTheTransport() {
        Link link = link();
        transport.stuck = true;
        link.send(new MessageCommand.Message(0, 0, 3, 1, 2, 1, value(5)), Payload.of(pattern(5)), null);
        link.send(new MessageCommand.MessageEnd(3, 1, Cause.CLOSED), null, null);
        assertThat(transport.queuedBytes(1, Lane.CONTROL))
                .as("the end would overtake the message")
                .isZero();
        transport.unstick();
        drain(link);
        assertThat(receive(limits(MIB)))
                .extracting(r -> (Object) r.command.getClass())
                .containsExactly(MessageCommand.Message.class, MessageCommand.MessageEnd.class);
    }

    @Test
    void c2_manyDeparturesDoNotMakeASlowPeerAStalledOne() {
        Link link = link();
        transport.stuck = true;
        int sources = 5_000;
        for (int rank = 1; rank <= sources; rank++) {
            link.send(new MessageCommand.MessageEnd(rank, 1, Cause.CLOSED), null, null);
        }
        assertThat(transport.queuedBytes(1, Lane.CONTROL))
                .isBetween((long) SendQueue.CONTROL_VALUES_MAX, SendQueue.CONTROL_VALUES_MAX + 100L);
        assertThat(link.stalled(0, 100)).isNull();
        assertThat(link.stalled(50, 100)).isNull();
        transport.unstick();
        drain(link);
        assertThat(receive(limits(MIB))).hasSize(sources);
    }

    @Test
    void theGoodbyeIsTheLastThingThatIsSent() {
        Link link = link();
        transport.stuck = true;
        link.send(new WorkCommand.Result(1, 1, WorkCommand.Status.DONE, value(MIB)), Payload.of(pattern(MIB)), null);
        link.send(new MembershipCommand.Leave(Cause.LEFT, "", Content.NONE), null, null);
        link.finish();
        transport.unstick();
        drain(link);
        List<Received> received = receive(limits(64L << 20));
        assertThat(received)
                .extracting(r -> (Object) r.command.getClass())
                .containsExactly(WorkCommand.Result.class, MembershipCommand.Leave.class);
    }

    @Test
    void aTokenComesBackWhenTheSocketTookTheLastByteOfItsMessage() {
        Link link = link();
        transport.stuck = true;
        link.send(new MessageCommand.Message(0, 0, 3, 1, 2, 1, value(10)), Payload.of(pattern(10)), "token");
        assertThat(link.takeSent()).isNull();
        transport.unstick();
        assertThat(link.takeSent()).isEqualTo("token");
        assertThat(link.takeSent()).isNull();
    }

    @Test
    void c2_aQueueThatStandsStillForTheDeadTimeoutIsReported() {
        Link link = link();
        transport.stuck = true;
        link.send(new MessageCommand.Message(0, 0, 3, 1, 2, 1, value(10)), Payload.of(pattern(10)), null);
        assertThat(link.stalled(0, 100)).isNull();
        assertThat(link.stalled(50, 100)).isNull();
        assertThat(link.stalled(101, 100)).contains("took no byte");
    }

    @Test
    void b10_dataThatBreaksItsAnnouncementIsRefused() {
        CommandAssembler inbound = new CommandAssembler(new PayloadStore(limits(1 << 20), spool), false);
        FrameHeader more = new FrameHeader(FrameHeader.VERSION, 65, FrameHeader.MORE, 0, 0, 0, 0, 7, 0);
        FrameHeader end = new FrameHeader(FrameHeader.VERSION, 80, 0, 0, 0, 0, 0, 7, 0);
        Command command = new WorkCommand.Request(1, 1, "x", true, -1, value(10));
        inbound.frame(more, command, ByteBuffer.wrap(pattern(4)), new Inbox());
        assertThatThrownBy(() -> inbound.frame(end, new StreamCommand.Data(), ByteBuffer.wrap(pattern(7)), new Inbox()))
                .isInstanceOf(ProtocolException.class);
        FrameHeader unknown = new FrameHeader(FrameHeader.VERSION, 80, 0, 0, 0, 0, 0, 99, 0);
        assertThatThrownBy(() ->
                        inbound.frame(unknown, new StreamCommand.Data(), ByteBuffer.wrap(pattern(1)), new Inbox()))
                .hasMessageContaining("unknown stream 99");
        Command huge = new WorkCommand.Request(1, 1, "x", true, -1, value(Long.MAX_VALUE));
        FrameHeader other = new FrameHeader(FrameHeader.VERSION, 65, FrameHeader.MORE, 0, 0, 0, 0, 8, 0);
        assertThatThrownBy(() -> inbound.frame(other, huge, ByteBuffer.wrap(pattern(4)), new Inbox()))
                .hasMessageContaining("over the limit");
    }

    private Link link() {
        return new Link(1, true, transport, new PayloadStore(limits(1 << 20), spool), new FrameHeadCache());
    }

    private static Content value(long length) {
        return new Content(Content.Kind.VALUE, 0, length);
    }

    private Limits limits(long memoryPayloadBytes) {
        return Limits.builder()
                .memoryPayloadBytes(memoryPayloadBytes)
                .memoryTotalBytes(1L << 40)
                .build();
    }

    private static byte[] pattern(int size) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) (i * 7);
        }
        return bytes;
    }

    private static void drain(Link link) {
        for (int i = 0; i < 10_000; i++) {
            link.pump();
        }
    }

    /** Decodes all sent bytes. Control frames come first, as from a transport that is stuck. */
    private List<Received> receive(Limits limits) {
        CommandAssembler inbound = new CommandAssembler(new PayloadStore(limits, spool), false);
        FrameDecoder decoder = new FrameDecoder(MIB);
        Inbox inbox = new Inbox();
        List<ByteBuffer> parts = new ArrayList<>();
        transport.sent.drainTo(parts);
        parts.forEach(part ->
                decoder.decode(part, (header, command, payload) -> inbound.frame(header, command, payload, inbox)));
        List<Received> received = new ArrayList<>();
        for (int i = 0; i < inbox.commands.size(); i++) {
            received.add(new Received(inbox.commands.get(i), inbox.payloads.get(i)));
        }
        received.sort((a, b) -> Boolean.compare(isHeartbeat(b), isHeartbeat(a)));
        return received;
    }

    private static boolean isHeartbeat(Received received) {
        return received.command instanceof MembershipCommand.Heartbeat;
    }

    private record Received(Command command, Payload payload) {}
}

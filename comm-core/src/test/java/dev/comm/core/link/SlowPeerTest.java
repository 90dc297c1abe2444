package dev.comm.core.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Limits;
import dev.comm.api.Payload;
import dev.comm.api.RankSet;
import dev.comm.api.protocol.CollectiveCommand;
import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.Content;
import dev.comm.api.protocol.MembershipCommand;
import dev.comm.api.protocol.MessageCommand;
import dev.comm.api.protocol.WorkCommand;
import dev.comm.api.spi.Lane;
import dev.comm.core.codec.FrameEncoder;
import dev.comm.core.machine.Event;
import dev.comm.core.testing.PipeTransport;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The limits of the bytes that wait for a peer that does not read, for each kind of traffic (C2). */
class SlowPeerTest {
    private static final int MIB = 1 << 20;
    private static final Command HEARTBEAT = new MembershipCommand.Heartbeat(1, -1, 1, 0);

    @TempDir
    Path spool;

    private final PipeTransport transport = new PipeTransport();
    private final List<Event> events = new ArrayList<>();

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of("a part of distribute", new CollectiveCommand.Part(0, 1, value(MIB))),
                Arguments.of("a verdict with values", decision(0, 1, MIB)),
                Arguments.of("a request or task", new WorkCommand.Request(1, 1, "x", true, -1, value(MIB))),
                Arguments.of("an answer", new WorkCommand.Result(1, 1, WorkCommand.Status.DONE, value(MIB))),
                Arguments.of("a message", new MessageCommand.Message(0, 0, 3, 1, 2, 1, value(MIB))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("values")
    void c2_ofLargeValuesTheTransportHoldsLessThanAMebibyte(String kind, Command command) {
        Link link = stuckLink();
        Payload shared = Payload.of(new byte[MIB]);
        for (int i = 0; i < 10; i++) {
            link.send(command, shared, null);
            link.send(HEARTBEAT, null, null);
        }
        assertThat(transport.queuedBytes(1, Lane.BULK)).isBetween(512L << 10, (long) MIB);
        assertThat(link.overflowed()).isNull();
        assertThat(link.stalled(0, Long.MAX_VALUE)).isNull();
    }

    @Test
    void c2_smallValuesDoNotFillTheControlLane() {
        Link link = stuckLink();
        Payload small = Payload.of(new byte[3_000]);
        for (int i = 0; i < 2_000; i++) {
            link.send(new WorkCommand.Request(i, 1, "x", true, -1, value(3_000)), small, null);
        }
        assertThat(transport.queuedBytes(1, Lane.CONTROL)).isLessThan(StallDetector.CONTROL_QUEUE_MAX);
        assertThat(transport.queuedBytes(1, Lane.BULK)).isLessThan(MIB);
        assertThat(link.overflowed()).isNull();
        assertThat(link.stalled(0, Long.MAX_VALUE)).isNull();
        assertThat(link.stalled(1, Long.MAX_VALUE)).isNull();
    }

    @Test
    void c2_aControlLaneThatIsFullFromOneLookToTheNextIsReportedOnce() {
        Link link = stuckLink();
        fill(link, StallDetector.CONTROL_QUEUE_MAX);
        assertThat(link.stalled(0, Long.MAX_VALUE)).isNull();
        assertThat(link.stalled(1, Long.MAX_VALUE)).contains("control queue");
        assertThat(link.stalled(2, Long.MAX_VALUE)).isNull();
    }

    @Test
    void aBurstThatIsReadBetweenTwoLooksIsForgiven() {
        Link link = stuckLink();
        fill(link, StallDetector.CONTROL_QUEUE_MAX);
        assertThat(link.stalled(0, Long.MAX_VALUE)).isNull();
        transport.unstick();
        link.pump();
        transport.stuck = true;
        fill(link, StallDetector.CONTROL_QUEUE_MAX);
        assertThat(link.stalled(1, Long.MAX_VALUE)).isNull();
    }

    @Test
    void c2_aControlLaneOverItsLimitIsReportedAtOnceAndOnce() {
        LinkTable links = stuckEndpoints();
        Link link = links.link(1);
        fill(link, StallDetector.CONTROL_QUEUE_LIMIT - 1_000);
        links.afterSend(link, events::add);
        assertThat(events).isEmpty();
        fill(link, StallDetector.CONTROL_QUEUE_LIMIT);
        links.afterSend(link, events::add);
        links.afterSend(link, events::add);
        assertThat(events)
                .singleElement()
                .isInstanceOfSatisfying(
                        Event.Stalled.class,
                        stalled -> assertThat(stalled.detail()).contains("control queue"));
    }

    @Test
    void c2_whoGoesOnWithoutReadingItsVerdictsIsReported() {
        LinkTable links = stuckEndpoints();
        Link link = links.link(1);
        int window = limits().openCollectives();
        Payload values = Payload.of(new byte[MIB]);
        for (int i = 0; i < window; i++) {
            link.send(decision(0, i, MIB), values, null);
            link.send(decision(1, i, MIB), values, null);
            links.afterSend(link, events::add);
        }
        assertThat(events).isEmpty();
        link.send(decision(0, window, MIB), values, null);
        links.afterSend(link, events::add);
        assertThat(events)
                .singleElement()
                .isInstanceOfSatisfying(
                        Event.Stalled.class,
                        stalled -> assertThat(stalled.detail()).contains("verdicts"));
    }

    @Test
    void c2_whoAnswersWhatItHasNotReadBreaksTheProtocol() {
        LinkTable links = stuckEndpoints();
        Link link = links.link(1);
        for (int id = 0; id < 4; id++) {
            link.send(new WorkCommand.Request(id, 1, "x", true, -1, value(MIB)), Payload.of(new byte[MIB]), null);
        }
        links.received(1, answer(3), events::add);
        assertThat(events)
                .singleElement()
                .isInstanceOfSatisfying(
                        Event.Violated.class,
                        violated -> assertThat(violated.detail()).contains("it answered request 3 before"));
        events.clear();
        transport.unstick();
        link.pump();
        links.received(1, answer(3), events::add);
        assertThat(events).hasAtLeastOneElementOfType(Event.Received.class);
    }

    private void fill(Link link, int bytes) {
        while (transport.queuedBytes(1, Lane.CONTROL) <= bytes) {
            link.send(HEARTBEAT, null, null);
        }
    }

    private Link stuckLink() {
        return stuckEndpoints().link(1);
    }

    private LinkTable stuckEndpoints() {
        LinkTable links = new LinkTable(transport, new PayloadStore(limits(), spool), (endpoint, result) -> true);
        links.opened(1, true);
        transport.stuck = true;
        return links;
    }

    private static Limits limits() {
        return Limits.defaults();
    }

    private static ByteBuffer answer(long id) {
        return FrameEncoder.encode(new WorkCommand.Result(id, 1, WorkCommand.Status.DONE, Content.NONE), 0, false, 0);
    }

    private static Command decision(int communicator, long sequence, int length) {
        return CollectiveCommand.Decision.returning(
                new CollectiveCommand.Decision.Stamp(communicator, sequence, 1, 1),
                RankSet.of(0, 1),
                1,
                List.of(),
                value(length));
    }

    private static Content value(long length) {
        return new Content(Content.Kind.VALUE, 0, length);
    }
}

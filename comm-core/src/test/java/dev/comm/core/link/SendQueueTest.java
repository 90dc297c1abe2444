package dev.comm.core.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Cause;
import dev.comm.api.Payload;
import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.Content;
import dev.comm.api.protocol.HandshakeCommand;
import dev.comm.api.protocol.MembershipCommand;
import dev.comm.api.protocol.MessageCommand;
import dev.comm.api.protocol.WorkCommand;
import dev.comm.api.spi.Lane;
import dev.comm.core.testing.PipeTransport;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The lanes of the commands and their order. */
class SendQueueTest {
    private static final int MIB = 1 << 20;
    private static final int SMALL = SendQueue.CONTROL_FRAME_MAX - 512;

    private static final Command HEARTBEAT = new MembershipCommand.Heartbeat(1, -1, 1, 0);
    private static final Command FENCED = new MembershipCommand.Fenced(Cause.CLOSED, 1, "");
    private static final Command VIEW = new MembershipCommand.ViewChange(1, 2, List.of(), List.of());
    private static final Command LEAVE = new MembershipCommand.Leave(Cause.LEFT, "", Content.NONE);
    private static final Command MESSAGE_END = new MessageCommand.MessageEnd(3, 1, Cause.CLOSED);
    private static final List<Command> NOTHING = List.of();
    private static final List<Command> MUCH_CONTROL = Collections.nCopies(3_000, HEARTBEAT);

    private final PipeTransport transport = new PipeTransport();
    private final SendQueue queue =
            new SendQueue(1, transport, new FrameHeadCache(), new StallDetector(1, transport, 16));

    static Stream<Arguments> lanes() {
        return Stream.of(
                Arguments.of("a command without a value", NOTHING, HEARTBEAT, Lane.CONTROL),
                Arguments.of("a small value", NOTHING, request(SMALL), Lane.CONTROL),
                Arguments.of("a larger value", NOTHING, request(SMALL + 1), Lane.BULK),
                Arguments.of("a small value while much control waits", MUCH_CONTROL, request(1), Lane.BULK),
                Arguments.of("no value while much control waits", MUCH_CONTROL, VIEW, Lane.CONTROL),
                Arguments.of("a small value while bulk waits", List.of(request(MIB)), request(1), Lane.CONTROL),
                Arguments.of("a message, however small", NOTHING, note(3, 1), Lane.BULK),
                Arguments.of("a goodbye", NOTHING, LEAVE, Lane.BULK),
                Arguments.of("the end of a source", NOTHING, MESSAGE_END, Lane.CONTROL),
                Arguments.of("the end of a source behind its messages", List.of(note(3, 1)), MESSAGE_END, Lane.BULK),
                Arguments.of("the end of a source while much control waits", MUCH_CONTROL, MESSAGE_END, Lane.BULK),
                Arguments.of("a small welcome", NOTHING, welcome(1), Lane.CONTROL),
                Arguments.of("a view behind a small welcome", List.of(welcome(1)), VIEW, Lane.CONTROL),
                Arguments.of("a large welcome", NOTHING, welcome(MIB), Lane.BULK),
                Arguments.of("a view behind a large welcome", List.of(welcome(MIB)), VIEW, Lane.BULK),
                Arguments.of("a value behind a large welcome", List.of(welcome(MIB)), request(1), Lane.BULK),
                Arguments.of("a heartbeat beside a large welcome", List.of(welcome(MIB)), HEARTBEAT, Lane.CONTROL),
                Arguments.of("an exclusion beside a large welcome", List.of(welcome(MIB)), FENCED, Lane.CONTROL));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lanes")
    void eachCommandHasItsLane(String name, List<Command> before, Command command, Lane lane) {
        transport.stuck = true;
        before.forEach(this::add);
        long control = transport.queuedBytes(1, Lane.CONTROL);
        add(command);
        assertThat(transport.queuedBytes(1, Lane.CONTROL) > control).isEqualTo(lane == Lane.CONTROL);
        assertThat(queue.isEmpty())
                .isEqualTo(lane == Lane.CONTROL && before.stream().noneMatch(this::waits));
    }

    private boolean waits(Command command) {
        return command.content().length() > SMALL || command instanceof MessageCommand.Message;
    }

    static Stream<Arguments> orders() {
        return Stream.of(
                Arguments.of("a small value passes a large one", List.of(request(MIB), request(5_000)), List.of(1, 0)),
                Arguments.of("large values take turns", List.of(request(2 * MIB), request(MIB)), List.of(1, 0)),
                Arguments.of("messages of one source", List.of(note(3, MIB), note(3, 5), note(3, 6)), List.of(0, 1, 2)),
                Arguments.of("messages of two sources", List.of(note(3, MIB), note(4, 5)), List.of(1, 0)),
                Arguments.of("the end of a source", List.of(note(3, MIB), MESSAGE_END), List.of(0, 1)),
                Arguments.of("a goodbye", List.of(LEAVE, request(MIB), note(3, 5)), List.of(2, 1, 0)),
                Arguments.of(
                        "behind a large welcome",
                        List.of(welcome(MIB), note(3, 5), VIEW, request(MIB), note(4, 5)),
                        List.of(0, 1, 2, 3, 4)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("orders")
    void commandsThatWaitGoInTurn(String name, List<Command> commands, List<Integer> order) {
        for (int i = 0; i < commands.size(); i++) {
            queue.add(commands.get(i), payload(commands.get(i)), i);
        }
        queue.pump();
        List<Object> sent = new ArrayList<>();
        for (Object token = queue.takeSent(); token != null; token = queue.takeSent()) {
            sent.add(token);
        }
        assertThat(sent).isEqualTo(order);
    }

    @Test
    void theTransportIsGivenLittleMoreThanItsTarget() {
        transport.stuck = true;
        add(request(MIB));
        queue.pump();
        assertThat(transport.queuedBytes(1, Lane.BULK))
                .isBetween((long) SendQueue.BULK_QUEUE_TARGET, SendQueue.BULK_QUEUE_TARGET + 2_000L);
        assertThat(queue.isEmpty()).isFalse();
    }

    @Test
    void theGateOpensWhenTheSocketHasTheWholeWelcome() {
        transport.stuck = true;
        add(welcome(100_000));
        queue.pump();
        assertThat(queue.isEmpty()).as("the transport has the whole Welcome").isTrue();
        add(VIEW);
        assertThat(queue.isEmpty())
                .as("the socket does not have the whole Welcome")
                .isFalse();
        transport.unstick();
        add(VIEW);
        assertThat(queue.isEmpty())
                .as("one view waits, so the next waits behind it")
                .isFalse();
        queue.pump();
        add(VIEW);
        assertThat(queue.isEmpty()).as("the gate is open").isTrue();
    }

    @Test
    void c2_aCommandThatHasNotBegunIsTakenBack() {
        transport.stuck = true;
        queue.add(note(3, MIB), payload(note(3, MIB)), "first");
        queue.add(note(3, 5), payload(note(3, 5)), "second");
        queue.add(note(3, 6), payload(note(3, 6)), "third");
        queue.pump();
        assertThat(queue.takeBack("second")).isTrue();
        assertThat(queue.takeBack("second")).isFalse();
        transport.unstick();
        queue.pump();
        assertThat(queue.isEmpty()).isTrue();
        assertThat(List.of(queue.takeSent(), queue.takeSent())).containsExactly("first", "third");
        assertThat(queue.takeSent()).isNull();
    }

    @Test
    void c2_theRestOfACommandThatHasBegunIsCopiedWhenItIsTakenBack() {
        byte[] array = new byte[MIB];
        Arrays.fill(array, (byte) 7);
        transport.stuck = true;
        queue.add(note(3, MIB), Payload.of(array), "token");
        queue.pump();
        int given = transport.sent.size();
        assertThat(queue.isEmpty()).as("a part waits").isFalse();
        assertThat(queue.takeBack("token")).isFalse();
        assertThat(transport.detached).as("the transport copies what it has").containsExactly(Lane.BULK);
        Arrays.fill(array, (byte) 0);
        transport.unstick();
        queue.pump();
        List<ByteBuffer> pieces = transport.sent.stream()
                .skip(given)
                .filter(each -> each.remaining() > 1_000)
                .toList();
        assertThat(pieces).hasSize(2);
        assertThat(pieces).allSatisfy(each -> {
            byte[] piece = new byte[each.remaining()];
            each.duplicate().get(piece);
            assertThat(piece).containsOnly(7);
        });
        assertThat(queue.takeSent()).isEqualTo("token");
    }

    @Test
    void c2_theBytesOfACommandThatTheTransportHasAreCopiedWhenItIsTakenBack() {
        transport.stuck = true;
        queue.add(note(3, 100), payload(note(3, 100)), "token");
        queue.pump();
        assertThat(queue.takeBack("another")).isFalse();
        assertThat(transport.detached).isEmpty();
        assertThat(queue.takeBack("token")).isFalse();
        assertThat(transport.detached).containsExactly(Lane.BULK);
    }

    @Test
    void theGateOpensAfterTheLastCommandBehindAWelcomeIsTakenBack() {
        transport.stuck = true;
        add(welcome(100_000));
        queue.add(note(3, 5), payload(note(3, 5)), "token");
        transport.holds(0, SendQueue.BULK_QUEUE_TARGET, 0);
        queue.takeBack("token");
        transport.unstick();
        queue.pump();
        add(VIEW);
        assertThat(queue.isEmpty()).as("the gate is open").isTrue();
    }

    @Test
    void itKnowsWhatWaits() {
        transport.stuck = true;
        add(request(MIB));
        WorkCommand.Result answer = new WorkCommand.Result(1, 1, WorkCommand.Status.DONE, Content.NONE);
        assertThat(queue.isAheadOf(answer)).isTrue();
        assertThat(queue.decisionsMax()).isZero();
        transport.unstick();
        queue.pump();
        assertThat(queue.isAheadOf(answer)).isFalse();
    }

    private void add(Command command) {
        queue.add(command, payload(command), null);
    }

    private static Payload payload(Command command) {
        return command.content().hasPayload()
                ? Payload.of(new byte[(int) command.content().length()])
                : null;
    }

    private static Command request(long length) {
        return new WorkCommand.Request(1, 1, "x", true, -1, value(length));
    }

    private static Command note(int from, long length) {
        return new MessageCommand.Message(0, 0, from, 1, 2, 1, value(length));
    }

    private static Command welcome(long length) {
        return new HandshakeCommand.Welcome(1, 2, 1, 1, List.of(), List.of(), value(length));
    }

    private static Content value(long length) {
        return new Content(Content.Kind.VALUE, 0, length);
    }
}

package dev.comm.node.machine.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Cause;
import dev.comm.api.Departure;
import dev.comm.api.Limits;
import dev.comm.api.Payload;
import dev.comm.api.protocol.Content;
import dev.comm.api.protocol.MembershipCommand;
import dev.comm.api.protocol.MembershipCommand.ViewChange;
import dev.comm.api.protocol.MessageCommand;
import dev.comm.api.protocol.MessageCommand.Message;
import dev.comm.api.protocol.MessageCommand.MessageAsk;
import dev.comm.api.protocol.MessageCommand.MessageCredit;
import dev.comm.core.machine.Event;
import dev.comm.core.machine.Failure;
import dev.comm.core.machine.SendCall;
import dev.comm.core.machine.Value;
import dev.comm.core.machine.WithdrawCall;
import dev.comm.node.machine.Script;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** C2: a sender waits for the credit of each receiver separately. */
class OutgoingMessagesTest {
    private static final int FREE = MessageCommand.UNASKED_BYTES;

    private final Script script = Script.member();

    private SendCall send(int to, int size) {
        Value value = new Value(new Content(Content.Kind.VALUE, 0, size), Payload.of(new byte[size]));
        return script.submit(new SendCall(0, to, 0, value));
    }

    private List<Long> sizes(int to) {
        return script.out.commands(Message.class).stream()
                .filter(message -> message.to() == to)
                .map(message -> message.content().length())
                .toList();
    }

    private void credit(int to, long bytes, boolean answer) {
        script.receive(new MessageCredit(to, script.incarnationOf(to), bytes, answer));
    }

    @Test
    void c2_whatTheCreditHoldsGoesAtOnceAndTheRestAsks() {
        send(3, FREE - 2 * MessageCommand.MESSAGE_BYTES);
        send(3, 0);
        assertThat(sizes(3)).hasSize(2);
        send(3, 100);
        send(3, 200);
        assertThat(sizes(3)).hasSize(2);
        assertThat(script.out.commands(MessageAsk.class))
                .as("one question at a time")
                .containsExactly(new MessageAsk(3, script.incarnationOf(3), 100 + MessageCommand.MESSAGE_BYTES));
    }

    @Test
    void c2_oneQuestionCoversWhatWaits() {
        send(3, FREE);
        send(3, 1_000);
        send(3, 2 << 20);
        credit(3, MessageCommand.MESSAGE_BYTES, true);
        assertThat(sizes(3)).containsExactly((long) FREE);
        assertThat(script.out.commands(MessageAsk.class))
                .extracting(MessageAsk::bytes)
                .containsExactly(FREE + 64L, 1_064L);
    }

    @Test
    void c2_aWaitingReceiverStopsNoOther() {
        send(3, 100_000);
        send(1, 10);
        send(0, 100_000);
        assertThat(sizes(3)).isEmpty();
        assertThat(sizes(1)).hasSize(1);
        assertThat(sizes(0)).as("one may exceed the credit").hasSize(1);
    }

    @Test
    void c2_aMessageToRankZeroMayExceedTheCreditAndTheNextOneWaits() {
        send(0, 100_000);
        send(0, 10);
        assertThat(sizes(0)).containsExactly(100_000L);
        long overdrawn = 100_000L + 64 - FREE;
        assertThat(script.out.commands(MessageAsk.class))
                .containsExactly(new MessageAsk(0, script.incarnationOf(0), 74 + overdrawn));
        credit(0, 74 + overdrawn, true);
        assertThat(sizes(0)).containsExactly(100_000L, 10L);
    }

    @Test
    void c2_aMessageThatIsTakenBackIsNeverSent() {
        SendCall first = send(3, 100_000);
        SendCall sent = send(1, 10);
        send(3, 20);
        script.submit(new WithdrawCall(first));
        script.submit(new WithdrawCall(sent));
        assertThat(Script.failure(first)).isEqualTo(Failure.Kind.TIMEOUT);
        assertThat(sizes(3)).as("the next one needs no more credit").containsExactly(20L);
        assertThat(sizes(1)).containsExactly(10L);
        assertThat(Script.failure(sent)).as("its bytes are copied").isEqualTo(Failure.Kind.TIMEOUT);
        assertThat(script.out.takenBack()).containsExactly(sent);
        script.step(new Event.Sent(script.endpoint, sent));
    }

    @Test
    void c2_aMessageThatHasNotBegunReturnsItsCreditWhenItIsTakenBack() {
        SendCall first = send(3, FREE - MessageCommand.MESSAGE_BYTES);
        SendCall second = send(3, 30);
        assertThat(sizes(3)).hasSize(1);
        script.out.hasNotBegun();
        script.submit(new WithdrawCall(first));
        assertThat(Script.failure(first)).isEqualTo(Failure.Kind.TIMEOUT);
        assertThat(sizes(3)).as("the next one uses the credit").contains(30L);
        script.step(new Event.Sent(script.endpoint, second));
        assertThat(second.completion().failure()).isNull();
        script.submit(new WithdrawCall(first));
    }

    @Test
    void c2_theEndOfTheMembershipTakesBackWhatWasNotSent() {
        SendCall sent = send(1, 10);
        SendCall waiting = send(3, 100_000);
        script.receive(new MembershipCommand.Fenced(Cause.HUNG, 1, ""));
        assertThat(List.of(sent, waiting))
                .allMatch(call -> call.completion().failure().kind() == Failure.Kind.FENCED);
        assertThat(script.out.takenBack()).contains(sent);
    }

    @Test
    void c2_aMessageToOneselfWithoutRoomIsRefused() {
        Script small = Script.member(
                Script.config().limits(Limits.builder().messages(2).build()));
        for (int i = 0; i < 2; i++) {
            assertThat(Script.failure(small.submit(new SendCall(0, 2, 0, Value.NULL))))
                    .isNull();
        }
        assertThat(Script.failure(small.submit(new SendCall(0, 2, 0, Value.NULL))))
                .isEqualTo(Failure.Kind.LIMIT);
    }

    @Test
    void p1_messagesToOneReceiverKeepTheirOrder() {
        send(3, 100_000);
        send(3, 1);
        assertThat(sizes(3)).isEmpty();
        credit(3, 200_000, true);
        assertThat(sizes(3)).containsExactly(100_000L, 1L);
    }

    @Test
    void c2_creditThatComesUnaskedDoesNotAnswerTheQuestion() {
        send(3, FREE);
        send(3, 50_000);
        credit(3, 64, false);
        assertThat(sizes(3)).containsExactly((long) FREE);
        assertThat(script.out.commands(MessageAsk.class)).hasSize(1);
        credit(3, 0, true);
        assertThat(script.out.commands(MessageAsk.class)).hasSize(2);
    }

    @Test
    void b6_whatWaitsForAMemberThatDepartsFails() {
        SendCall call = send(3, 100_000);
        Departure gone = new Departure(3, script.incarnationOf(3), Cause.SILENT, "");
        script.receive(new ViewChange(1, 2, List.of(), List.of(gone)));
        assertThat(Script.failure(call)).isEqualTo(Failure.Kind.MEMBER_LOST);
        credit(3, 1 << 20, true);
        assertThat(sizes(3)).isEmpty();
    }

    @Test
    void b6_aSendWithATimeoutEndsAtItAndOneThatWaitsForCreditIsNotSent() {
        long timeout = Duration.ofSeconds(1).toNanos();
        Value large = Script.value("x".repeat(MessageCommand.UNASKED_BYTES));
        SendCall sent = script.submit(new SendCall(0, 3, 7, Script.value("x"), timeout));
        SendCall taken = script.submit(new SendCall(0, 0, 7, Script.value("x"), timeout));
        script.step(new Event.Sent(script.endpoint, taken));
        int before = script.out.commands(Message.class).size();
        SendCall waiting = script.submit(new SendCall(0, 3, 7, large, timeout));
        script.passWithMaster(Duration.ofNanos(timeout));
        assertThat(taken.completion().failure()).isNull();
        assertThat(Script.failure(sent)).isEqualTo(Failure.Kind.TIMEOUT);
        assertThat(Script.failure(waiting)).isEqualTo(Failure.Kind.TIMEOUT);
        assertThat(waiting.completion().failure().detail()).contains("rank 3", "1000 ms");
        script.step(new Event.Sent(script.endpoint, sent));
        script.receive(new MessageCredit(3, script.incarnationOf(3), 4L * MessageCommand.UNASKED_BYTES, true));
        assertThat(script.out.commands(Message.class)).hasSize(before);
    }
}

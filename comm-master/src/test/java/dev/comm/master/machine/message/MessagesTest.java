package dev.comm.master.machine.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.description;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import dev.comm.api.Cause;
import dev.comm.api.Limits;
import dev.comm.api.Payload;
import dev.comm.api.protocol.MembershipCommand.Fenced;
import dev.comm.api.protocol.MessageCommand.Message;
import dev.comm.api.protocol.MessageCommand.MessageAsk;
import dev.comm.api.protocol.MessageCommand.MessageCredit;
import dev.comm.api.protocol.MessageCommand.MessageEnd;
import dev.comm.core.machine.Call;
import dev.comm.core.machine.Event;
import dev.comm.core.machine.Failure;
import dev.comm.core.machine.ReceiveCall;
import dev.comm.core.machine.SendCall;
import dev.comm.core.machine.Value;
import dev.comm.core.machine.WithdrawCall;
import dev.comm.core.machine.message.ProceedCall;
import dev.comm.core.machine.message.ReceiveAnyCall;
import dev.comm.core.machine.message.ReceiveAnyCall.Arrival;
import dev.comm.core.testing.Effect;
import dev.comm.master.machine.Parts;
import dev.comm.master.machine.Script;
import java.util.List;
import org.junit.jupiter.api.Test;

public class MessagesTest {
    @Test
    void p1_messagesOfOneSourceAndTagComeInOrder() {
        Script script = Script.running(3);
        toMaster(script.rank(1), 5, "first");
        toMaster(script.rank(2), 5, "other");
        toMaster(script.rank(1), 5, "second");
        toMaster(script.rank(1), 6, "tagged");
        assertThat(text(receive(script, 1, 5))).isEqualTo("first");
        assertThat(text(receive(script, 1, 6))).isEqualTo("tagged");
        assertThat(text(receive(script, 1, 5))).isEqualTo("second");
        Call<Value> waiting = receive(script, 1, 5);
        assertThat(waiting.completion().isDone()).isFalse();
        toMaster(script.rank(1), 5, "third");
        assertThat(text(waiting)).isEqualTo("third");
    }

    @Test
    void p1_whatADepartedMemberSentIsReceivedBeforeItsLoss() {
        Script script = Script.running(3);
        toMaster(script.rank(1), 0, "last words");
        Call<Value> other = receive(script, 1, 9);
        script.rank(1).dies();
        assertThat(other.completion().failure().kind()).isEqualTo(Failure.Kind.MEMBER_LOST);
        assertThat(text(receive(script, 1, 0))).isEqualTo("last words");
        assertThat(receive(script, 1, 0).completion().failure().kind()).isEqualTo(Failure.Kind.MEMBER_LOST);
    }

    @Test
    void p1_messagesAreRelayedAndTheirEndFollowsThem() {
        Script script = Script.running(3);
        Payload payload = Parts.empty();
        Message message = new Message(
                0, 4, 1, script.rank(1).incarnation(), 2, script.rank(2).incarnation(), Parts.EMPTY);
        script.rank(1).says(message, payload);
        script.rank(1).dies();
        var told = script.recorder.all(Effect.Sent.class).stream()
                .filter(each -> each.endpoint() == script.rank(2).endpoint())
                .filter(each -> each.command() instanceof Message || each.command() instanceof MessageEnd)
                .toList();
        assertThat(told).hasSize(2);
        assertThat(told.get(0).command()).isEqualTo(message);
        assertThat(told.get(1).command())
                .isEqualTo(new MessageEnd(1, script.rank(1).incarnation(), Cause.CLOSED));
        verify(payload, never()).close();
        script.step(new Event.Sent(script.rank(2).endpoint(), told.get(0).token()));
        verify(payload, description("freed when the socket has it")).close();
    }

    @Test
    void c2_bytesForAReceiverThatIsGoneAreFreedWhenItsConnectionIsClosed() {
        Script script = Script.running(3);
        Payload payload = Parts.empty();
        script.rank(1)
                .says(
                        new Message(
                                0,
                                4,
                                1,
                                script.rank(1).incarnation(),
                                2,
                                script.rank(2).incarnation(),
                                Parts.EMPTY),
                        payload);
        script.step(new Event.Violated(script.rank(2).endpoint(), "garbage"));
        verify(payload, never().description("the queue may still read them")).close();
        script.step(new Event.Closed(script.rank(2).endpoint(), Event.Closed.Reason.LOCAL, ""));
        verify(payload).close();
    }

    @Test
    void p1_aMessageIsNeverInheritedByAReplacement() {
        Script script = Script.running(3);
        script.rank(1)
                .says(
                        new Message(0, 4, 1, script.rank(1).incarnation(), 2, 999, Parts.EMPTY),
                        Script.value("").payload());
        assertThat(script.rank(2).got(Message.class)).isEmpty();
    }

    @Test
    void aMessageInAnothersNameBreaksTheProtocol() {
        Script script = Script.running(3);
        Message forged = new Message(0, 4, 2, script.rank(2).incarnation(), 0, Script.MASTER_INCARNATION, Parts.EMPTY);
        script.rank(1).says(forged, Script.value("").payload());
        assertThat(script.rank(1).got(Fenced.class)).extracting(Fenced::cause).containsExactly(Cause.PROTOCOL);
        assertThat(receive(script, 2, 4).completion().isDone()).isFalse();
    }

    @Test
    void aSendOfRankZeroEndsWhenTheSocketTookItOrTheReceiverIsGone() {
        Script script = Script.running(3);
        SendCall first = new SendCall(0, 1, 0, Script.value("x"));
        SendCall second = new SendCall(0, 1, 0, Script.value("y"));
        script.submit(first);
        script.submit(second);
        assertThat(script.rank(1).got(Message.class)).hasSize(2);
        script.step(new Event.Sent(script.rank(1).endpoint(), first));
        assertThat(first.completion().isDone()).isTrue();
        assertThat(second.completion().isDone()).isFalse();
        script.rank(1).dies();
        assertThat(second.completion().failure().kind()).isEqualTo(Failure.Kind.MEMBER_LOST);
        SendCall late = new SendCall(0, 1, 0, Script.value("z"));
        assertThat(script.submit(late).completion().failure().kind()).isEqualTo(Failure.Kind.MEMBER_LOST);
        SendCall own = new SendCall(0, 0, 3, Script.value("me"));
        script.submit(own);
        assertThat(own.completion().isDone()).isTrue();
        assertThat(text(receive(script, 0, 3))).isEqualTo("me");
    }

    @Test
    void p1_aReceiveFromAnyRankTakesAllMessagesAndTellsAllDepartures() {
        Script script = Script.running(3);
        toMaster(script.rank(2), 0, "first");
        toMaster(script.rank(1), 0, "second");
        toMaster(script.rank(1), 6, "tagged");
        script.rank(1).dies();
        assertThat(arrival(script).from()).isEqualTo(2);
        assertThat(Script.text(arrival(script).value().payload())).isEqualTo("second");
        assertThat(arrival(script).departure().rank()).isEqualTo(1);
        Call<Arrival> waiting = script.submit(new ReceiveAnyCall(0, 0, Script.SECOND));
        Call<Arrival> other = script.submit(new ReceiveAnyCall(0, 9, Script.SECOND));
        assertThat(waiting.completion().isDone()).isFalse();
        script.rank(2).dies();
        assertThat(waiting.completion().result().departure().rank()).isEqualTo(2);
        assertThat(other.completion().failure().kind()).isEqualTo(Failure.Kind.MEMBER_LOST);
        assertThat(text(receive(script, 1, 6))).as("of another tag").isEqualTo("tagged");
    }

    @Test
    void p1_aHeldOrWithdrawnReceiveTakesNothing() {
        Script script = Script.running(2);
        ReceiveCall held = new ReceiveCall(new ReceiveCall.Address(0, 1, 0), Script.SECOND, 3);
        script.submit(held);
        Call<Value> withdrawn = receive(script, 1, 0);
        toMaster(script.rank(1), 0, "a");
        assertThat(held.completion().isDone()).isFalse();
        script.submit(new WithdrawCall(withdrawn));
        script.submit(new ProceedCall(held));
        toMaster(script.rank(1), 0, "b");
        assertThat(text(held)).isEqualTo("a");
        assertThat(withdrawn.completion().failure().kind()).isEqualTo(Failure.Kind.ILLEGAL_STATE);
        assertThat(text(receive(script, 1, 0))).isEqualTo("b");
    }

    private static Arrival arrival(Script script) {
        return script.submit(new ReceiveAnyCall(0, 0, Script.SECOND))
                .completion()
                .result();
    }

    @Test
    void b6_aSendWithATimeoutEndsAtIt() {
        Script script = Script.running(2);
        SendCall late = new SendCall(0, 1, 0, Script.value("x"), Script.SECOND);
        SendCall taken = new SendCall(0, 1, 0, Script.value("y"), Script.SECOND);
        script.submit(late);
        script.submit(taken);
        script.step(new Event.Sent(script.rank(1).endpoint(), taken));
        script.afterWithLife(2 * Script.SECOND, script.rank(1));
        assertThat(taken.completion().failure()).isNull();
        assertThat(late.completion().failure().kind()).isEqualTo(Failure.Kind.TIMEOUT);
        assertThat(script.recorder.takenBack()).containsExactly(late);
        script.step(new Event.Sent(script.rank(1).endpoint(), late));
    }

    @Test
    void c2_aSendThatEndsWithoutSuccessIsTakenBack() {
        Script script = Script.running(3);
        SendCall withdrawn = new SendCall(0, 1, 0, Script.value("x"), Script.SECOND);
        SendCall lost = new SendCall(0, 1, 0, Script.value("y"));
        script.submit(withdrawn);
        script.submit(lost);
        script.submit(new WithdrawCall(withdrawn));
        script.submit(new WithdrawCall(withdrawn));
        assertThat(withdrawn.completion().failure().kind()).isEqualTo(Failure.Kind.TIMEOUT);
        script.rank(1).dies();
        assertThat(lost.completion().failure().kind()).isEqualTo(Failure.Kind.MEMBER_LOST);
        assertThat(script.recorder.takenBack()).containsExactly(withdrawn, lost);
    }

    @Test
    void b6_aReceiveEndsAtItsDeadline() {
        Script script = Script.running(2);
        Call<Value> call = receive(script, 1, 0);
        script.afterWithLife(2 * Script.SECOND, script.rank(1));
        assertThat(call.completion().failure().kind()).isEqualTo(Failure.Kind.TIMEOUT);
        toMaster(script.rank(1), 0, "late");
        assertThat(text(receive(script, 1, 0))).isEqualTo("late");
    }

    @Test
    void c2_whoSendsRank0MoreMessagesThanItHoldsLives() {
        overflows(Script.running(3, settings -> settings.limits(room(3, 1 << 20))));
    }

    @Test
    void c2_whoSendsRank0MoreBytesThanItHoldsLives() {
        overflows(Script.running(3, settings -> settings.limits(room(1_000, 3))));
    }

    private static void overflows(Script script) {
        toMaster(script.rank(1), 0, "a");
        toMaster(script.rank(1), 0, "b");
        toMaster(script.rank(1), 0, "c");
        assertThat(script.rank(1).got(Fenced.class)).isEmpty();
        toMaster(script.rank(1), 0, "d");
        assertThat(script.rank(1).got(Fenced.class)).as("within its credit").isEmpty();
        SendCall own = new SendCall(0, 0, 3, Script.value("me"));
        script.submit(own);
        assertThat(own.completion().failure().detail()).contains("rank 0 holds 4 messages with 4 bytes");
        script.rank(1).says(new MessageAsk(0, Script.MASTER_INCARNATION, 100));
        assertThat(script.rank(1).got(MessageCredit.class)).isEmpty();
        for (String text : List.of("a", "b")) {
            assertThat(text(receive(script, 1, 0))).isEqualTo(text);
        }
        assertThat(script.rank(1).got(MessageCredit.class))
                .extracting(MessageCredit::bytes)
                .containsExactly(100L);
    }

    public static Limits room(int messages, long memoryTotalBytes) {
        return Limits.builder()
                .memoryTotalBytes(memoryTotalBytes)
                .messages(messages)
                .build();
    }

    private static void toMaster(Script.Peer peer, int tag, String text) {
        Value value = Script.value(text);
        peer.says(
                new Message(0, tag, peer.rank(), peer.incarnation(), 0, Script.MASTER_INCARNATION, value.content()),
                value.payload());
    }

    private static Call<Value> receive(Script script, int from, int tag) {
        return script.submit(new ReceiveCall(0, from, tag, Script.SECOND));
    }

    private static String text(Call<Value> call) {
        return Script.text(call.completion().result().payload());
    }
}

package dev.comm.node.machine.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Cause;
import dev.comm.api.Departure;
import dev.comm.api.Member;
import dev.comm.api.protocol.MembershipCommand.Leave;
import dev.comm.api.protocol.MembershipCommand.Shutdown;
import dev.comm.api.protocol.MembershipCommand.ViewChange;
import dev.comm.api.protocol.MessageCommand.Message;
import dev.comm.api.protocol.MessageCommand.MessageEnd;
import dev.comm.core.machine.CommunicatorMembers;
import dev.comm.core.machine.Event;
import dev.comm.core.machine.Failure;
import dev.comm.core.machine.LeaveCall;
import dev.comm.core.machine.ReceiveCall;
import dev.comm.core.machine.SendCall;
import dev.comm.core.machine.Value;
import dev.comm.core.machine.WithdrawCall;
import dev.comm.core.machine.message.MessageQuota;
import dev.comm.core.machine.message.ProceedCall;
import dev.comm.core.machine.message.ReceiveAnyCall;
import dev.comm.node.machine.Script;
import dev.comm.node.machine.membership.CurrentView;
import dev.comm.node.machine.membership.NodeStep;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessagesTest {
    private static final long TIMEOUT = Duration.ofSeconds(1).toNanos();

    private static void arrives(Script script, int from, int tag, String text) {
        Value value = Script.value(text);
        script.receive(
                new Message(0, tag, from, script.incarnationOf(from), 2, script.incarnationOf(2), value.content()),
                value.payload());
    }

    private static ReceiveCall receive(Script script, int from, int tag) {
        return script.submit(new ReceiveCall(0, from, tag, TIMEOUT));
    }

    private static void departs(Script script, int rank, long epoch) {
        Departure gone = new Departure(rank, script.incarnationOf(rank), Cause.CLOSED, "");
        script.receive(new ViewChange(1, epoch, List.of(), List.of(gone)));
    }

    private static String text(ReceiveCall call) {
        return Script.text(call.completion().result());
    }

    @Test
    void p1_aSendNamesBothIncarnationsAndEndsWhenTheSocketTookIt() {
        Script script = Script.member();
        Value value = Script.value("hello");
        SendCall call = script.submit(new SendCall(0, 3, 7, value));

        assertThat(script.out.only(Message.class))
                .isEqualTo(new Message(0, 7, 2, script.incarnationOf(2), 3, 103, value.content()));
        assertThat(call.completion().isDone()).isFalse();
        script.step(new Event.Sent(script.endpoint, script.out.lastToken()));
        assertThat(call.completion().isDone()).isTrue();
    }

    @Test
    void p1_messagesOfASourceAndTagComeInOrder() {
        Script script = Script.member();
        arrives(script, 1, 7, "a");
        arrives(script, 1, 8, "other tag");
        arrives(script, 3, 7, "other source");
        arrives(script, 1, 7, "b");

        assertThat(text(receive(script, 1, 7))).isEqualTo("a");
        assertThat(text(receive(script, 1, 7))).isEqualTo("b");
        assertThat(text(receive(script, 3, 7))).isEqualTo("other source");
        assertThat(receive(script, 1, 7).completion().isDone()).isFalse();
    }

    @Test
    void p1_waitingReceiversAreServedInTheOrderOfTheirCalls() {
        Script script = Script.member();
        ReceiveCall first = receive(script, 1, 0);
        ReceiveCall second = receive(script, 1, 0);
        arrives(script, 1, 0, "a");

        assertThat(text(first)).isEqualTo("a");
        assertThat(second.completion().isDone()).isFalse();
    }

    @Test
    void p1_theRestOfADepartedMemberIsDeliveredBeforeItsLossIsReported() {
        Script script = Script.member();
        arrives(script, 1, 0, "a");
        departs(script, 1, 2);
        assertThat(text(receive(script, 1, 0))).isEqualTo("a");
        ReceiveCall waiting = receive(script, 1, 0);
        arrives(script, 1, 0, "b");
        assertThat(text(waiting)).isEqualTo("b");

        ReceiveCall last = receive(script, 1, 0);
        assertThat(last.completion().isDone()).isFalse();
        script.receive(new MessageEnd(1, 101, Cause.CLOSED));
        assertThat(Script.failure(last)).isEqualTo(Failure.Kind.MEMBER_LOST);
        assertThat(Script.failure(receive(script, 1, 0))).isEqualTo(Failure.Kind.MEMBER_LOST);
    }

    @Test
    void p1_aReceiverOfADepartedLifeDoesNotWaitForTheNextOne() {
        Script script = Script.member();
        ReceiveCall old = receive(script, 1, 0);
        departs(script, 1, 2);
        script.receive(new ViewChange(1, 3, List.of(new Member(1, 999, "host", null)), List.of()));
        ReceiveCall fresh = receive(script, 1, 0);
        script.receive(new MessageEnd(1, 101, Cause.CLOSED));

        assertThat(Script.failure(old)).isEqualTo(Failure.Kind.MEMBER_LOST);
        assertThat(fresh.completion().isDone()).isFalse();
    }

    @Test
    void p1_aMessageForAnEarlierOwnerOfTheRankIsNotInherited() {
        Script script = Script.member();
        Value value = Script.value("old");
        script.receive(new Message(0, 0, 1, 101, 2, 4711, value.content()), value.payload());

        assertThat(receive(script, 1, 0).completion().isDone()).isFalse();
    }

    @Test
    void aReceiveEndsAtItsDeadline() {
        Script script = Script.member();
        ReceiveCall call = receive(script, 1, 5);
        script.passWithMaster(Duration.ofNanos(TIMEOUT));

        assertThat(Script.failure(call)).isEqualTo(Failure.Kind.TIMEOUT);
        assertThat(call.completion().failure().detail()).contains("rank 1", "tag 5");
    }

    @Test
    void aSendToWhoDoesNotLiveFails() {
        Script script = Script.member();
        departs(script, 3, 2);

        SendCall call = script.submit(new SendCall(0, 3, 0, Value.NULL));
        assertThat(Script.failure(call)).isEqualTo(Failure.Kind.MEMBER_LOST);
        assertThat(Script.failure(script.submit(new SendCall(0, 9, 0, Value.NULL))))
                .isEqualTo(Failure.Kind.MEMBER_LOST);
    }

    @Test
    void aMessageToOneselfNeedsNoMaster() {
        Script script = Script.member();
        SendCall call = script.submit(new SendCall(0, 2, 0, Script.value("me")));

        assertThat(call.completion().isDone()).isTrue();
        assertThat(script.out.sent()).isEmpty();
        assertThat(text(receive(script, 2, 0))).isEqualTo("me");
    }

    @Test
    void c2_droppedMessagesAreReportedWhereTheyAreMissing() {
        Script script = Script.member();
        Messages messages = new Messages(
                new MessageQuota(2, Long.MAX_VALUE),
                new CurrentView(),
                new CommunicatorMembers(),
                Script.FAST.waitingWarn());
        NodeStep step = new NodeStep();
        step.begin(0, script.out);
        messages.start(2, 5);
        for (int i = 0; i < 4; i++) {
            messages.receive(new Message(0, 0, 1, 1, 2, 5, Script.value("x").content()), Script.value("m" + i), step);
        }

        ReceiveCall first = new ReceiveCall(0, 1, 0, TIMEOUT);
        ReceiveCall second = new ReceiveCall(0, 1, 0, TIMEOUT);
        ReceiveCall third = new ReceiveCall(0, 1, 0, TIMEOUT);
        messages.receive(first, step);
        messages.receive(second, step);
        messages.receive(third, step);
        assertThat(text(first)).isEqualTo("m0");
        assertThat(text(second)).isEqualTo("m1");
        assertThat(Script.failure(third)).isEqualTo(Failure.Kind.LIMIT);
    }

    @Test
    void p1_aReceiveFromAnyRankTellsEachDepartureAfterTheRestAndThenEnds() {
        Script script = Script.member();
        arrives(script, 1, 0, "a");
        departs(script, 1, 2);
        assertThat(Script.text(any(script).completion().result().value())).isEqualTo("a");
        ReceiveAnyCall waiting = any(script);
        arrives(script, 1, 0, "b");
        assertThat(waiting.completion().result().from()).isEqualTo(1);
        ReceiveAnyCall next = any(script);
        assertThat(next.completion().isDone())
                .as("the end of rank 1 has not come")
                .isFalse();
        script.receive(new MessageEnd(1, 101, Cause.CLOSED));
        assertThat(next.completion().result().departure().rank()).isEqualTo(1);

        ReceiveAnyCall last = any(script);
        assertThat(last.completion().isDone()).as("others live").isFalse();
        ReceiveAnyCall tooMuch = any(script);
        long epoch = 3;
        for (int rank : List.of(0, 3)) {
            departs(script, rank, epoch++);
            assertThat(tooMuch.completion().isDone()).isFalse();
            script.receive(new MessageEnd(rank, script.incarnationOf(rank), Cause.CLOSED));
        }
        assertThat(last.completion().result().departure().rank()).isZero();
        assertThat(tooMuch.completion().result().departure().rank()).isEqualTo(3);
        assertThat(Script.failure(any(script))).isEqualTo(Failure.Kind.MEMBER_LOST);
    }

    @Test
    void p1_theLastDepartureEndsTheOtherReceivesFromAnyRank() {
        Script script = Script.member();
        departs(script, 0, 2);
        departs(script, 1, 3);
        departs(script, 3, 4);
        List<ReceiveAnyCall> calls = List.of(any(script), any(script), any(script), any(script));
        for (int rank : List.of(0, 1, 3)) {
            script.receive(new MessageEnd(rank, script.incarnationOf(rank), Cause.CLOSED));
        }
        assertThat(calls.subList(0, 3))
                .allMatch(call -> call.completion().result().departure() != null);
        assertThat(Script.failure(calls.get(3))).isEqualTo(Failure.Kind.MEMBER_LOST);
    }

    @Test
    void p1_aHeldOrWithdrawnReceiveTakesNothing() {
        Script script = Script.member();
        ReceiveCall held = script.submit(new ReceiveCall(new ReceiveCall.Address(0, 1, 0), TIMEOUT, 3));
        arrives(script, 1, 0, "a");
        assertThat(held.completion().isDone()).isFalse();
        script.submit(new ProceedCall(held));
        assertThat(text(held)).isEqualTo("a");

        ReceiveCall withdrawn = receive(script, 1, 0);
        ReceiveAnyCall any = any(script);
        script.submit(new WithdrawCall(withdrawn));
        script.submit(new WithdrawCall(any));
        arrives(script, 1, 0, "b");
        assertThat(Script.failure(withdrawn)).isEqualTo(Failure.Kind.ILLEGAL_STATE);
        assertThat(Script.failure(any)).isEqualTo(Failure.Kind.ILLEGAL_STATE);
        assertThat(text(receive(script, 1, 0))).isEqualTo("b");
    }

    private static ReceiveAnyCall any(Script script) {
        return script.submit(new ReceiveAnyCall(0, 0, TIMEOUT));
    }

    @Test
    void p1_aMessageThatCameIsReceivableAfterTheMasterAskedToShutDown() {
        Script script = Script.member();
        arrives(script, 1, 7, "a");
        script.receive(new Shutdown(Duration.ofSeconds(2).toNanos(), "rank 0 has left"));
        assertThat(script.out.commands(Leave.class)).isEmpty();
        assertThat(text(receive(script, 1, 7))).isEqualTo("a");

        script.submit(new LeaveCall(Cause.LEFT, "", Value.NONE, TIMEOUT));
        assertThat(script.out.only(Leave.class).cause()).isEqualTo(Cause.LEFT);
    }

    @Test
    void s1_aProgramThatDoesNotEndIsLeftBeforeTheMastersTimeIsOver() {
        Script script = Script.member();
        script.receive(new Shutdown(Duration.ofSeconds(2).toNanos(), ""));
        script.passWithMaster(Duration.ofSeconds(2));
        assertThat(script.out.only(Leave.class).cause()).isEqualTo(Cause.LEFT);
    }
}

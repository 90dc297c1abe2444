package dev.comm.node.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Cause;
import dev.comm.api.Payload;
import dev.comm.api.protocol.CollectiveCommand.Arrive;
import dev.comm.api.protocol.Content;
import dev.comm.api.protocol.MembershipCommand.Leave;
import dev.comm.api.protocol.MembershipCommand.Shutdown;
import dev.comm.api.protocol.MembershipCommand.ViewChange;
import dev.comm.api.protocol.MessageCommand.Message;
import dev.comm.api.protocol.WorkCommand.Result;
import dev.comm.api.protocol.WorkCommand.Status;
import dev.comm.api.work.ExitReason;
import dev.comm.core.machine.DrainCall;
import dev.comm.core.machine.Event;
import dev.comm.core.machine.Failure;
import dev.comm.core.machine.JoinCall;
import dev.comm.core.machine.LeaveCall;
import dev.comm.core.machine.Notice;
import dev.comm.core.machine.Notice.AskedToLeave;
import dev.comm.core.machine.Notice.Asker;
import dev.comm.core.machine.ReceiveCall;
import dev.comm.core.machine.SendCall;
import dev.comm.core.machine.Value;
import dev.comm.node.machine.collective.CollectivesTest;
import dev.comm.node.machine.work.Assignment;
import dev.comm.node.machine.work.RequestTrackerTest;
import dev.comm.node.machine.work.TakeRequestCall;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Q1 on a node: a process that was asked to end finishes its running work and leaves. */
class DrainTest {
    private static final Duration GRACE = Duration.ofSeconds(4);

    private static DrainCall drain(Script script) {
        return script.submit(new DrainCall("SIGTERM", GRACE.toNanos()));
    }

    @Test
    void q1_aNodeFinishesItsRunningWorkGivesBackTheRestAndLeaves() {
        Script script = Script.member();
        RequestTrackerTest.serve(script, "fit");
        RequestTrackerTest.work(script);
        script.receive(RequestTrackerTest.request(1));
        script.receive(RequestTrackerTest.request(2));
        DrainCall drain = drain(script);

        assertThat(script.out.only(Result.class)).isEqualTo(new Result(2, 1, Status.RETURNED, Content.NONE));
        assertThat(script.out.commands(Leave.class)).isEmpty();
        assertThat(script.out.notices()).contains(new AskedToLeave(Asker.SIGNAL));

        TakeRequestCall last = RequestTrackerTest.answerAndWork(script, 1);
        assertThat(last.completion().result().end()).isEqualTo(ExitReason.LEFT);
        assertThat(script.out.order()).containsSubsequence("send Result", "send Result", "send Leave");
        assertThat(script.out.only(Leave.class)).isEqualTo(new Leave(Cause.LEFT, "SIGTERM", Content.NONE));

        script.cut();
        assertThat(drain.completion().isDone()).isTrue();
    }

    @Test
    void q1_aHandlerThatDoesNotEndIsGivenBackAtTheEndOfTheGrace() {
        Script script = Script.member();
        RequestTrackerTest.serve(script, "fit");
        script.receive(RequestTrackerTest.request(1));
        Assignment stuck = RequestTrackerTest.work(script).completion().result().assignment();
        drain(script);
        script.passWithMaster(GRACE.minusMillis(1));
        assertThat(script.out.commands(Leave.class)).isEmpty();
        script.passWithMaster(Duration.ofMillis(1));

        assertThat(stuck.cancelled()).isTrue();
        assertThat(script.out.only(Result.class).status()).isEqualTo(Status.RETURNED);
        assertThat(script.out.only(Leave.class).cause()).isEqualTo(Cause.LEFT);
    }

    @Test
    void q1_aRunningHandlerMayStillCallComm() {
        Script script = Script.member();
        RequestTrackerTest.serve(script, "fit");
        RequestTrackerTest.work(script);
        script.receive(RequestTrackerTest.request(1));
        drain(script);
        SendCall send = script.submit(new SendCall(0, 0, 5, Script.value("half")));
        assertThat(send.completion().failure()).isNull();
        var barrier = script.submit(CollectivesTest.barrier());
        assertThat(barrier.completion().failure()).isNull();
        assertThat(script.out.commands(Arrive.class)).hasSize(1);
    }

    /** Leaves before the master removes those that stay. */
    @Test
    void q1_aHandlerThatDoesNotEndIsGivenBackBeforeTheDeadlineOfTheMaster() {
        Script script = Script.member();
        RequestTrackerTest.serve(script, "fit");
        script.receive(RequestTrackerTest.request(1));
        RequestTrackerTest.work(script);
        script.receive(new Shutdown(Duration.ofSeconds(27).toNanos(), "rank 0 was asked to end"));
        script.passWithMaster(Duration.ofMillis(24_999));
        assertThat(script.out.commands(Leave.class)).isEmpty();
        script.passWithMaster(Duration.ofMillis(1));
        assertThat(script.out.only(Leave.class).cause()).isEqualTo(Cause.LEFT);
    }

    @Test
    void q1_aProgramLeavesAtItsNextCollective() {
        Script script = Script.member();
        drain(script);
        assertThat(script.out.commands(Leave.class)).isEmpty();

        var barrier = script.submit(CollectivesTest.barrier());
        assertThat(Script.failure(barrier)).isEqualTo(Failure.Kind.CLOSED);
        assertThat(barrier.completion().failure().detail()).contains("SIGTERM");
        assertThat(script.out.commands(Arrive.class)).isEmpty();

        script.submit(new LeaveCall(Cause.LEFT, "", Value.NONE, 1_000));
        assertThat(script.out.only(Leave.class)).isEqualTo(new Leave(Cause.LEFT, "SIGTERM", Content.NONE));
    }

    @Test
    void q1_anOpenCollectiveIsFinishedFirst() {
        Script script = Script.member();
        var barrier = script.submit(CollectivesTest.barrier());
        drain(script);
        script.submit(
                new LeaveCall(Cause.LEFT, "", Value.NONE, Duration.ofHours(1).toNanos()));
        assertThat(script.out.commands(Arrive.class)).hasSize(1);
        assertThat(script.out.commands(Leave.class)).as("the barrier is open").isEmpty();
        assertThat(barrier.completion().isDone()).isFalse();
    }

    @Test
    void q1_aProgramStillReceivesItsMessages() {
        Script script = Script.member();
        drain(script);
        Payload text = Payload.of(new byte[] {7});
        script.receive(new Message(0, 5, 1, 101, 2, script.incarnationOf(2), Script.content(text)), text);
        ReceiveCall receive = script.submit(new ReceiveCall(0, 1, 5, GRACE.toNanos()));
        assertThat(receive.completion().failure()).isNull();
        assertThat(receive.completion().isDone()).isTrue();
    }

    @Test
    void q1_aProgramThatComputesOnIsLeftAtTheEndOfTheGrace() {
        Script script = Script.member();
        drain(script);
        script.passWithMaster(GRACE.minusMillis(1));
        assertThat(script.out.commands(Leave.class)).isEmpty();
        script.passWithMaster(Duration.ofMillis(1));
        assertThat(script.out.only(Leave.class).cause()).isEqualTo(Cause.LEFT);
        assertThat(script.out.notices()).contains(new Notice.LeftWithoutProgram());
    }

    @Test
    void q1_theMastersShutdownBringsTheEndNearerAndAgainMessagesAreReceived() {
        Script script = Script.member();
        drain(script);
        script.receive(new Shutdown(Duration.ofSeconds(2).toNanos(), "rank 0 drains too"));
        ReceiveCall receive = script.submit(new ReceiveCall(0, 1, 5, GRACE.toNanos()));
        assertThat(receive.completion().isDone()).isFalse();
        script.passWithMaster(Duration.ofMillis(1_500));
        assertThat(script.out.commands(Leave.class)).hasSize(1);
    }

    @Test
    void q1_aNodeThatIsNotAMemberYetStopsTrying() {
        Script script = Script.fresh();
        JoinCall join = script.submit(new JoinCall());
        script.step(new Event.Started());
        DrainCall drain = drain(script);
        assertThat(Script.failure(join)).isEqualTo(Failure.Kind.CLOSED);
        script.step(new Event.Closed(script.out.endpoints(), Event.Closed.Reason.END_OF_STREAM, ""));
        assertThat(drain.completion().isDone()).isTrue();
    }

    /** Does not abort the connection, on which LEAVE is still on its way. */
    @Test
    void q1_aSecondRequestDoesNotDisturbTheLeave() {
        Script script = Script.member();
        drain(script);
        script.submit(new LeaveCall(Cause.LEFT, "", Value.NONE, 1_000));
        assertThat(script.out.commands(Leave.class)).hasSize(1);
        DrainCall second = drain(script);
        script.step(new Event.Deadline());
        assertThat(script.out.order()).doesNotContain("abort " + script.endpoint);
        script.cut();
        assertThat(second.completion().isDone()).isTrue();
    }

    @Test
    void q1_aNodeThatHasLeftHasNothingToDo() {
        Script script = Script.member();
        script.cut();
        assertThat(drain(script).completion().isDone()).isTrue();
    }

    @Test
    void q1_aShutdownWhileRankZeroLivesAsksThePrograms() {
        Script script = Script.member();
        script.receive(new Shutdown(Duration.ofSeconds(2).toNanos(), "rank 0 was asked to end"));
        assertThat(script.out.notices()).contains(new AskedToLeave(Asker.MASTER));
    }

    @Test
    void q1_aShutdownAfterRankZeroHasLeftDoesNotExcuseAProgramThatGoesOn() {
        Script script = Script.member();
        script.receive(new ViewChange(
                1, 2, List.of(), List.of(new dev.comm.api.Departure(0, 100, Cause.LEFT, "its program is done"))));
        script.receive(new Shutdown(Duration.ofSeconds(2).toNanos(), "rank 0 has left"));
        assertThat(script.out.notices()).noneMatch(AskedToLeave.class::isInstance);
    }
}

package dev.comm.master.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Cause;
import dev.comm.api.protocol.CollectiveKind;
import dev.comm.api.protocol.Content;
import dev.comm.api.protocol.HandshakeCommand.Rejected;
import dev.comm.api.protocol.MembershipCommand.Leave;
import dev.comm.api.protocol.MembershipCommand.Shutdown;
import dev.comm.core.machine.Call;
import dev.comm.core.machine.CollectiveCall;
import dev.comm.core.machine.DrainCall;
import dev.comm.core.machine.Failure;
import dev.comm.core.machine.LeaveCall;
import dev.comm.core.machine.Notice;
import dev.comm.core.machine.Value;
import dev.comm.core.testing.Effect;
import dev.comm.master.machine.membership.ShutdownCall;
import dev.comm.master.machine.work.SubmitCall;
import dev.comm.master.machine.work.TaskEnd;
import org.junit.jupiter.api.Test;

/** Q1 on the master: it drains its nodes, outlives them, and gives each task an outcome. */
class MasterDrainTest {
    private static final Leave GOODBYE = new Leave(Cause.LEFT, "", Content.NONE);

    private static DrainCall drain(Script script) {
        DrainCall call = new DrainCall("SIGTERM", Script.SECOND);
        script.submit(call);
        return call;
    }

    @Test
    void q1_theMasterAsksItsNodesAndOutlivesThem() {
        Script script = Script.serving(settings -> settings);
        Script.Peer one = script.join(-1);
        Script.Peer two = script.join(-1);
        DrainCall drain = drain(script);

        assertThat(one.got(Shutdown.class)).extracting(Shutdown::timeoutNanos).containsExactly(3 * Script.SECOND);
        assertThat(two.got(Shutdown.class).get(0).reason()).contains("SIGTERM");
        assertThat(script.join(-1).got(Rejected.class))
                .as("no node is admitted now")
                .hasSize(1);
        one.says(GOODBYE);
        assertThat(drain.completion().isDone()).isFalse();
        two.says(GOODBYE);
        assertThat(drain.completion().isDone()).isTrue();
        assertThat(script.recorder.all(Effect.StoppedListening.class))
                .as("the program still has to close it")
                .isEmpty();
    }

    @Test
    void q1_itTakesNoNewWorkButAnswersTheProgram() {
        Script script = Script.serving(settings -> settings);
        script.join(-1);
        drain(script);
        Call<SubmitCall.Submitted> submit = script.submit(new SubmitCall(WorkScript.spec(1)));
        assertThat(submit.completion().failure().kind()).isEqualTo(Failure.Kind.CLOSED);
        assertThat(submit.completion().failure().detail()).startsWith("start the run again to go on: SIGTERM");
    }

    @Test
    void q1_tasksThatNoNodeHasDoneEndAsUnserved() {
        WorkScript script = new WorkScript();
        int batch = script.batch(3);
        script.work.giveUp("SIGTERM", script.now, script);
        assertThat(script.take(batch))
                .extracting(TaskEnd::kind)
                .containsOnly(TaskEnd.Kind.UNSERVED)
                .hasSize(3);
    }

    @Test
    void q1_rankZeroOfAProgramLeavesAtItsNextCollective() {
        Script script = Script.running(3);
        drain(script);
        assertThat(script.rank(1).got(Shutdown.class)).hasSize(1);
        CollectiveCall barrier = script.call(CollectiveKind.BARRIER);
        assertThat(barrier.completion().failure().kind()).isEqualTo(Failure.Kind.CLOSED);
        LeaveCall leave = new LeaveCall(Cause.LEFT, "", Value.NONE, Script.SECOND);
        script.submit(leave);
        script.rank(1).says(GOODBYE);
        script.rank(2).says(GOODBYE);
        assertThat(leave.completion().isDone()).isTrue();
    }

    @Test
    void q1_nodesThatStayAreRemovedAtTheEndOfTheGrace() {
        Script script = Script.running(3);
        DrainCall drain = drain(script);
        script.afterWithLife(3_100 * Script.MILLI, script.rank(1), script.rank(2));
        assertThat(drain.completion().isDone()).isTrue();
    }

    @Test
    void q1_twoRequestsAreOneDrain() {
        Script script = Script.running(2);
        DrainCall first = drain(script);
        DrainCall second = drain(script);
        assertThat(script.rank(1).got(Shutdown.class)).hasSize(1);
        script.rank(1).says(GOODBYE);
        assertThat(first.completion().isDone()).isTrue();
        assertThat(second.completion().isDone()).isTrue();
    }

    @Test
    void q1_theProgramIsTold() {
        Script script = Script.running(2);
        drain(script);
        assertThat(script.recorder.notices()).contains(new Notice.AskedToLeave(Notice.Asker.SIGNAL));
    }

    @Test
    void q1_aMasterThatIsOverHasNothingToDrain() {
        Script script = Script.serving(settings -> settings);
        script.submit(new LeaveCall(Cause.LEFT, "", Value.NONE, Script.SECOND));
        assertThat(drain(script).completion().isDone()).isTrue();
        assertThat(script.submit(new ShutdownCall(1, "")).completion().failure().kind())
                .isEqualTo(Failure.Kind.CLOSED);
    }

    /** Asks the program of rank 0 too, whose own collectives go on. */
    @Test
    void q1_rankZeroIsAskedInTheMarginOfItsLiveTime() {
        Script script = Script.running(2, settings -> settings.liveTime(java.time.Duration.ofSeconds(8)));
        Notice asked = new Notice.AskedToLeave(Notice.Asker.LIVE_TIME);
        script.afterWithLife(6_500 * Script.MILLI, script.rank(1));
        assertThat(script.recorder.notices()).doesNotContain(asked);
        script.afterWithLife(1_000 * Script.MILLI, script.rank(1));
        assertThat(script.recorder.notices()).contains(asked);
    }
}

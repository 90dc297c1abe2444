package dev.comm.master.machine.membership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Cause;
import dev.comm.api.Departure;
import dev.comm.api.protocol.CollectiveCommand.Outcome;
import dev.comm.api.protocol.CollectiveKind;
import dev.comm.api.protocol.Content;
import dev.comm.api.protocol.HandshakeCommand.Rejected;
import dev.comm.api.protocol.MembershipCommand.Fenced;
import dev.comm.api.protocol.MembershipCommand.Leave;
import dev.comm.api.protocol.MembershipCommand.Shutdown;
import dev.comm.api.protocol.MembershipCommand.ViewChange;
import dev.comm.api.work.Report;
import dev.comm.api.work.ShutdownReport;
import dev.comm.core.machine.Call;
import dev.comm.core.machine.CollectiveCall;
import dev.comm.core.machine.Failure;
import dev.comm.core.machine.LeaveCall;
import dev.comm.core.machine.ReceiveCall;
import dev.comm.core.machine.Value;
import dev.comm.core.testing.Effect;
import dev.comm.master.machine.Script;
import org.junit.jupiter.api.Test;

class NodeShutdownTest {
    private static final Leave GOODBYE = new Leave(Cause.LEFT, "", Content.NONE);

    @Test
    void s1_everyNodeIsAskedAndTheReportSaysHowEachEnded() {
        Script script = Script.serving(settings -> settings);
        Script.Peer leaves = script.join(-1);
        Script.Peer dies = script.join(-1);
        Script.Peer hangs = script.join(-1);
        Call<ShutdownReport> call = script.submit(new ShutdownCall(Script.SECOND, "done"));
        assertThat(hangs.got(Shutdown.class)).hasSize(1);
        assertThat(script.join(-1).got(Rejected.class))
                .as("no node is admitted now")
                .hasSize(1);
        dies.dies();
        leaves.says(GOODBYE);
        assertThat(call.completion().isDone()).isFalse();
        script.afterWithLife(1_100 * Script.MILLI, hangs);
        ShutdownReport report = call.completion().result();
        assertThat(report.left()).containsExactly(1);
        assertThat(report.departed()).extracting(Departure::cause).containsExactly(Cause.CLOSED);
        assertThat(report.unanswered()).containsExactly(3);
        assertThat(hangs.got(Fenced.class)).extracting(Fenced::cause).containsExactly(Cause.REMOVED);
    }

    @Test
    void s1_itEndsAtOnceWhenTheLastNodeIsGone() {
        Script script = Script.serving(settings -> settings);
        assertThat(script.submit(new ShutdownCall(Script.SECOND, ""))
                        .completion()
                        .result()
                        .isClean())
                .isTrue();
        Script.Peer one = script.join(-1);
        Call<ShutdownReport> call = script.submit(new ShutdownCall(Script.SECOND, ""));
        one.says(GOODBYE);
        assertThat(call.completion().result().left()).containsExactly(1);
    }

    @Test
    void closingAfterEverybodyLeftIsSilent() {
        Script script = Script.running(3);
        script.rank(1).says(GOODBYE);
        script.rank(2).says(GOODBYE);
        script.recorder.clear();
        LeaveCall leave = new LeaveCall(Cause.LEFT, "", Value.NONE, Script.SECOND);
        script.submit(leave);
        assertThat(leave.completion().isDone()).isTrue();
        assertThat(script.recorder.all(Effect.Sent.class)).isEmpty();
        assertThat(script.recorder.all(Effect.StoppedListening.class)).hasSize(1);
    }

    @Test
    void closingAsksTheMembersThatAreStillThere() {
        Script script = Script.running(3);
        LeaveCall leave = new LeaveCall(Cause.LEFT, "", Value.NONE, Script.SECOND);
        script.submit(leave);
        assertThat(script.rank(1).got(Shutdown.class)).hasSize(1);
        assertThat(script.rank(1).got(ViewChange.class).get(0).departed())
                .extracting(Departure::rank)
                .containsExactly(0);
        script.rank(1).says(GOODBYE);
        assertThat(leave.completion().isDone()).isFalse();
        script.rank(2).says(GOODBYE);
        assertThat(leave.completion().isDone()).isTrue();
    }

    @Test
    void closingEndsByItsDeadlineEvenIfNobodyLeaves() {
        Script script = Script.running(3);
        LeaveCall leave = new LeaveCall(Cause.LEFT, "", Value.NONE, Script.SECOND);
        script.submit(leave);
        script.afterWithLife(1_100 * Script.MILLI, script.rank(1), script.rank(2));
        assertThat(leave.completion().isDone()).isTrue();
        assertThat(script.rank(1).got(Fenced.class)).hasSize(1);
    }

    @Test
    void theOthersGoOnWithoutRankZero() {
        Script script = Script.running(3);
        script.rank(1).arrives(0, CollectiveKind.BARRIER);
        script.submit(new LeaveCall(Cause.FAILED, "IOException", Value.NONE, Script.SECOND));
        assertThat(script.rank(1).got(Shutdown.class).get(0).reason()).contains("IOException");
        script.rank(2).arrives(0, CollectiveKind.BARRIER);
        assertThat(script.rank(1).decision(0).survivors()).containsExactly(1, 2);
        assertThat(script.rank(1).decision(0).departures())
                .extracting(Departure::cause)
                .containsExactly(Cause.FAILED);
        script.rank(1).arrives(1, CollectiveKind.DISTRIBUTE);
        script.rank(2).arrives(1, CollectiveKind.DISTRIBUTE);
        assertThat(script.rank(1).decision(1).outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void closingFinishesWhatRankZeroHasOpen() {
        Script script = Script.running(2);
        CollectiveCall call = script.call(CollectiveKind.BARRIER);
        script.submit(new LeaveCall(Cause.LEFT, "", Value.NONE, Script.SECOND));
        assertThat(script.rank(1).got(Shutdown.class)).isEmpty();
        script.rank(1).arrives(0, CollectiveKind.BARRIER);
        assertThat(call.completion().result().decision().survivors()).containsExactly(0, 1);
        assertThat(script.rank(1).got(Shutdown.class)).hasSize(1);
    }

    @Test
    void b6_everyOpenCallEndsWithTheMaster() {
        Script script = Script.running(2);
        Call<Value> receive = script.submit(new ReceiveCall(0, 1, 0, 100 * Script.SECOND));
        CollectiveCall barrier = script.call(CollectiveKind.BARRIER, 100 * Script.SECOND);
        script.submit(new LeaveCall(Cause.LEFT, "", Value.NONE, 0));
        script.after(0);
        assertThat(receive.completion().failure().kind()).isEqualTo(Failure.Kind.CLOSED);
        assertThat(barrier.completion().failure().kind()).isEqualTo(Failure.Kind.CLOSED);
        assertThat(script.call(CollectiveKind.BARRIER).completion().failure().kind())
                .isEqualTo(Failure.Kind.CLOSED);
    }

    @Test
    void theReportNamesWhoCameAndWhoWasLostWhenAndWhy() {
        Script script = Script.running(3);
        script.afterWithLife(Script.SECOND, script.rank(1), script.rank(2));
        script.rank(2).dies();
        script.open().dies();
        Report report = script.submit(new ReportCall()).completion().result();
        assertThat(report.joined()).extracting(Report.Joined::rank).containsExactly(1, 2);
        assertThat(report.lost()).hasSize(1);
        assertThat(report.lost().get(0).departure().rank()).isEqualTo(2);
        assertThat(report.lost().get(0).after()).isEqualTo(java.time.Duration.ofSeconds(1));
        assertThat(report.strangers()).isEqualTo(1);
    }
}

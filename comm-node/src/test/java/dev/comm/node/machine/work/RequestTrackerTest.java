package dev.comm.node.machine.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Cause;
import dev.comm.api.Payload;
import dev.comm.api.protocol.Content;
import dev.comm.api.protocol.MembershipCommand.Draining;
import dev.comm.api.protocol.MembershipCommand.Fenced;
import dev.comm.api.protocol.MembershipCommand.Leave;
import dev.comm.api.protocol.MembershipCommand.Shutdown;
import dev.comm.api.protocol.WorkCommand.Cancel;
import dev.comm.api.protocol.WorkCommand.Progress;
import dev.comm.api.protocol.WorkCommand.Request;
import dev.comm.api.protocol.WorkCommand.Result;
import dev.comm.api.protocol.WorkCommand.ResultAck;
import dev.comm.api.protocol.WorkCommand.ResultAsk;
import dev.comm.api.protocol.WorkCommand.Serving;
import dev.comm.api.protocol.WorkCommand.Status;
import dev.comm.api.work.ExitReason;
import dev.comm.core.machine.Event;
import dev.comm.core.machine.LeaveCall;
import dev.comm.core.machine.Notice;
import dev.comm.core.machine.Value;
import dev.comm.core.testing.Effect;
import dev.comm.node.machine.Script;
import dev.comm.node.machine.membership.LiveTime;
import dev.comm.node.machine.membership.NodeStep;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

public class RequestTrackerTest {
    public static void serve(Script script, String... handlers) {
        script.submit(new ServeCall(true, List.of(handlers)));
    }

    public static Request request(long id) {
        return new Request(id, 1, "fit", true, -1, Content.NULL);
    }

    public static TakeRequestCall work(Script script) {
        return script.submit(new TakeRequestCall(null));
    }

    public static TakeRequestCall answerAndWork(Script script, long id) {
        return script.submit(new TakeRequestCall(new AttemptResult(id, 1, Status.DONE, Value.NULL)));
    }

    private static long taken(TakeRequestCall call) {
        return call.completion().result().assignment().id();
    }

    @Test
    void requestsAreHandedOutInOrderOnePerWorker() {
        Script script = Script.member();
        serve(script, "fit", "other");
        assertThat(script.out.only(Serving.class)).isEqualTo(new Serving(true, List.of("fit", "other")));
        TakeRequestCall first = work(script);
        script.receive(request(1));
        script.receive(request(2));
        script.receive(request(3));

        assertThat(taken(first)).isEqualTo(1);
        TakeRequestCall second = answerAndWork(script, 1);
        assertThat(taken(second)).isEqualTo(2);
        assertThat(script.out.only(Result.class)).isEqualTo(new Result(1, 1, Status.DONE, Content.NULL));
    }

    @Test
    void requestsThatComeBeforeTheNodeServesWait() {
        Script script = Script.member();
        script.receive(request(1));
        script.receive(new Request(2, 1, "unknown", false, -1, Content.NONE));
        serve(script, "fit");

        assertThat(script.out.only(Result.class)).isEqualTo(new Result(2, 1, Status.UNKNOWN, Content.NONE));
        assertThat(taken(work(script))).isEqualTo(1);
    }

    @Test
    void anUnknownHandlerIsAnsweredAtOnceAlsoWhileTheWorkerIsBusy() {
        Script script = Script.member();
        serve(script, "fit");
        work(script);
        script.receive(request(1));
        script.receive(new Request(2, 1, "unknown", false, -1, Content.NONE));

        assertThat(script.out.only(Result.class).status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void t1_aRepeatedDeliveryIsIgnored() {
        Script script = Script.member();
        serve(script, "fit");
        work(script);
        script.receive(request(1));
        script.receive(request(1));
        TakeRequestCall next = answerAndWork(script, 1);
        script.receive(request(1));
        assertThat(next.completion().isDone()).isFalse();

        script.receive(new ResultAck(1, 1));
        assertThat(next.completion().isDone()).isFalse();
    }

    @Test
    void t1_aResultThatWasLostOnTheWayIsGivenBackWhenItIsAskedFor() {
        Script script = Script.member();
        serve(script, "fit");
        work(script);
        script.receive(request(1));
        script.receive(new ResultAsk(1, 1));
        assertThat(script.out.commands(Result.class)).as("it runs").isEmpty();
        answerAndWork(script, 1);
        script.receive(new ResultAsk(1, 1));
        assertThat(script.out.commands(Result.class))
                .containsExactly(
                        new Result(1, 1, Status.DONE, Content.NULL), new Result(1, 1, Status.RETURNED, Content.NONE));
    }

    @Test
    void aRequestThatWasLostOnTheWayIsGivenBackWhenItIsAskedFor() {
        Script script = Script.member();
        serve(script, "fit");
        script.receive(request(1));
        script.receive(new ResultAsk(1, 1));
        assertThat(script.out.commands(Result.class)).as("it is queued").isEmpty();
        script.receive(new ResultAsk(2, 1));
        assertThat(script.out.only(Result.class)).isEqualTo(new Result(2, 1, Status.RETURNED, Content.NONE));
    }

    @Test
    void aTaskThatWaitsWhileTheNodeDoesNotServeIsGivenBackWhenItIsAskedFor() {
        Script script = Script.member();
        script.receive(request(1));
        script.receive(new ResultAsk(1, 1));
        assertThat(script.out.only(Result.class)).isEqualTo(new Result(1, 1, Status.RETURNED, Content.NONE));
        serve(script, "fit");
        assertThat(work(script).completion().isDone()).isFalse();
    }

    @Test
    void c2_aMasterThatSendsMoreTasksThanTheCreditIsLeft() {
        Script script = Script.member();
        serve(script, "fit");
        for (int id = 1; id <= 1_024; id++) {
            script.receive(request(id));
        }
        assertThat(script.out.all(Effect.Aborted.class)).isEmpty();
        script.receive(new Cancel(7, 1));
        script.receive(request(1_025));
        assertThat(script.out.all(Effect.Aborted.class)).as("one was cancelled").isEmpty();
        TakeRequestCall next = work(script);
        script.receive(request(1_026));
        assertThat(next.completion().result()).isNotNull();
        assertThat(script.out.all(Effect.Aborted.class)).as("one was taken").isEmpty();
        script.receive(request(1_027));
        assertThat(script.out.all(Effect.Aborted.class)).hasSize(1);
    }

    @Test
    void aQueuedRequestIsCancelledWithoutBeingStarted() {
        Script script = Script.member();
        serve(script, "fit");
        script.receive(request(1));
        script.receive(new Cancel(1, 1));

        assertThat(script.out.only(Result.class).status()).isEqualTo(Status.CANCELLED);
        assertThat(work(script).completion().isDone()).isFalse();
    }

    @Test
    void aRunningRequestIsCancelledByItsTokenAndStillAnswers() {
        Script script = Script.member();
        serve(script, "fit");
        script.receive(request(1));
        Assignment assignment = work(script).completion().result().assignment();
        script.receive(new Cancel(1, 1));
        script.receive(new Cancel(1, 1));

        assertThat(assignment.cancelled()).isTrue();
        assertThat(script.out.commands(Result.class)).isEmpty();
        script.submit(new AnswerRequestCall(new AttemptResult(1, 1, Status.CANCELLED, Value.NONE)));
        assertThat(script.out.only(Result.class).status()).isEqualTo(Status.CANCELLED);
    }

    @Test
    void aRequestsTimeCountsFromItsStartAndCancelsByToken() {
        Script script = Script.member();
        serve(script, "fit");
        long limit = Duration.ofSeconds(2).toNanos();
        script.receive(new Request(1, 1, "fit", false, limit, Content.NULL));
        script.passWithMaster(Duration.ofSeconds(5));
        Assignment assignment = work(script).completion().result().assignment();
        assertThat(assignment.deadlineNanos()).isEqualTo(script.now + limit);

        script.passWithMaster(Duration.ofNanos(limit - 1));
        assertThat(assignment.cancelled()).isFalse();
        script.passWithMaster(Duration.ofNanos(1));
        assertThat(assignment.cancelled()).isTrue();
    }

    @Test
    void progressOfRunningWorkIsSent() {
        Script script = Script.member();
        serve(script, "fit");
        work(script);
        script.receive(request(1));
        script.submit(new ProgressCall(1, 1, 0.5));
        ProgressCall stray = script.submit(new ProgressCall(9, 1, 0.5));

        assertThat(script.out.only(Progress.class)).isEqualTo(new Progress(1, 1, 0.5));
        assertThat(stray.completion().isDone()).isTrue();
    }

    @Test
    void aLargeAnswerCompletesWhenTheSocketTookIt() {
        Script script = Script.member();
        serve(script, "fit");
        work(script);
        script.receive(request(1));
        Payload large = Payload.of(new byte[100_000]);
        Value value = new Value(Script.content(large), large);
        AnswerRequestCall call = script.submit(new AnswerRequestCall(new AttemptResult(1, 1, Status.DONE, value)));
        assertThat(call.completion().isDone()).isFalse();

        script.step(new Event.Sent(script.endpoint, script.out.lastToken()));
        assertThat(call.completion().isDone()).isTrue();
    }

    @Test
    void m1_aSuspectMasterStartsNoNewWorkUntilItIsHeard() {
        Script script = Script.member();
        serve(script, "fit");
        script.receive(request(1));
        script.passInSilence(Duration.ofMillis(700));
        TakeRequestCall call = work(script);
        assertThat(call.completion().isDone()).isFalse();
        assertThat(script.out.notices()).hasSize(1).first().isInstanceOf(Notice.MasterSuspected.class);

        script.step(new Event.Heard(script.endpoint));
        assertThat(taken(call)).isEqualTo(1);
    }

    @Test
    void b7_fencingCancelsTokensAndSendsWorkersHome() {
        Script script = Script.member();
        serve(script, "fit");
        script.receive(request(1));
        script.receive(request(2));
        Assignment running = work(script).completion().result().assignment();
        Assignment second = work(script).completion().result().assignment();
        TakeRequestCall idle = work(script);
        script.out.clear();
        script.receive(new Fenced(Cause.SILENT, 7, "silent"));

        assertThat(running.cancelled()).isTrue();
        assertThat(second.cancelled()).isTrue();
        assertThat(script.out.notices()).contains(new Notice.Fenced());
        assertThat(idle.completion().result().end()).isEqualTo(ExitReason.FENCED);
        TakeRequestCall late = answerAndWork(script, 1);
        assertThat(late.completion().result().end()).isEqualTo(ExitReason.FENCED);
        assertThat(script.out.commands(Result.class)).isEmpty();
    }

    @Test
    void t3_atTheDrainMarginQueuedWorkGoesBackAndNewWorkToo() {
        Script script = Script.member(Script.config().liveTime(Duration.ofSeconds(10)));
        serve(script, "fit");
        work(script);
        script.receive(request(1));
        script.receive(request(2));
        script.passWithMaster(Duration.ofSeconds(9));

        assertThat(script.out.only(Draining.class).remainingNanos())
                .isEqualTo(Duration.ofSeconds(1).toNanos());
        assertThat(script.out.only(Result.class)).isEqualTo(new Result(2, 1, Status.RETURNED, Content.NONE));
        script.receive(request(3));
        assertThat(script.out.commands(Result.class)).extracting(Result::id).containsExactly(2L, 3L);
        TakeRequestCall next = answerAndWork(script, 1);
        assertThat(script.out.commands(Result.class)).extracting(Result::status).endsWith(Status.DONE);
        assertThat(next.completion().isDone()).isFalse();
    }

    @Test
    void t3_atExpiryUnfinishedWorkGoesBackAndTheNodeLeavesAsExpired() {
        Script script = Script.member(Script.config().liveTime(Duration.ofSeconds(10)));
        serve(script, "fit");
        script.receive(request(1));
        Assignment running = work(script).completion().result().assignment();
        TakeRequestCall idle = work(script);
        script.passWithMaster(Duration.ofSeconds(10));

        assertThat(running.cancelled()).isTrue();
        assertThat(script.out.only(Result.class).status()).isEqualTo(Status.RETURNED);
        assertThat(script.out.only(Leave.class).cause()).isEqualTo(Cause.EXPIRED);
        assertThat(idle.completion().result().end()).isEqualTo(ExitReason.EXPIRED);
        assertThat(script.out.order()).containsSubsequence("send Result", "send Leave", "finish " + script.endpoint);
    }

    @Test
    void aShortLifeIsUsedForThreeQuartersOfItAtLeast() {
        LiveTime live =
                LiveTime.of(Script.config().liveTime(Duration.ofNanos(1_000)).build());
        live.start(0);

        assertThat(live.nextDeadlineNanos()).isEqualTo(750);
        assertThat(live.advance(749)).isFalse();
        assertThat(live.advance(750)).isTrue();
        assertThat(live.state()).isEqualTo(LiveTime.State.DRAINING);
        assertThat(live.advance(1_000)).isTrue();
        assertThat(live.state()).isEqualTo(LiveTime.State.EXPIRED);
        assertThat(live.remainingNanos(2_000)).isZero();
    }

    @Test
    void s1_shutdownFinishesWhatRunsReturnsTheRestAndLeaves() {
        Script script = Script.member();
        serve(script, "fit");
        work(script);
        script.receive(request(1));
        script.receive(request(2));
        script.receive(new Shutdown(Duration.ofSeconds(5).toNanos(), "done"));

        assertThat(script.out.only(Result.class)).isEqualTo(new Result(2, 1, Status.RETURNED, Content.NONE));
        assertThat(script.out.commands(Leave.class)).isEmpty();

        TakeRequestCall last = answerAndWork(script, 1);
        assertThat(last.completion().result().end()).isEqualTo(ExitReason.SHUTDOWN);
        assertThat(script.out.only(Leave.class).cause())
                .as("a lost RESULT_ACK does not delay it")
                .isEqualTo(Cause.LEFT);
        assertThat(script.out.order()).containsSubsequence("send Result", "send Result", "send Leave");
    }

    @Test
    void s1_anIdleNodeLeavesAtOnce() {
        Script script = Script.member();
        serve(script, "fit");
        TakeRequestCall idle = work(script);
        script.receive(new Shutdown(Duration.ofSeconds(5).toNanos(), ""));

        assertThat(idle.completion().result().end()).isEqualTo(ExitReason.SHUTDOWN);
        assertThat(script.out.order()).contains("send Leave", "finish " + script.endpoint);
    }

    @Test
    void s1_aHandlerThatDoesNotEndIsLeftBehindAtTheDeadline() {
        Script script = Script.member();
        serve(script, "fit");
        script.receive(request(1));
        Assignment stuck = work(script).completion().result().assignment();
        script.receive(new Shutdown(Duration.ofSeconds(5).toNanos(), ""));
        script.passWithMaster(Duration.ofSeconds(5));

        assertThat(stuck.cancelled()).isTrue();
        assertThat(script.out.only(Result.class).status()).isEqualTo(Status.RETURNED);
        assertThat(script.out.commands(Leave.class)).hasSize(1);
    }

    @Test
    void leavingSendsWaitingWorkersHome() {
        Script script = Script.member();
        serve(script, "fit");
        TakeRequestCall idle = work(script);
        LeaveCall leave = script.submit(new LeaveCall(Cause.LEFT, "", Value.NONE, 1_000));

        assertThat(idle.completion().result().end()).isEqualTo(ExitReason.LEFT);
        assertThat(leave.completion().isDone()).isFalse();
    }

    @Test
    void moreWaitingRequestsThanAllowedGoBack() {
        Script script = Script.member();
        RequestTracker work = new RequestTracker(1, 9, 0);
        NodeStep step = new NodeStep();
        step.begin(0, script.out);
        step.linked(script.endpoint);
        work.receive(request(1), Value.NULL, step);
        work.receive(request(2), Value.NULL, step);

        assertThat(script.out.only(Result.class)).isEqualTo(new Result(2, 1, Status.RETURNED, Content.NONE));
    }
}

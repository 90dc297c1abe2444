package dev.comm.node.machine.work;

import static dev.comm.node.machine.work.RequestTrackerTest.answerAndWork;
import static dev.comm.node.machine.work.RequestTrackerTest.request;
import static dev.comm.node.machine.work.RequestTrackerTest.serve;
import static dev.comm.node.machine.work.RequestTrackerTest.work;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Cause;
import dev.comm.api.Profile;
import dev.comm.api.protocol.Content;
import dev.comm.api.protocol.MembershipCommand.Fenced;
import dev.comm.api.protocol.WorkCommand.Cancel;
import dev.comm.api.protocol.WorkCommand.Request;
import dev.comm.api.protocol.WorkCommand.Result;
import dev.comm.api.protocol.WorkCommand.Status;
import dev.comm.node.machine.Script;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The treatment of a handler that does not end in time (W2). */
class OverrunsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final Duration GRACE = Profile.FAST.timing().termGrace();

    private final Script script = Script.member();

    private OverrunCall watch() {
        return script.submit(new OverrunCall());
    }

    private Assignment begin(long id, long timeoutNanos) {
        TakeRequestCall worker = work(script);
        script.receive(new Request(id, 1, "fit", true, timeoutNanos, Content.NULL));
        return worker.completion().result().assignment();
    }

    @Test
    void w2_aHandlerIsInterruptedAtItsTimeoutAndGivenUpAfterTheGracePeriod() {
        serve(script, "fit");
        Assignment running = begin(1, SECOND);
        OverrunCall first = watch();
        script.passWithMaster(Duration.ofSeconds(1));
        assertThat(first.completion().result()).isEqualTo(new Overrun(running, Overrun.Measure.INTERRUPT));
        assertThat(running.cancelled()).isTrue();

        OverrunCall second = watch();
        script.passWithMaster(GRACE.minusMillis(1));
        assertThat(second.completion().isDone()).isFalse();
        assertThat(script.out.commands(Result.class)).isEmpty();
        script.passWithMaster(Duration.ofMillis(1));
        assertThat(second.completion().result()).isEqualTo(new Overrun(running, Overrun.Measure.ABANDON));
        assertThat(script.out.only(Result.class)).isEqualTo(new Result(1, 1, Status.CANCELLED, Content.NONE));
    }

    @Test
    void w2_aHandlerThatEndsWithinTheGracePeriodIsNotGivenUp() {
        serve(script, "fit");
        begin(1, SECOND);
        script.passWithMaster(Duration.ofSeconds(2));
        answerAndWork(script, 1);
        OverrunCall interrupted = watch();
        OverrunCall next = watch();
        script.passWithMaster(GRACE.plusSeconds(1));

        assertThat(interrupted.completion().result().measure()).isEqualTo(Overrun.Measure.INTERRUPT);
        assertThat(next.completion().isDone()).isFalse();
        assertThat(script.out.commands(Result.class)).hasSize(1);
    }

    @Test
    void w2_aCancelledHandlerIsInterruptedAndGivenUpToo() {
        serve(script, "fit");
        Assignment running = begin(1, -1);
        OverrunCall first = watch();
        script.receive(new Cancel(1, 1));
        assertThat(first.completion().result()).isEqualTo(new Overrun(running, Overrun.Measure.INTERRUPT));

        OverrunCall second = watch();
        script.passWithMaster(GRACE);
        assertThat(second.completion().result()).isEqualTo(new Overrun(running, Overrun.Measure.ABANDON));
    }

    @Test
    void w2_aLateAnswerOfAGivenUpHandlerIsNotSent() {
        serve(script, "fit");
        begin(1, SECOND);
        script.passWithMaster(Duration.ofSeconds(1));
        script.passWithMaster(GRACE);
        answerAndWork(script, 1);

        assertThat(script.out.only(Result.class).status()).isEqualTo(Status.CANCELLED);
    }

    @Test
    void w2_aGivenUpAttemptLeavesItsSlotToTheNextRequest() {
        serve(script, "fit");
        begin(1, SECOND);
        script.receive(request(2));
        script.passWithMaster(Duration.ofSeconds(1));
        script.passWithMaster(GRACE);

        assertThat(work(script).completion().result().assignment().id()).isEqualTo(2);
    }

    @Test
    void b7_theEndOfTheMembershipEndsTheWatch() {
        serve(script, "fit");
        OverrunCall watch = watch();
        script.receive(new Fenced(Cause.SILENT, 2, ""));

        assertThat(watch.completion().result()).isNull();
        OverrunCall late = watch();
        assertThat(late.completion().isDone()).isTrue();
    }
}

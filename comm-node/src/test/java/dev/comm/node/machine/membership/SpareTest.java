package dev.comm.node.machine.membership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Cause;
import dev.comm.api.protocol.HandshakeCommand.Rejected;
import dev.comm.api.protocol.HandshakeCommand.Rejected.Reason;
import dev.comm.api.protocol.MembershipCommand.Fenced;
import dev.comm.core.machine.Event;
import dev.comm.core.machine.Failure;
import dev.comm.node.machine.Script;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A1: a spare waits for a loss without a limit and without a word, and ends with the run. */
class SpareTest {
    private final Script spare = new Script(Script.config().rank(-1).spares(1).build()).registered();

    @Test
    void a1_aSpareWaitsAsLongAsTheMasterLivesAndSaysNothing() {
        spare.passWithMaster(Duration.ofMinutes(10));

        assertThat(spare.join.completion().isDone()).isFalse();
        assertThat(spare.out.log()).noneMatch(line -> line.contains("waits for"));
        spare.receive(spare.welcome());
        assertThat(spare.join.completion().result().rank()).isEqualTo(2);
    }

    @Test
    void a1_theEndOfTheRunIsNoFailureOfASpare() {
        spare.receive(new Rejected(Reason.OVER, "the run is over"));

        Failure failure = spare.join.completion().failure();
        assertThat(failure.kind()).isEqualTo(Failure.Kind.CLOSED);
        assertThat(failure.detail()).startsWith("this spare was not needed: the run is over");
    }

    @Test
    void a1_aSpareThatComesAfterTheEndIsNotNeededEither() {
        Script late = new Script(Script.config().rank(-1).spares(1).build());
        late.submit(late.join);
        late.step(new Event.Started());
        late.opened();
        late.receive(late.challenge());
        late.receive(new Rejected(Reason.OVER, "the run is over"));

        assertThat(late.join.completion().failure().kind()).isEqualTo(Failure.Kind.CLOSED);
    }

    @Test
    void withoutSparesTheEndOfTheRunRejectsANewcomer() {
        Script newcomer = new Script(Script.config().elastic(true).build()).registered();
        newcomer.receive(new Rejected(Reason.OVER, "the run is over"));

        assertThat(newcomer.join.completion().failure().kind()).isEqualTo(Failure.Kind.NOT_ADMITTED);
    }

    @Test
    void a1_aSpareEndsAtOnceWithItsMaster() {
        spare.passWithMaster(Duration.ofMinutes(1));
        spare.cut();

        Failure failure = spare.join.completion().failure();
        assertThat(failure.kind()).isEqualTo(Failure.Kind.MASTER_LOST);
        assertThat(failure.detail()).startsWith("see the log of the master: ");
        assertThat(spare.machine.nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void a1_aSpareThatHearsNothingMoreEndsAfterTheDeadTimeout() {
        spare.passInSilence(Duration.ofSeconds(3));

        assertThat(spare.join.completion().failure().kind()).isEqualTo(Failure.Kind.MASTER_LOST);
    }

    @Test
    void a1_aSpareThatWasStoppedForAWhileComesBack() {
        spare.passWithMaster(Duration.ofMinutes(1));
        spare.receive(new Fenced(Cause.SILENT, 3, "no sign of life"));

        assertThat(spare.join.completion().isDone()).isFalse();
        spare.now = spare.machine.nextDeadlineNanos();
        spare.step(new Event.Deadline());
        spare.opened();
        assertThat(spare.join.completion().isDone()).isFalse();
    }
}

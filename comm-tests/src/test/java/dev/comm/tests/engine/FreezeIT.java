package dev.comm.tests.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Cause;
import dev.comm.api.Departure;
import dev.comm.api.Verdict;
import dev.comm.api.error.FencedException;
import dev.comm.core.testing.FullOnly;
import dev.comm.testkit.Cluster;
import dev.comm.testkit.Ending;
import dev.comm.testkit.Run;
import dev.comm.testkit.Suspension;
import dev.comm.testkit.fault.Step;
import dev.comm.testkit.history.Occurrence;
import dev.comm.testkit.live.process.ProcessCluster;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Processes that are stopped as a whole by SIGSTOP and continued by SIGCONT (F12, F13). */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "SIGSTOP is POSIX")
class FreezeIT {
    private static final int FENCED = 6;

    @Test
    void b7_aZombieIsFencedAndTheOthersAgreeWithoutIt() {
        Cluster cluster = ProcessCluster.here(2).configure(Patience.untilDead());
        cluster.program(comm -> {
            cluster.report(comm.rank(), "first", comm.barrier());
            cluster.report(comm.rank(), "second", comm.barrier());
            cluster.report(comm.rank(), "third", comm.barrier());
        });
        cluster.node(2).at(Step.ARRIVE_SENDING, 2, () -> cluster.node(2).freeze());
        cluster.listen(happened -> {
            if (happened instanceof Occurrence.Departed departed && departed.rank() == 2) {
                cluster.node(2).thaw();
            }
        });
        Run run = cluster.run();
        Verdict second = run.report(1, "second", Verdict.class);
        assertThat(second.survivors()).isEqualTo(Set.of(0, 1));
        assertThat(second.departures().values())
                .as("the rank may have departed before the barrier began")
                .extracting(Departure::cause)
                .isSubsetOf(Cause.SILENT);
        assertThat(run.report(0, "second", Verdict.class)).isEqualTo(second);
        assertThat(run.report(1, "third", Verdict.class).survivors()).isEqualTo(Set.of(0, 1));
        assertThat(run.report(1, "third", Verdict.class).departures()).isEmpty();
        assertThat(run.reports(2, "second")).isEmpty();
        assertThat(run.ending(2).threw(FencedException.class))
                .as("%s", run.ending(2))
                .isTrue();
        assertThat(run.ending(2).exitCode()).hasValue(FENCED);
    }

    @Test
    @FullOnly("b14_aMasterThatWasStopped; this one stops a node")
    void b4_aPauseBelowTheDeadTimeoutLosesNobody() {
        Cluster cluster = ProcessCluster.here(2).configure(Patience.ample());
        cluster.program(comm -> cluster.report(comm.rank(), "verdict", comm.barrier()));
        cluster.node(1).freezeAt(Step.WELCOME_RECEIVED, Duration.ofSeconds(1));
        Run run = cluster.run();
        for (int rank = 0; rank <= 2; rank++) {
            assertThat(run.report(rank, "verdict", Verdict.class).survivors()).isEqualTo(Set.of(0, 1, 2));
        }
        assertThat(run.duration()).isGreaterThan(Duration.ofSeconds(1));
    }

    @Test
    @FullOnly("b7_aZombieIsFenced; this one is never continued")
    void aMemberThatIsStoppedForEverIsOpenAndIsEndedWithTheRun() {
        Cluster cluster = ProcessCluster.here(2).configure(Patience.untilDead());
        cluster.program(comm -> cluster.report(comm.rank(), "verdict", comm.barrier()));
        Suspension suspended = cluster.node(1).suspendAt(Step.ARRIVE_SENDING, 1);
        Run run = cluster.run();
        assertThat(suspended.isReached()).isTrue();
        assertThat(run.ending(1).kind()).isEqualTo(Ending.Kind.OPEN);
        assertThat(run.ending(1).exitCode()).isEmpty();
        assertThat(run.report(2, "verdict", Verdict.class).survivors()).isEqualTo(Set.of(0, 2));
    }

    @Test
    void b14_aMasterThatWasStoppedBuriesNobodyForTheTimeItSlept() {
        Cluster cluster = ProcessCluster.here(2).configure(Patience.untilDead());
        cluster.program(comm -> {
            comm.barrier();
            cluster.report(comm.rank(), "verdict", comm.barrier());
        });
        cluster.master().freezeAt(Step.ARRIVE_RECEIVED, Duration.ofSeconds(2));
        Run run = cluster.run();
        assertThat(run.report(0, "verdict", Verdict.class).survivors()).isEqualTo(Set.of(0, 1, 2));
        assertThat(run.report(0, "verdict", Verdict.class).departures()).isEmpty();
    }

    @Test
    @FullOnly("b7_aZombieIsFenced; this one closes nothing")
    void aVanishedMemberDepartsAsSilent() {
        Cluster cluster = ProcessCluster.here(2).configure(Patience.untilDead());
        cluster.program(comm -> cluster.report(comm.rank(), "verdict", comm.barrier()));
        cluster.node(2).at(Step.ARRIVE_SENDING, 1, () -> cluster.node(2).vanish());
        Run run = cluster.run();
        Verdict verdict = run.report(1, "verdict", Verdict.class);
        assertThat(verdict.survivors()).isEqualTo(Set.of(0, 1));
        assertThat(verdict.departures().values())
                .as("the rank may have departed before the barrier began")
                .extracting(Departure::cause)
                .isSubsetOf(Cause.SILENT);
        assertThat(run.ending(2).kind()).isEqualTo(Ending.Kind.OPEN);
    }
}

package dev.comm.tests.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.Cause;
import dev.comm.api.Departure;
import dev.comm.api.Verdict;
import dev.comm.api.work.Handlers;
import dev.comm.core.testing.FullOnly;
import dev.comm.testkit.Cluster;
import dev.comm.testkit.DistantException;
import dev.comm.testkit.Ending;
import dev.comm.testkit.ProgramFailure;
import dev.comm.testkit.Run;
import dev.comm.testkit.fault.Step;
import dev.comm.testkit.live.process.ProcessCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The ways in which a process ends by itself or on request (F03, F04). The others are notified at once. */
class ExitIT {
    private static final int SIGTERM = 128 + 15;

    /** An error that Comm does not know. */
    private static final class OutOfLuckError extends Error {
        private static final long serialVersionUID = 1;

        OutOfLuckError() {
            super("no luck today");
        }
    }

    @Test
    void b5_systemExitInAHandler_isADepartureForTheOthers() {
        Cluster cluster = ProcessCluster.here(2).configure(Patience.ample());
        Handlers handlers = Handlers.of("end", Integer.class, Integer.class, (code, context) -> {
            if (context.rank() == 2) {
                System.exit(code);
            }
            return code;
        });
        cluster.serve(handlers, master -> {
            master.awaitComputeNodes(2, Duration.ofMinutes(1));
            master.sendRequest("end", 17, Integer.class).forEach(reply -> {
                String outcome =
                        reply.isPresent() ? "value" : reply.departure().cause().name();
                cluster.report(0, "rank " + reply.rank(), outcome);
            });
            master.shutdownComputeNodes(Duration.ofMinutes(1));
        });
        Run run = cluster.run();
        assertThat(run.reports(0, "rank 1")).containsExactly("value");
        assertThat(run.reports(0, "rank 2")).containsAnyOf("CLOSED", "RESET");
        assertThat(run.ending(2).kind()).isEqualTo(Ending.Kind.CRASHED);
        assertThat(run.ending(2).exitCode()).hasValue(17);
        assertThat(run.ending(1).exitCode()).hasValue(0);
    }

    @Test
    @FullOnly("b5_systemExitInAHandler; this one halts the JVM")
    void b5_runtimeHaltInAProgram_isADepartureForTheOthers() {
        Cluster cluster = ProcessCluster.here(2).configure(Patience.ample());
        cluster.program(comm -> cluster.report(comm.rank(), "verdict", comm.barrier()));
        cluster.program(2, comm -> Runtime.getRuntime().halt(9));
        Run run = cluster.run();
        checkLost(run, Cause.CLOSED, Cause.RESET);
        assertThat(run.ending(2).kind()).isEqualTo(Ending.Kind.CRASHED);
        assertThat(run.ending(2).exitCode()).hasValue(9);
    }

    @Test
    @FullOnly("b5_systemExitInAHandler; this one halts at a step")
    void b5_haltedByTheTestAtAStep() {
        Cluster cluster = ProcessCluster.here(2).configure(Patience.ample());
        cluster.program(comm -> cluster.report(comm.rank(), "verdict", comm.barrier()));
        cluster.node(2).at(Step.ARRIVE_SENDING, 1, () -> cluster.node(2).halt(42));
        Run run = cluster.run();
        checkLost(run, Cause.CLOSED, Cause.RESET);
        assertThat(run.ending(2).exitCode()).hasValue(42);
    }

    @Test
    @FullOnly("aProgramThatRunsOutOfMemory; this one throws an error of its own")
    void anErrorThatNobodyCatches_endsTheProcessWith1AndIsShown() {
        Cluster cluster = ProcessCluster.here(2).configure(Patience.ample());
        cluster.program(comm -> cluster.report(comm.rank(), "verdict", comm.barrier()));
        cluster.program(2, comm -> {
            throw new OutOfLuckError();
        });
        cluster.mayThrow(2, OutOfLuckError.class);
        Run run = cluster.run();
        Verdict verdict = run.report(1, "verdict", Verdict.class);
        assertThat(verdict.survivors()).isEqualTo(Set.of(0, 1));
        assertThat(verdict.departures().values())
                .as("the rank may have departed before the barrier began")
                .extracting(Departure::cause)
                .isSubsetOf(Cause.FAILED);
        Ending ending = run.ending(2);
        assertThat(ending.kind()).isEqualTo(Ending.Kind.THREW);
        assertThat(ending.threw(OutOfLuckError.class)).isTrue();
        assertThat(ending.threw(Error.class)).isTrue();
        assertThat(ending.threw(RuntimeException.class)).isFalse();
        assertThat(ending.error()).hasMessageContaining("no luck today");
        assertThat(ending.exitCode()).hasValue(1);
        assertThat(ending.output()).contains("OutOfLuckError");
    }

    @Test
    @FullOnly("WrongTestsTest; this one in a process")
    void anErrorThatTheTestDoesNotAllow_failsTheRun() {
        Cluster cluster = ProcessCluster.here(1).configure(Patience.ample());
        cluster.program(comm -> assertThat(comm.rank()).as("a rank").isZero());
        assertThatThrownBy(cluster::run)
                .isInstanceOf(ProgramFailure.class)
                .hasMessageStartingWith("the program of rank 1 threw org.opentest4j.AssertionFailedError: [a rank]")
                .hasCauseInstanceOf(DistantException.class);
    }

    @Test
    void aProgramThatRunsOutOfMemory_departsAsFailed() {
        Cluster cluster = ProcessCluster.here(2).configure(Patience.ample());
        cluster.program(comm -> cluster.report(comm.rank(), "verdict", comm.barrier()));
        cluster.program(2, comm -> {
            List<long[]> hoard = new ArrayList<>();
            while (hoard.size() < Integer.MAX_VALUE) {
                hoard.add(new long[1 << 16]);
            }
        });
        cluster.mayThrow(2, OutOfMemoryError.class);
        Run run = cluster.run();
        checkLost(run, Cause.FAILED);
        assertThat(run.ending(2).threw(OutOfMemoryError.class))
                .as("%s", run.ending(2))
                .isTrue();
        assertThat(run.ending(2).exitCode()).hasValue(1);
    }

    @Test
    @FullOnly("aProgramThatRunsOutOfMemory; this one ends the JVM")
    void b5_aJvmThatEndsWhenItsMemoryDoes() {
        Cluster cluster = ProcessCluster.here(2, "-XX:+ExitOnOutOfMemoryError").configure(Patience.ample());
        cluster.program(comm -> cluster.report(comm.rank(), "verdict", comm.barrier()));
        cluster.node(2).at(Step.ARRIVE_SENDING, 1, () -> cluster.node(2).exhaustMemory());
        Run run = cluster.run();
        assertThat(run.ending(2).kind()).isEqualTo(Ending.Kind.CRASHED);
        assertThat(run.ending(2).exitCode()).hasValue(3);
        assertThat(run.agreedVerdict().survivors()).isSubsetOf(0, 1, 2).contains(0, 1);
    }

    @Test
    @FullOnly("aProgramThatRunsOutOfMemory; this one hoards beside the program")
    void aProcessWithoutMemory_keepsNobodyWaiting() {
        Cluster cluster = ProcessCluster.here(2).configure(Patience.untilDead());
        cluster.program(comm -> {
            comm.barrier();
            cluster.report(comm.rank(), "verdict", comm.barrier());
        });
        cluster.program(2, comm -> {
            comm.barrier();
            cluster.node(2).exhaustMemory();
            Cluster.pause(Duration.ofSeconds(1));
            comm.barrier();
        });
        cluster.mayThrow(2, VirtualMachineError.class);
        cluster.mayThrow(2, LinkageError.class);
        cluster.mayThrow(2, Exception.class);
        Run run = cluster.run();
        assertThat(run.report(0, "verdict", Verdict.class)).isEqualTo(run.report(1, "verdict", Verdict.class));
        assertThat(run.report(1, "verdict", Verdict.class).survivors()).contains(0, 1);
    }

    @Test
    void q1_sigterm_endsTheProcessInOrderAndTheOthersHearOfIt() {
        Cluster cluster = ProcessCluster.here(2).configure(Patience.ample());
        cluster.program(comm -> cluster.report(comm.rank(), "verdict", comm.barrier()));
        cluster.program(2, comm -> {
            cluster.node(2).terminate();
            while (!comm.isLeaving()) {
                Cluster.pause(Duration.ofMillis(10));
            }
        });
        Run run = cluster.run();
        checkLost(run, Cause.LEFT);
        assertThat(run.ending(2).exitCode()).hasValue(SIGTERM);
    }

    /**
     * Requires the loss of rank 2. A process that dies with unread bytes, such as a heartbeat, resets its connection.
     */
    private static void checkLost(Run run, Cause... causes) {
        Verdict verdict = run.report(1, "verdict", Verdict.class);
        assertThat(verdict.survivors()).isEqualTo(Set.of(0, 1));
        assertThat(verdict.departures().values())
                .as("the rank may have departed before the barrier began")
                .extracting(Departure::cause)
                .isSubsetOf(causes);
        assertThat(run.report(0, "verdict", Verdict.class)).isEqualTo(verdict);
    }
}

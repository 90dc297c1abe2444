package dev.comm.tests.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Answer;
import dev.comm.api.error.CallTimeoutException;
import dev.comm.api.work.Handlers;
import dev.comm.api.work.ShutdownReport;
import dev.comm.core.testing.FullOnly;
import dev.comm.testkit.Cluster;
import dev.comm.testkit.Ending;
import dev.comm.testkit.Run;
import dev.comm.testkit.live.process.ProcessCluster;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Nodes whose handlers hang while their process lives (F16), and nodes whose master dies (F09). */
class HandlerIT {
    private static final int MASTER_LOST = 5;

    /** Lets two threads wait for the lock of each other for ever. Interrupts have no effect. */
    private static void deadlock() {
        Object first = new Object();
        Object second = new Object();
        CountDownLatch both = new CountDownLatch(2);
        Thread other = new Thread(() -> lock(second, first, both), "deadlocked");
        other.setDaemon(true);
        other.start();
        lock(first, second, both);
    }

    private static void lock(Object first, Object second, CountDownLatch both) {
        synchronized (first) {
            both.countDown();
            while (both.getCount() > 0) {
                Thread.onSpinWait();
            }
            synchronized (second) {
                throw new AssertionError("the threads are not in a deadlock");
            }
        }
    }

    @Test
    void aDeadlockedHandler_isATimeoutOfItsRequestAndNotALoss() {
        Cluster cluster = ProcessCluster.here(2)
                .configure(builder -> Patience.withHungHandlers().apply(builder).timeout(Duration.ofSeconds(3)));
        Handlers handlers = Handlers.of("deadlock", Integer.class, String.class, (victim, context) -> {
                    if (context.rank() == victim) {
                        deadlock();
                    }
                    return "done";
                })
                .and("echo", String.class, String.class, (text, context) -> text);
        cluster.serve(handlers, master -> {
            master.awaitComputeNodes(2, Duration.ofMinutes(1));
            for (Answer<String> reply : master.sendRequest("deadlock", 2, String.class)) {
                cluster.report(0, "rank " + reply.rank(), reply.isPresent() ? "value" : kind(reply));
            }
            cluster.report(0, "alive", master.registry().entries().keySet());
            ShutdownReport shutdown = master.shutdownComputeNodes(Duration.ofSeconds(3));
            cluster.report(0, "left", shutdown.left());
        });
        Run run = cluster.run();
        assertThat(run.reports(0, "rank 1")).containsExactly("value");
        assertThat(run.reports(0, "rank 2")).containsExactly(CallTimeoutException.class.getSimpleName());
        assertThat(run.reports(0, "alive").get(0)).asString().isEqualTo("[1, 2]");
        assertThat(run.reports(0, "left").get(0))
                .asString()
                .as("the other node leaves shortly before the deadline, without its handler")
                .isIn("[1, 2]", "[1]");
        assertThat(run.ending(1).exitCode()).hasValue(0);
        assertThat(run.ending(2).kind())
                .as("it ends although a handler hangs: %s", run.ending(2))
                .isEqualTo(Ending.Kind.RETURNED);
    }

    private static String kind(Answer<String> reply) {
        return reply.failure() == null
                ? reply.departure().cause().name()
                : reply.failure().getClass().getSimpleName();
    }

    @Test
    void m1_aKilledMaster_endsEveryNodeWithItsOwnExitCode() {
        Cluster cluster = ProcessCluster.here(3).configure(Patience.shortLease());
        cluster.program(comm -> {
            comm.barrier();
            if (comm.rank() == 0) {
                cluster.master().crash();
            }
            comm.barrier();
        });
        cluster.program(3, comm -> {
            comm.barrier();
            new CountDownLatch(1).await();
        });
        Run run = cluster.run();
        for (int rank = 1; rank <= 3; rank++) {
            assertThat(run.ending(rank).exitCode())
                    .as("exit code of rank %d: %s", rank, run.ending(rank))
                    .hasValue(MASTER_LOST);
        }
        assertThat(run.ending(0).kind()).isEqualTo(Ending.Kind.CRASHED);
    }

    @Test
    @FullOnly("m1_aKilledMaster_endsEveryNode; this one with a handler that hangs")
    void m1_aKilledMaster_endsNodesThatServe_evenWithAHandlerThatHangs() {
        Cluster cluster = ProcessCluster.here(2).configure(Patience.ample());
        Handlers handlers = Handlers.of("hang", Integer.class, String.class, (victim, context) -> {
            if (context.rank() == victim) {
                cluster.master().crash();
                deadlock();
            }
            return "done";
        });
        cluster.serve(handlers, master -> {
            master.awaitComputeNodes(2, Duration.ofMinutes(1));
            master.sendRequest("hang", 1, String.class);
        });
        Run run = cluster.run();
        for (int rank = 1; rank <= 2; rank++) {
            assertThat(run.ending(rank).exitCode())
                    .as("exit code of rank %d: %s", rank, run.ending(rank))
                    .hasValue(MASTER_LOST);
        }
    }
}

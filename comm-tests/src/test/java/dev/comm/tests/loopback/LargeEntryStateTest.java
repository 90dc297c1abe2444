package dev.comm.tests.loopback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Communicator;
import dev.comm.testkit.Cluster;
import dev.comm.testkit.Engine;
import dev.comm.testkit.Run;
import dev.comm.testkit.fault.Step;
import java.time.Duration;

/** A newcomer with a large entry state becomes a member before it receives changes of the view (A8). */
class LargeEntryStateTest {
    private static final int BYTES = 24 << 20;

    @OnSimulatedAndRealSockets
    void aNewcomerGetsAStateOfManyMebibytesAndTakesPart(Engine engine) {
        Run run = Stage.play(engine, 2, cluster -> {
            cluster.configure(config -> config.elastic(true));
            cluster.program(comm -> {
                byte[] state = comm.entryState(byte[].class);
                if (state == null) {
                    letIn(comm, 2);
                } else {
                    cluster.report(comm.rank(), "state", state.length);
                }
                cluster.report(comm.rank(), "together", comm.barrier().survivors());
            });
            cluster.node(2).at(Step.DECISION_RECEIVED, 1, () -> {
                cluster.node(2).crash();
                cluster.after(Duration.ofMillis(100), cluster.node(2)::restart);
            });
        });
        assertThat(run.reports(2, "state")).containsExactly(BYTES);
        for (int rank = 0; rank <= 2; rank++) {
            assertThat(run.reports(rank, "together").toString()).isEqualTo("[[0, 1, 2]]");
        }
    }

    private static void letIn(Communicator comm, int rank) {
        comm.barrier();
        while (!comm.admit(() -> new byte[BYTES]).verdict().joined().contains(rank)) {
            Cluster.pause(Duration.ofMillis(20));
        }
    }
}

package dev.comm.tests.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Verdict;
import dev.comm.testkit.Cluster;
import dev.comm.testkit.Ending;
import dev.comm.testkit.Run;
import dev.comm.testkit.fault.Step;
import dev.comm.testkit.live.ProcessCluster;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Members as processes of their own: real signals, checked like simulated runs. */
class ProcessEngineIT {
    @Test
    void everybodyReturnsAndReports() {
        Cluster cluster = ProcessCluster.here(3);
        cluster.program(comm -> cluster.report(comm.rank(), "verdict", comm.barrier()));
        Run run = cluster.run();
        for (int rank = 0; rank <= 3; rank++) {
            assertThat(run.ending(rank).kind()).isEqualTo(Ending.Kind.RETURNED);
            assertThat(run.ending(rank).exitCode()).hasValue(0);
            assertThat(run.report(rank, "verdict", Verdict.class)).isEqualTo(run.agreedVerdict());
        }
    }

    @Test
    void b1_killedInABarrier() {
        Cluster cluster = ProcessCluster.here(3);
        cluster.program(comm -> cluster.report(comm.rank(), "verdict", comm.barrier()));
        cluster.node(2).crashAt(Step.ARRIVE_SENDING);
        Run run = cluster.run();
        assertThat(run.ending(2).kind()).isEqualTo(Ending.Kind.CRASHED);
        assertThat(run.ending(2).exitCode()).hasValue(137);
        assertThat(run.agreedVerdict().survivors()).isEqualTo(Set.of(0, 1, 3));
    }
}

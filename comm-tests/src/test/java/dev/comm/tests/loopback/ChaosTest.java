package dev.comm.tests.loopback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Communicator;
import dev.comm.testkit.Cluster;
import dev.comm.testkit.Run;
import dev.comm.testkit.fault.FaultMix;
import dev.comm.testkit.history.Occurrence;
import dev.comm.testkit.live.loopback.LoopbackCluster;
import java.time.Duration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random faults happen over real sockets too, and every promise is kept. */
@Timeout(120)
class ChaosTest {
    private static final Duration CHAOS = Duration.ofMillis(1_200);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void everyPromiseIsKeptWhileMembersFail(long seed) {
        LoopbackCluster cluster = new LoopbackCluster(3, seed);
        cluster.program(comm -> meetUntil(cluster, comm));
        cluster.chaos(FaultMix.usual(), CHAOS);
        Run run = cluster.run();
        assertThat(run.plan().isEmpty()).isFalse();
        assertThat(run.history().of(Occurrence.Decided.class)).isNotEmpty();
    }

    private static void meetUntil(Cluster cluster, Communicator comm) {
        int over = 0;
        while (over == 0) {
            comm.barrier();
            comm.allGather("rank " + comm.rank());
            Cluster.pause(Duration.ofMillis(2));
            boolean late = comm.rank() == 0 && cluster.now().compareTo(CHAOS) > 0;
            over = comm.allReduce(late ? 1 : 0, Integer::sum).value();
        }
    }
}

package dev.comm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Limits;
import dev.comm.testkit.junit.ClusterTest;
import dev.comm.testkit.sim.SimCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** C2 and P1: messages for a node that is stopped make their senders wait, and no other member. */
class BackPressureTest {
    private static final int MESSAGES = 60;
    private static final int SIZE = 10_000;
    private static final int BUDGET = 128 << 10;
    private static final Duration FREEZE = Duration.ofMillis(1_200);

    @ClusterTest(nodes = 4, seeds = 10)
    void c2_sendersWaitForAStoppedReceiverAndOnlyThey(SimCluster cluster) {
        List<Duration> toStopped = new ArrayList<>();
        List<Duration> toOther = new ArrayList<>();
        cluster.configure(config -> config.limits(budget()));
        cluster.program(comm -> {
            comm.barrier();
            switch (comm.rank()) {
                case 1, 4 -> {
                    SimCluster.pause(Duration.ofMillis(20));
                    if (comm.rank() == 1) {
                        cluster.node(2).freeze(FREEZE);
                    }
                    for (int i = 0; i < MESSAGES; i++) {
                        comm.send(comm.rank() == 1 ? 2 : 3, new byte[SIZE + i]);
                    }
                    (comm.rank() == 1 ? toStopped : toOther).add(cluster.now());
                }
                case 2, 3 -> {
                    for (int i = 0; i < MESSAGES; i++) {
                        byte[] message = comm.receive(comm.rank() == 2 ? 1 : 4, byte[].class, Duration.ofSeconds(20));
                        assertThat(message).hasSize(SIZE + i);
                    }
                }
                default -> {}
            }
            comm.barrier();
        });
        Run run = cluster.run();
        assertThat(run.endings()).allMatch(ending -> ending.kind() == Ending.Kind.RETURNED);
        assertThat(toStopped).singleElement().satisfies(time -> assertThat(time).isGreaterThan(FREEZE));
        assertThat(toOther).singleElement().satisfies(time -> assertThat(time).isLessThan(FREEZE));
    }

    /** Returns limits below the size of all sent messages, including the buffers of the socket. */
    private static Limits budget() {
        return Limits.builder().outboundBytes(BUDGET).build();
    }
}

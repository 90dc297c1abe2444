package dev.comm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Cause;
import dev.comm.api.Profile;
import dev.comm.api.Timing;
import dev.comm.api.protocol.FrameType;
import dev.comm.testkit.history.Occurrence;
import dev.comm.testkit.junit.ClusterTest;
import dev.comm.testkit.sim.SimCluster;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The heartbeats of a team that is large for its interval. The master asks 60 nodes with an interval of 10 ms for one
 * heartbeat every 39 ms. It asks 20 of them for one every 10 ms again.
 */
class HeartbeatIntervalTest {
    private static final int NODES = 60;
    private static final int STAYING = 20;

    @ClusterTest(nodes = NODES, seeds = 5)
    void b4_b5_theIntervalFollowsTheTeamAndSilenceIsNoticedInTime(SimCluster cluster) {
        AtomicInteger early = new AtomicInteger();
        AtomicInteger late = new AtomicInteger();
        cluster.configure(builder -> builder.timing(beatingOften()));
        cluster.network().rule(frame -> {
            if (frame.is(FrameType.HEARTBEAT) && frame.to() == 1) {
                (cluster.now().toMillis() < 500 ? early : late).incrementAndGet();
            }
            return FrameVerdict.pass();
        });
        cluster.program(comm -> {
            comm.barrier();
            Cluster.pause(Duration.ofMillis(1_000));
            comm.barrier();
        });
        for (int rank = STAYING + 1; rank <= NODES; rank++) {
            cluster.node(rank).crashAt(Duration.ofMillis(500));
        }
        cluster.node(2).freezeAt(Duration.ofMillis(600), Duration.ofSeconds(10));
        Run run = cluster.run();
        assertThat(run.agreedVerdict().survivors()).hasSize(STAYING).doesNotContain(2);
        assertThat(run.history().of(Occurrence.Departed.class))
                .filteredOn(departed -> departed.cause() == Cause.SILENT)
                .extracting(Occurrence.Departed::rank)
                .containsOnly(2);
        assertThat(early.get()).as("one every 39 ms").isBetween(9, 22);
        assertThat(late.get()).as("one every 10 ms").isBetween(35, 60);
    }

    private static Timing beatingOften() {
        return Profile.FAST.timing().toBuilder()
                .heartbeat(Duration.ofMillis(10))
                .suspect(Duration.ofMillis(25))
                .dead(Duration.ofMillis(200))
                .build();
    }
}

package dev.comm.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.CallOptions;
import dev.comm.api.Limits;
import dev.comm.api.error.CallTimeoutException;
import dev.comm.testkit.junit.ClusterTest;
import dev.comm.testkit.sim.SimCluster;
import java.time.Duration;

/**
 * C2: a sender waits and stays a member while rank 0 receives none of its messages. It continues when rank 0 receives
 * them.
 */
class UnreceivedMessagesTest {
    private static final int ROOM = 100;
    private static final int UNASKED = 256;
    private static final Duration LONG = Duration.ofSeconds(20);

    @ClusterTest(nodes = 2, seeds = 10)
    void c2_theSenderWaitsAndLives(SimCluster cluster) {
        int count = 2 * (ROOM + UNASKED);
        small(cluster);
        cluster.program(comm -> {
            if (comm.rank() > 0) {
                for (int i = 0; i < count; i++) {
                    comm.send(0, i);
                }
            } else {
                // The pause is longer than the dead timeout, and no member is lost.
                SimCluster.pause(Duration.ofSeconds(5));
                for (int i = 0; i < count; i++) {
                    assertThat(comm.receive(2, Integer.class, LONG)).isEqualTo(i);
                    assertThat(comm.receive(1, Integer.class, LONG)).isEqualTo(i);
                }
            }
            assertThat(comm.barrier().isComplete()).isTrue();
        });
        plays(cluster);
    }

    @ClusterTest(nodes = 1, seeds = 10)
    void c2_aSendThatTimesOutSendsNothing(SimCluster cluster) {
        small(cluster);
        cluster.program(comm -> {
            int sent = 0;
            if (comm.rank() == 1) {
                try {
                    while (true) {
                        comm.with(CallOptions.DEFAULT.timeout(Duration.ofSeconds(3)))
                                .send(0, sent);
                        sent++;
                    }
                } catch (CallTimeoutException full) {
                    assertThat(sent).isBetween(ROOM, ROOM + 2 * UNASKED);
                }
            }
            int all = comm.allReduce(sent, Integer::sum).value();
            if (comm.rank() == 0) {
                for (int i = 0; i < all; i++) {
                    assertThat(comm.receive(1, Integer.class, LONG)).isEqualTo(i);
                }
                assertThatThrownBy(() -> comm.receive(1, Integer.class, Duration.ofSeconds(1)))
                        .isInstanceOf(CallTimeoutException.class);
            }
            comm.barrier();
        });
        plays(cluster);
    }

    private static void small(SimCluster cluster) {
        cluster.configure(
                builder -> builder.limits(Limits.builder().messages(ROOM).build()));
    }

    private static void plays(SimCluster cluster) {
        Run run = cluster.run();
        for (Ending ending : run.endings()) {
            assertThat(ending.kind()).as(ending.toString()).isEqualTo(Ending.Kind.RETURNED);
        }
    }
}

package dev.comm.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.CallOptions;
import dev.comm.api.Communicator;
import dev.comm.api.Limits;
import dev.comm.api.Slice;
import dev.comm.api.error.CallTimeoutException;
import dev.comm.api.error.MemberLostException;
import dev.comm.api.error.SerializationException;
import dev.comm.testkit.junit.ClusterTest;
import dev.comm.testkit.sim.SimCluster;
import java.time.Duration;
import java.util.Arrays;

/** An exchange sends to one neighbour and receives from another. It loses no message, whichever of them is gone. */
class ExchangeTest {
    private static final int NOBODY = Communicator.NOBODY;
    private static final int LARGE = 300_000;

    @ClusterTest(nodes = 3, seeds = 20)
    void aRingOfLargeValuesDoesNotBlockItself(SimCluster cluster) {
        cluster.program(comm -> {
            int next = (comm.rank() + 1) % comm.size();
            int last = (comm.rank() + comm.size() - 1) % comm.size();
            for (int round = 0; round < 3; round++) {
                byte[] mine = new byte[LARGE];
                Arrays.fill(mine, (byte) (10 * round + comm.rank()));
                byte[] got = comm.exchange(next, mine, last, byte[].class);
                assertThat(got).hasSize(LARGE).containsOnly(10 * round + last);
            }
        });
        plays(cluster);
    }

    @ClusterTest(nodes = 2, seeds = 10)
    void anEdgeHasNobodyBeyondIt(SimCluster cluster) {
        cluster.program(comm -> {
            int up = comm.rank() - 1;
            int down = comm.rank() + 1 < comm.size() ? comm.rank() + 1 : NOBODY;
            Integer below = comm.exchange(up, comm.rank(), down, Integer.class);
            assertThat(below).isEqualTo(down == NOBODY ? null : (Integer) down);
            assertThat(comm.exchange(NOBODY, null, NOBODY, String.class)).isNull();
            assertThatThrownBy(() -> comm.exchange(-2, "", NOBODY, String.class))
                    .isInstanceOf(IllegalArgumentException.class);
            comm.barrier();
        });
        plays(cluster);
    }

    @ClusterTest(nodes = 2, seeds = 20)
    void p1_aLostReceiverCostsNoMessageOfTheOtherNeighbour(SimCluster cluster) {
        cluster.program(comm -> {
            if (hasLostANeighbour(comm)) {
                assertThatThrownBy(() -> comm.exchange(2, "halo", 0, String.class))
                        .isInstanceOf(MemberLostException.class)
                        .hasMessageContaining("rank 2");
                assertThat(comm.receive(0, String.class)).isEqualTo("of the other neighbour");
            }
        });
        plays(cluster);
    }

    @ClusterTest(nodes = 2, seeds = 20)
    void p1_whatALostSenderSentIsTakenFirstAndTheOwnValueIsSent(SimCluster cluster) {
        cluster.program(comm -> {
            if (comm.rank() == 2) {
                comm.send(1, "last");
            } else if (comm.rank() == 1) {
                assertThat(comm.exchange(0, "first", 2, String.class)).isEqualTo("last");
                assertThatThrownBy(() -> comm.exchange(0, "second", 2, String.class))
                        .isInstanceOf(MemberLostException.class)
                        .hasMessageContaining("rank 2");
            } else {
                assertThat(comm.receive(1, String.class)).isEqualTo("first");
                assertThat(comm.receive(1, String.class)).isEqualTo("second");
            }
        });
        plays(cluster);
    }

    /** Lets rank 1 fill rank 0, so that its exchange can send nothing in time. */
    @ClusterTest(nodes = 2, seeds = 10)
    void p1_aSendThatTimesOutCostsNoMessageOfTheOtherNeighbour(SimCluster cluster) {
        cluster.configure(
                builder -> builder.limits(Limits.builder().messages(10).build()));
        cluster.program(comm -> {
            if (comm.rank() == 2) {
                comm.send(1, "of the other neighbour");
            }
            comm.barrier();
            if (comm.rank() == 1) {
                Communicator brief = comm.with(CallOptions.DEFAULT.timeout(Duration.ofSeconds(2)));
                assertThatThrownBy(() -> {
                            while (true) {
                                brief.exchange(0, "flood", NOBODY, String.class);
                            }
                        })
                        .isInstanceOf(CallTimeoutException.class);
                assertThatThrownBy(() -> brief.exchange(0, "flood", 2, String.class))
                        .isInstanceOf(CallTimeoutException.class);
                assertThat(comm.receive(2, String.class)).isEqualTo("of the other neighbour");
            }
            comm.barrier();
        });
        plays(cluster);
    }

    @ClusterTest(nodes = 1, seeds = 20)
    void c2_anArrayOfRankZeroMayChangeAfterItsSendTimedOut(SimCluster cluster) {
        changesAfterATimeout(cluster, 0, 1);
    }

    @ClusterTest(nodes = 1, seeds = 20)
    void c2_anArrayOfANodeMayChangeAfterItsSendTimedOut(SimCluster cluster) {
        changesAfterATimeout(cluster, 1, 0);
    }

    /** Times out one send that has begun and one that has not, on a slow connection. */
    private static void changesAfterATimeout(SimCluster cluster, int sender, int receiver) {
        cluster.network().link(sender, receiver).throttle(300_000);
        cluster.program(comm -> {
            comm.barrier();
            if (comm.rank() == sender) {
                double[] begun = new double[500_000];
                byte[] waiting = new byte[500_000];
                Arrays.fill(begun, 1);
                Communicator brief = comm.with(CallOptions.DEFAULT.timeout(Duration.ofSeconds(2)));
                assertThatThrownBy(() -> brief.send(receiver, Slice.of(begun)))
                        .isInstanceOf(CallTimeoutException.class);
                assertThatThrownBy(() -> brief.exchange(receiver, waiting, NOBODY, byte[].class))
                        .isInstanceOf(CallTimeoutException.class);
                Arrays.fill(begun, 2);
                comm.send(receiver, "the next one");
            } else {
                assertThat(comm.receive(sender, double[].class)).containsOnly(1);
                assertThat(comm.receive(sender, String.class)).isEqualTo("the next one");
            }
            comm.barrier();
        });
        plays(cluster);
    }

    @ClusterTest(nodes = 2, seeds = 10)
    void placesAreExchangedInPlace(SimCluster cluster) {
        cluster.program(comm -> {
            int up = comm.rank() - 1;
            int down = comm.rank() + 1 < comm.size() ? comm.rank() + 1 : NOBODY;
            double[] field = new double[12];
            Arrays.fill(field, 4, 8, comm.rank());
            comm.exchange(up, Slice.of(field, 4, 4), down, Slice.of(field, 8, 4));
            comm.exchange(down, Slice.of(field, 4, 4), up, Slice.of(field, 0, 4));
            assertThat(Arrays.copyOfRange(field, 8, 12)).containsOnly(down == NOBODY ? 0 : down);
            assertThat(Arrays.copyOfRange(field, 0, 4)).containsOnly(up == NOBODY ? 0 : up);
            assertThat(Arrays.copyOfRange(field, 4, 8)).containsOnly(comm.rank());
        });
        plays(cluster);
    }

    @ClusterTest(nodes = 1, seeds = 5)
    void aMessageThatDoesNotFitLeavesThePlaceUnchanged(SimCluster cluster) {
        cluster.program(comm -> {
            int other = 1 - comm.rank();
            double[] in = {1, 2, 3};
            assertThatThrownBy(() -> comm.exchange(other, Slice.of(new double[1_000]), other, Slice.of(in)))
                    .isInstanceOf(SerializationException.class)
                    .hasMessageContaining("1,000 doubles")
                    .hasMessageContaining("rank " + other);
            assertThatThrownBy(() -> comm.exchange(other, Slice.of(new int[3]), other, Slice.of(in)))
                    .isInstanceOf(SerializationException.class);
            assertThat(in).containsExactly(1, 2, 3);
            comm.exchange(other, Slice.of(new double[] {4, 5, 6}), other, Slice.of(in));
            assertThat(in).as("the messages before were taken").containsExactly(4, 5, 6);
        });
        plays(cluster);
    }

    /** Exchanges a rank's elements with itself, as the only rank along a periodic axis does. */
    @ClusterTest(nodes = 1, seeds = 2)
    void aRankExchangesWithItself(SimCluster cluster) {
        cluster.program(comm -> {
            int[] row = {1, 2, 3, 4};
            comm.exchange(comm.rank(), Slice.of(row, 1, 3), comm.rank(), Slice.of(row, 0, 3));
            assertThat(row).containsExactly(2, 3, 4, 4);
        });
        plays(cluster);
    }

    /**
     * Sends a message from rank 0 to rank 1, and lets rank 2 leave. Returns whether this is rank 1, between the two.
     */
    static boolean hasLostANeighbour(Communicator comm) {
        if (comm.rank() == 0) {
            comm.send(1, "of the other neighbour");
        }
        comm.barrier();
        while (comm.rank() != 2 && comm.view().members().containsKey(2)) {
            comm.barrier();
        }
        return comm.rank() == 1;
    }

    private static void plays(SimCluster cluster) {
        for (Ending ending : cluster.run().endings()) {
            assertThat(ending.kind()).as(ending.toString()).isEqualTo(Ending.Kind.RETURNED);
        }
    }
}

package dev.comm.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.Answer;
import dev.comm.api.AsyncCommunicator;
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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Stages of messages end as the blocking calls do, and get the messages in the order of their calls. */
class AsyncMessagesTest {
    private static final Duration LONG = Duration.ofMinutes(2);

    @ClusterTest(nodes = 2, seeds = 20)
    void p1_stagesGetTheMessagesInTheOrderOfTheirCalls(SimCluster cluster) {
        cluster.program(comm -> {
            int next = (comm.rank() + 1) % comm.size();
            int last = (comm.rank() + comm.size() - 1) % comm.size();
            AsyncCommunicator async = comm.async();
            List<CompletionStage<Integer>> got = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                async.send(next, i);
                got.add(async.receive(last, Integer.class));
            }
            for (int i = 0; i < 20; i++) {
                assertThat(SimCluster.await(got.get(i), LONG)).isEqualTo(i);
            }
        });
        plays(cluster);
    }

    /** Sends a large value first, so that the second exchange has sent its own value sooner. */
    @ClusterTest(nodes = 2, seeds = 20)
    void p1_anExchangeKeepsItsPlaceUntilItsValueWasSent(SimCluster cluster) {
        cluster.program(comm -> {
            if (comm.rank() == 0) {
                comm.receive(1, byte[].class);
                comm.receive(1, byte[].class);
                return;
            }
            if (comm.rank() == 2) {
                comm.send(1, "first");
                comm.send(1, "second");
                comm.receive(1, String.class);
                return;
            }
            AsyncCommunicator async = comm.async();
            async.send(0, new byte[2_000_000]);
            CompletionStage<String> first = async.exchange(0, new byte[2_000_000], 2, String.class);
            CompletionStage<String> second = async.exchange(2, "quick", 2, String.class);
            assertThat(SimCluster.await(second, LONG)).isEqualTo("second");
            assertThat(SimCluster.await(first, LONG)).isEqualTo("first");
        });
        plays(cluster);
    }

    @ClusterTest(nodes = 2, seeds = 10)
    void placesAreFilledBeforeTheStageEnds(SimCluster cluster) {
        cluster.program(comm -> {
            int next = (comm.rank() + 1) % comm.size();
            int last = (comm.rank() + comm.size() - 1) % comm.size();
            double[] field = {comm.rank(), -1};
            SimCluster.await(comm.async().exchange(next, Slice.of(field, 0, 1), last, Slice.of(field, 1, 1)), LONG);
            assertThat(field).containsExactly(comm.rank(), last);
            int nobody = Communicator.NOBODY;
            assertThat(SimCluster.await(comm.async().exchange(nobody, null, nobody, String.class), LONG))
                    .isNull();
            SimCluster.await(comm.async().exchange(next, 1, nobody, String.class), LONG);
            assertThat(SimCluster.await(comm.async().exchange(nobody, null, last, Integer.class), LONG))
                    .isEqualTo(1);
        });
        plays(cluster);
    }

    @ClusterTest(nodes = 2, seeds = 20)
    void p1_aStageFailsAsTheCallWouldAndLosesNoMessage(SimCluster cluster) {
        cluster.program(comm -> {
            if (ExchangeTest.hasLostANeighbour(comm)) {
                AsyncCommunicator async = comm.async();
                fails(async.send(2, "late"), MemberLostException.class);
                fails(async.receive(2, String.class), MemberLostException.class);
                fails(async.exchange(2, "halo", 0, String.class), MemberLostException.class);
                fails(async.send(0, new Object()), SerializationException.class);
                assertThatThrownBy(() -> async.send(-1, "")).isInstanceOf(IllegalArgumentException.class);
                assertThat(SimCluster.await(async.receive(0, String.class), LONG))
                        .isEqualTo("of the other neighbour");
                Answer<String> told = SimCluster.await(async.receiveAny(String.class), LONG);
                assertThat(told.departure().rank()).isEqualTo(2);
            }
        });
        plays(cluster);
    }

    @ClusterTest(nodes = 1, seeds = 10)
    void b6_aSendWithoutRoomEndsAtItsTimeoutAndSendsNothing(SimCluster cluster) {
        cluster.configure(
                builder -> builder.limits(Limits.builder().messages(10).build()));
        cluster.program(comm -> {
            int sent = 0;
            if (comm.rank() == 1) {
                AsyncCommunicator brief = comm.with(CallOptions.DEFAULT.timeout(Duration.ofSeconds(3)))
                        .async();
                List<CompletionStage<Void>> sends = new ArrayList<>();
                for (int i = 0; i < 2_000; i++) {
                    sends.add(brief.send(0, i));
                }
                for (CompletionStage<Void> each : sends) {
                    sent += isSent(each) ? 1 : 0;
                }
                assertThat(sent).isBetween(10, 1_999);
            }
            int all = comm.allReduce(sent, Integer::sum).value();
            if (comm.rank() == 0) {
                for (int i = 0; i < all; i++) {
                    assertThat(comm.receive(1, Integer.class)).isEqualTo(i);
                }
                assertThatThrownBy(() -> comm.receive(1, Integer.class, Duration.ofSeconds(1)))
                        .isInstanceOf(CallTimeoutException.class);
            }
            comm.barrier();
        });
        plays(cluster);
    }

    private static boolean isSent(CompletionStage<Void> send) {
        try {
            SimCluster.await(send, LONG);
            return true;
        } catch (java.util.concurrent.CompletionException e) {
            assertThat(e).hasCauseInstanceOf(CallTimeoutException.class).hasMessageContaining("rank 0");
            return false;
        }
    }

    @ClusterTest(nodes = 1, seeds = 10)
    void p1_aCancelledReceiveTakesNoMessage(SimCluster cluster) {
        cluster.program(comm -> {
            int other = 1 - comm.rank();
            assertThat(comm.async()
                            .receive(other, String.class)
                            .toCompletableFuture()
                            .cancel(true))
                    .isTrue();
            assertThat(comm.async()
                            .receiveAny(String.class)
                            .toCompletableFuture()
                            .cancel(true))
                    .isTrue();
            comm.barrier();
            comm.send(other, "message");
            assertThat(comm.receive(other, String.class)).isEqualTo("message");
        });
        plays(cluster);
    }

    private static void fails(CompletionStage<?> stage, Class<? extends Exception> type) {
        assertThatThrownBy(() -> SimCluster.await(stage, LONG)).hasCauseInstanceOf(type);
    }

    private static void plays(SimCluster cluster) {
        for (Ending ending : cluster.run().endings()) {
            assertThat(ending.kind()).as(ending.toString()).isEqualTo(Ending.Kind.RETURNED);
        }
    }
}

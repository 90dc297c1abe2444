package dev.comm.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.Collected;
import dev.comm.api.Distributed;
import dev.comm.api.Elementwise;
import dev.comm.api.JoinedArray;
import dev.comm.api.Reduced;
import dev.comm.api.Slice;
import dev.comm.api.error.CollectiveFailedException;
import dev.comm.api.error.CollectiveMismatchException;
import dev.comm.api.error.MemberLostException;
import dev.comm.api.error.SerializationException;
import dev.comm.core.testing.Extent;
import dev.comm.testkit.campaign.Campaign;
import dev.comm.testkit.fault.Step;
import dev.comm.testkit.junit.ClusterTest;
import dev.comm.testkit.sim.ArrayWorkload;
import dev.comm.testkit.sim.SimCluster;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Arrays are combined, scattered and gathered as SEMANTICS says, also when members depart. */
class ArraysTest {
    @Test
    void everyPromiseIsKeptForArraysWhileMembersFail() {
        Campaign.of("arrays", ArrayWorkload::play)
                .nodes(1, 5)
                .seeds(Extent.of(150, 2_000))
                .hard()
                .run();
    }

    @ClusterTest(nodes = 3, seeds = 10)
    void r1_aSumHasTheBitsOfTheOrderOfTheRanks(SimCluster cluster) {
        double[] parts = {1e16, 1, -1e16, 1};
        cluster.program(comm -> {
            Reduced<double[]> sum = comm.allReduce(new double[] {parts[comm.rank()], 2}, Elementwise.SUM);
            assertThat(sum.value()).containsExactly(1, 8);
        });
        assertThat(cluster.run().agreedVerdict().isComplete()).isTrue();
    }

    /** Lets a rank depart after its arrival. Its part is left out whole. */
    @ClusterTest(nodes = 3, seeds = 20)
    void r1_aDepartedRankIsLeftOutOfTheSum(SimCluster cluster) {
        cluster.program(comm -> {
            SimCluster.pause(Duration.ofMillis(comm.rank() == 2 ? 0 : 5));
            Reduced<Long> bins = comm.allReduce(1L << comm.rank(), Elementwise.SUM);
            assertThat(bins.value()).isEqualTo(11);
            assertThat(bins.verdict().departures()).containsOnlyKeys(2);
        });
        cluster.node(2).crashAt(Step.ARRIVE_SENT);
        cluster.run();
    }

    @ClusterTest(nodes = 2, seeds = 10)
    void lengthsThatDifferFailOnAllRanksAndTheCommunicatorStaysUsable(SimCluster cluster) {
        cluster.program(comm -> {
            double[] place = new double[comm.rank() == 1 ? 1000 : 1024];
            assertThatThrownBy(() -> comm.allReduce(Slice.of(place), Elementwise.SUM))
                    .isInstanceOf(CollectiveFailedException.class)
                    .hasMessage("allReduce number 0: give values of one type and length on all ranks:"
                            + " rank 1 gave 1,000 doubles, rank 0 gave 1,024 doubles");
            assertThat(place).containsOnly(0);
            assertThatThrownBy(() -> comm.allReduce(comm.rank() == 2 ? null : 1, Elementwise.SUM))
                    .hasMessage("allReduce number 1: give a value on every rank: rank 2 gave null");
            assertThat(comm.allReduce(1, Elementwise.SUM).value()).isEqualTo(3);
        });
        cluster.run();
    }

    @ClusterTest(nodes = 2, seeds = 10)
    void b9_operatorsThatDifferAreAMismatchThatNamesThem(SimCluster cluster) {
        cluster.program(comm -> assertThatThrownBy(
                        () -> comm.allReduce(1, comm.rank() == 1 ? Elementwise.MAX : Elementwise.SUM))
                .isInstanceOf(CollectiveMismatchException.class)
                .hasMessageContaining("called allReduce with operator max")
                .hasMessageContaining("called allReduce with operator sum"));
        cluster.run();
    }

    @ClusterTest(nodes = 3, seeds = 20)
    void c1_aFieldIsGatheredWithAMarkedGap(SimCluster cluster) {
        cluster.program(comm -> {
            SimCluster.pause(Duration.ofMillis(comm.rank() == 2 ? 0 : 5));
            double[] own = {comm.rank(), comm.rank() + 0.5, 99};
            JoinedArray<double[]> field = comm.collectArray(Slice.of(own, 0, 2));
            if (comm.rank() == 0) {
                assertThat(field.array()).containsExactly(0, 0.5, 1, 1.5, 3, 3.5);
                assertThat(field.isPresent(2)).isFalse();
                assertThat(field.pieces().at(3).value().from()).isEqualTo(4);
                assertThatThrownBy(() -> field.pieces().at(2).value()).isInstanceOf(MemberLostException.class);
            } else {
                assertThat(field.array()).isNull();
            }
        });
        cluster.node(2).crashAt(Step.ARRIVE_SENT);
        cluster.run();
    }

    @ClusterTest(nodes = 2, seeds = 10)
    void c1_aPieceThatDoesNotFitItsPlaceFailsItsSlotAlone(SimCluster cluster) {
        cluster.program(comm -> {
            int[] field = {-1, -1, -1, -1, -1};
            Slice<int[]> piece = Slice.of(new int[comm.rank() == 1 ? 2 : 1]);
            Collected<Slice<int[]>> all = comm.allGatherArray(piece, Slice.cut(field, 1, 1, 3));
            assertThat(all.missing()).containsExactly(1, 2);
            assertThatThrownBy(() -> all.at(1).value())
                    .isInstanceOf(SerializationException.class)
                    .hasMessageContaining("the peer sent 2 ints, the place has 1");
            assertThat(field).containsExactly(0, -1, -1, -1, -1);
        });
        cluster.run();
    }

    @ClusterTest(nodes = 2, seeds = 10)
    void aPieceOfAnotherTypeHasAMarkedSlotAndNoElements(SimCluster cluster) {
        cluster.program(comm -> {
            if (comm.rank() == 1) {
                comm.allGatherArray(Slice.of(new float[] {1}));
                return;
            }
            JoinedArray<int[]> joined = comm.allGatherArray(Slice.of(new int[] {comm.rank()}));
            assertThat(joined.array()).containsExactly(0, 2);
            assertThatThrownBy(() -> joined.pieces().at(1).value())
                    .hasMessageContaining("give ints on all ranks: expected ints, but the peer sent floats");
        });
        cluster.run();
    }

    @ClusterTest(nodes = 2, seeds = 10)
    void tooFewPlacesAreRefusedAfterTheVerdictSoTheRanksStayInStep(SimCluster cluster) {
        cluster.program(comm -> {
            Slice<int[]> piece = Slice.of(new int[] {comm.rank()});
            List<Slice<int[]>> places = comm.rank() == 0 ? List.of(piece) : null;
            if (comm.rank() == 0) {
                assertThatThrownBy(() -> comm.collectArray(piece, places))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("give a place for each of the 3 ranks, not 1 places");
            } else {
                comm.collectArray(piece, places);
            }
            assertThat(comm.barrier().sequence()).isEqualTo(1);
        });
        cluster.run();
    }

    @ClusterTest(nodes = 2, seeds = 10)
    void d1_eachRankGetsItsPieceOfAnArray(SimCluster cluster) {
        cluster.program(comm -> {
            long[] field = {1, 2, 3, 4, 5};
            Distributed<long[]> rows = comm.scatterArray(() -> Slice.cutEven(field, 2));
            assertThat(rows.value()).isEqualTo(new long[][] {{1, 2, 3}, {4, 5}, null}[comm.rank()]);
            long[] place = {-1, -1};
            Distributed<Slice<long[]>> into =
                    comm.scatterArray(() -> List.of(Slice.of(field, 0, 2), Slice.of(field, 3, 2)), Slice.of(place));
            assertThat(place).isEqualTo(new long[][] {{1, 2}, {4, 5}, {-1, -1}}[comm.rank()]);
            assertThat(into.value() == null).isEqualTo(comm.rank() == 2);
        });
        assertThat(cluster.run().agreedVerdict().isComplete()).isTrue();
    }
}

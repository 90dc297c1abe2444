package dev.comm.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.Answer;
import dev.comm.api.Collected;
import dev.comm.api.Communicator;
import dev.comm.api.Limits;
import dev.comm.api.error.CollectiveMismatchException;
import dev.comm.api.error.CommException;
import dev.comm.api.error.MemberLostException;
import dev.comm.api.error.RemoteException;
import dev.comm.core.testing.Extent;
import dev.comm.testkit.campaign.Campaign;
import dev.comm.testkit.fault.FaultKind;
import dev.comm.testkit.fault.Step;
import dev.comm.testkit.junit.ClusterTest;
import dev.comm.testkit.sim.AllToAllWorkload;
import dev.comm.testkit.sim.SimCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each rank gives each rank a value of its own, as SEMANTICS says, also when members depart. */
class AllToAllTest {
    @Test
    void everyPromiseIsKeptForAllToAllWhileMembersFail() {
        Campaign.of("all to all", AllToAllWorkload::play)
                .nodes(1, 5)
                .seeds(Extent.of(150, 2_000))
                .hard()
                .run();
    }

    /** The checks compare each slot of each survivor with the value that its sender gave. */
    @ClusterTest(
            nodes = 2,
            everyStep = {FaultKind.CRASH, FaultKind.FREEZE})
    void c1_aMemberMayStopAtAnyStep(SimCluster cluster) {
        cluster.mayThrow(CommException.class);
        cluster.program(comm -> {
            for (int round = 0; round < 2; round++) {
                SimCluster.pause(Duration.ofMillis(5L * comm.rank()));
                comm.allToAll(texts(comm, round));
            }
        });
        cluster.run();
    }

    @ClusterTest(nodes = 3, seeds = 10)
    void c1_eachRankGetsWhatTheOthersGaveForIt(SimCluster cluster) {
        cluster.program(comm -> {
            Collected<String> all = comm.allToAll(texts(comm, 0));
            assertThat(all.present())
                    .containsExactlyElementsOf(IntStream.range(0, 4)
                            .mapToObj(rank -> "0: " + rank + " to " + comm.rank())
                            .toList());
        });
        assertThat(cluster.run().agreedVerdict().isComplete()).isTrue();
    }

    /** The example of the Javadoc. */
    @ClusterTest(nodes = 3, seeds = 10)
    void bucketsAreExchangedAsInTheExampleOfTheJavadoc(SimCluster cluster) {
        cluster.program(comm -> {
            int[] numbers = IntStream.range(0, 40).map(i -> i * 4 + comm.rank()).toArray();
            List<int[]> buckets = split(numbers, comm.size()); // index = the rank that gets the bucket
            List<Integer> merged = new ArrayList<>();
            for (Answer<int[]> bucket : comm.allToAll(buckets)) {
                if (bucket.isPresent()) {
                    Arrays.stream(bucket.value()).forEach(merged::add);
                }
            }
            assertThat(merged)
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(comm.rank() * 40, comm.rank() * 40 + 40)
                            .boxed()
                            .toList());
        });
        cluster.run();
    }

    private static List<int[]> split(int[] numbers, int size) {
        return IntStream.range(0, size)
                .mapToObj(rank -> Arrays.stream(numbers)
                        .filter(number -> number / 40 == rank)
                        .toArray())
                .toList();
    }

    /** Lets a rank depart after all of its bytes have arrived at the master. */
    @ClusterTest(nodes = 3, seeds = 20)
    void c1_theSlotOfADepartedRankIsDepartedAtEverybodyAlsoWhereItsBytesHadArrived(SimCluster cluster) {
        cluster.program(comm -> {
            SimCluster.pause(Duration.ofMillis(comm.rank() == 2 ? 0 : 5));
            Collected<String> all = comm.allToAll(texts(comm, 0));
            assertThat(all.missing()).containsExactly(2);
            assertThat(all.at(2).departure()).isNotNull();
            assertThatThrownBy(() -> all.at(2).value()).isInstanceOf(MemberLostException.class);
            assertThat(all.at(3).value()).isEqualTo("0: 3 to " + comm.rank());
        });
        cluster.node(2).crashAt(Step.ARRIVE_SENT);
        cluster.run();
    }

    @ClusterTest(nodes = 2, seeds = 10)
    void ranksBeyondAListReceiveNullAndAnEntryMayBeNull(SimCluster cluster) {
        cluster.program(comm -> {
            List<Object> mine = comm.rank() == 0 ? List.of() : comm.rank() == 1 ? Arrays.asList(1, null) : List.of(2);
            Collected<Object> all = comm.allToAll(mine);
            assertThat(all.present())
                    .isEqualTo(Arrays.asList(null, comm.rank() == 0 ? 1 : null, comm.rank() == 0 ? 2 : null));
        });
        cluster.run();
    }

    @ClusterTest(nodes = 2, seeds = 10)
    void aListThatIsTooLongIsRefusedAtTheCall(SimCluster cluster) {
        cluster.program(comm -> {
            assertThatThrownBy(() -> comm.allToAll(List.of(1, 2, 3, 4)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("give at most one value for each of the 3 ranks, not 4 values");
            assertThatThrownBy(() -> comm.async().allToAll(null)).isInstanceOf(NullPointerException.class);
            assertThat(comm.barrier().sequence()).isZero();
        });
        cluster.run();
    }

    @ClusterTest(nodes = 2, seeds = 10)
    void aValueThatCannotBeWrittenFailsItsSlotAtItsReceiverAlone(SimCluster cluster) {
        cluster.program(comm -> {
            List<Object> mine = comm.rank() == 1 ? List.of("a", "b", new Object()) : List.of("a", "b", "c");
            Collected<Object> all = comm.allToAll(mine);
            if (comm.rank() == 2) {
                assertThat(all.missing()).containsExactly(1);
                assertThatThrownBy(() -> all.at(1).value()).isInstanceOf(RemoteException.class);
            } else {
                assertThat(all.present()).hasSize(3);
            }
        });
        cluster.run();
    }

    /** Rank 1 gives more than the limit in all, although each of its values is small enough. */
    @ClusterTest(nodes = 3, seeds = 10)
    void valuesOverTheLimitOfAPayloadFailTheirSlotsAndNoMember(SimCluster cluster) {
        cluster.configure(
                builder -> builder.limits(Limits.builder().payloadBytes(20_000).build()));
        cluster.program(comm -> {
            byte[] mine = new byte[comm.rank() == 1 ? 9_000 : 10];
            Collected<byte[]> all = comm.allToAll(List.of(mine, mine, mine));
            if (comm.rank() < 3) {
                assertThat(all.missing()).containsExactly(1);
                assertThatThrownBy(() -> all.at(1).value())
                        .hasMessageContaining("raise limits.payloadBytes on all members");
            }
        });
        assertThat(cluster.run().agreedVerdict().isComplete()).isTrue();
    }

    @ClusterTest(nodes = 1, seeds = 5)
    void b9_aMismatchNamesTheCall(SimCluster cluster) {
        cluster.program(comm -> assertThatThrownBy(() -> {
                    if (comm.rank() == 0) {
                        comm.allToAll(List.of(1, 2));
                    } else {
                        comm.barrier();
                    }
                })
                .isInstanceOf(CollectiveMismatchException.class)
                .hasMessageContaining("called allToAll"));
        cluster.run();
    }

    /** The program may change its arrays when the call has returned. */
    @ClusterTest(nodes = 2, seeds = 10)
    void aProgramMayChangeItsValuesAfterTheCall(SimCluster cluster) {
        cluster.program(comm -> {
            byte[] mine = new byte[50_000];
            for (byte round = 0; round < 4; round++) {
                Arrays.fill(mine, round);
                Collected<byte[]> all = comm.allToAll(List.of(mine, mine, mine));
                for (Answer<byte[]> each : all) {
                    byte[] expected = new byte[50_000];
                    Arrays.fill(expected, round);
                    assertThat(Arrays.equals(each.value(), expected)).isTrue();
                }
            }
        });
        cluster.run();
    }

    private static List<String> texts(Communicator comm, int round) {
        return IntStream.range(0, comm.size())
                .mapToObj(rank -> round + ": " + comm.rank() + " to " + rank)
                .toList();
    }
}

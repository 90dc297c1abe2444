package dev.comm.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.Answer;
import dev.comm.api.CallOptions;
import dev.comm.api.Communicator;
import dev.comm.api.Limits;
import dev.comm.api.error.CallTimeoutException;
import dev.comm.api.error.LimitException;
import dev.comm.api.error.MemberLostException;
import dev.comm.api.error.SerializationException;
import dev.comm.core.testing.Extent;
import dev.comm.testkit.campaign.Campaign;
import dev.comm.testkit.fault.Step;
import dev.comm.testkit.junit.ClusterTest;
import dev.comm.testkit.sim.MessageWorkload;
import dev.comm.testkit.sim.SimCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A receive from any rank takes each message once, and tells each departure once, after the last message. */
class ReceiveAnyTest {
    private static final int MANY = 20;

    @Test
    void p1_everyPromiseIsKeptForMessagesWhileMembersFail() {
        Campaign.of("messages", MessageWorkload::play)
                .nodes(1, 5)
                .seeds(Extent.of(150, 2_000))
                .run();
    }

    /** Lets the nodes send and end, and rank 2 die. Rank 0 hears all of them until no rank is left. */
    @ClusterTest(nodes = 3, seeds = 30)
    void p1_everyMessageThenTheDepartureThenTheEnd(SimCluster cluster) {
        cluster.program(comm -> {
            if (comm.rank() > 0) {
                for (int i = 0; i < MANY; i++) {
                    comm.send(0, i);
                }
                return;
            }
            List<List<Integer>> got = new ArrayList<>();
            IntStream.range(0, 4).forEach(any -> got.add(new ArrayList<>()));
            List<Integer> gone = new ArrayList<>();
            assertThatThrownBy(() -> {
                        while (true) {
                            Answer<Integer> next = comm.receiveAny(Integer.class);
                            assertThat(gone).doesNotContain(next.rank());
                            if (next.isPresent()) {
                                got.get(next.rank()).add(next.value());
                            } else {
                                gone.add(next.departure().rank());
                            }
                        }
                    })
                    .isInstanceOf(MemberLostException.class);
            assertThat(gone).containsExactlyInAnyOrder(1, 2, 3);
            List<Integer> all = IntStream.range(0, MANY).boxed().toList();
            assertThat(got.get(1)).isEqualTo(all);
            assertThat(got.get(3)).isEqualTo(all);
            assertThat(got.get(2)).isEqualTo(all.subList(0, got.get(2).size()));
        });
        cluster.node(2).crashAt(Step.MESSAGE_SENT);
        Run run = cluster.run();
        assertThat(run.ending(0).kind()).as("%s", run.ending(0)).isEqualTo(Ending.Kind.RETURNED);
    }

    @ClusterTest(nodes = 2, seeds = 20)
    void p1_receivesOfBothKindsShareTheOrderOfEachRank(SimCluster cluster) {
        cluster.program(comm -> {
            Communicator tagged = comm.with(CallOptions.DEFAULT.tag(7));
            if (comm.rank() > 0) {
                for (int i = 0; i < MANY; i++) {
                    comm.send(0, i);
                    tagged.send(0, -1);
                }
            } else {
                int[] next = new int[3];
                for (int i = 0; i < 2 * MANY; i++) {
                    boolean isAny = i % 3 != 0 || next[1] == MANY;
                    Answer<Integer> got =
                            isAny ? comm.receiveAny(Integer.class) : Answer.present(1, comm.receive(1, Integer.class));
                    if (got.departure() == null) {
                        assertThat(got.value()).isEqualTo(next[got.rank()]++);
                    } else {
                        i--;
                    }
                }
                assertThat(next).containsExactly(0, MANY, MANY);
            }
        });
        plays(cluster);
    }

    /** Lets rank 3 leave before the duplicate is made, and rank 2 leave afterwards. */
    @ClusterTest(nodes = 3, seeds = 20)
    void p1_aDepartureIsToldInTheCommunicatorsOfTheMember(SimCluster cluster) {
        cluster.program(comm -> {
            if (comm.rank() == 3) {
                return;
            }
            while (comm.view().members().containsKey(3)) {
                comm.barrier();
            }
            Communicator library = comm.dup();
            if (comm.rank() == 2) {
                library.send(1, "last");
                return;
            }
            if (comm.rank() == 1) {
                assertThat(library.receiveAny(String.class).value()).isEqualTo("last");
                assertThat(library.receiveAny(String.class).departure().rank()).isEqualTo(2);
                assertThat(comm.receiveAny(String.class).departure().rank()).isEqualTo(3);
                assertThat(comm.receiveAny(String.class).departure().rank()).isEqualTo(2);
                assertThatThrownBy(() -> library.receiveAny(String.class, Duration.ZERO))
                        .isInstanceOf(CallTimeoutException.class);
            }
            library.barrier();
        });
        plays(cluster);
    }

    @ClusterTest(nodes = 1, seeds = 5)
    void aMessageThatCannotBeReadIsAFailureOfItsRank(SimCluster cluster) {
        cluster.program(comm -> {
            if (comm.rank() == 1) {
                comm.send(0, "text");
                comm.send(0, 5);
            } else {
                Answer<Integer> failed = comm.receiveAny(Integer.class);
                assertThat(failed.rank()).isEqualTo(1);
                assertThat(failed.failure()).isInstanceOf(SerializationException.class);
                assertThat(comm.receiveAny(Integer.class).value()).isEqualTo(5);
            }
        });
        plays(cluster);
    }

    @ClusterTest(nodes = 2, seeds = 10)
    void c2_droppedMessagesAreReportedInTheirPlace(SimCluster cluster) {
        cluster.configure(
                builder -> builder.limits(Limits.builder().messages(10).build()));
        cluster.program(comm -> {
            if (comm.rank() == 2) {
                for (int i = 0; i < MANY; i++) {
                    comm.send(1, i);
                }
            }
            comm.barrier();
            if (comm.rank() == 1) {
                SimCluster.pause(Duration.ofSeconds(2));
                for (int i = 0; i < 10; i++) {
                    assertThat(comm.receiveAny(Integer.class).value()).isEqualTo(i);
                }
                assertThatThrownBy(() -> comm.receiveAny(Integer.class))
                        .isInstanceOf(LimitException.class)
                        .hasMessageContaining("rank 2");
            }
            comm.barrier();
        });
        plays(cluster);
    }

    private static void plays(SimCluster cluster) {
        for (Ending ending : cluster.run().endings()) {
            assertThat(ending.kind()).as(ending.toString()).isEqualTo(Ending.Kind.RETURNED);
        }
    }
}

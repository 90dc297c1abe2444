package dev.comm.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.CallOptions;
import dev.comm.api.Communicator;
import dev.comm.api.Reduced;
import dev.comm.api.error.ClosedException;
import dev.comm.api.error.CollectiveFailedException;
import dev.comm.api.error.MemberLostException;
import dev.comm.testkit.fault.Step;
import dev.comm.testkit.junit.ClusterTest;
import dev.comm.testkit.sim.SimCluster;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** A duplicate is a communicator of its own. A library and its user do not see the calls of each other. */
class DuplicateTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final CallOptions TAGGED = CallOptions.DEFAULT.tag(7);

    @ClusterTest(nodes = 2, seeds = 30)
    void p1_theMessagesOfADuplicateAreItsOwn(SimCluster cluster) {
        cluster.program(comm -> {
            Communicator library = comm.dup();
            for (int to = 0; to < comm.size(); to++) {
                comm.send(to, "user");
                library.send(to, "library");
                library.with(TAGGED).send(to, "tagged");
            }
            for (int from = 0; from < comm.size(); from++) {
                assertThat(library.with(TAGGED).receive(from, String.class, LONG))
                        .isEqualTo("tagged");
                assertThat(library.receive(from, String.class, LONG)).isEqualTo("library");
                assertThat(comm.receive(from, String.class, LONG)).isEqualTo("user");
            }
            comm.barrier();
        });
        plays(cluster);
    }

    /** Sends messages that wait for credit, which all communicators of a sender share. */
    @ClusterTest(nodes = 2, seeds = 20)
    void p1_theyAreItsOwnAlsoWhenTheyWaitForCredit(SimCluster cluster) {
        int count = 40;
        cluster.program(comm -> {
            Communicator library = comm.dup();
            if (comm.rank() == 1) {
                for (int i = 0; i < count; i++) {
                    comm.send(2, new byte[900]);
                    library.send(2, new byte[901]);
                }
            } else if (comm.rank() == 2) {
                for (int i = 0; i < count; i++) {
                    assertThat(library.receive(1, byte[].class, LONG)).hasSize(901);
                }
                for (int i = 0; i < count; i++) {
                    assertThat(comm.receive(1, byte[].class, LONG)).hasSize(900);
                }
            }
            comm.barrier();
        });
        plays(cluster);
    }

    @ClusterTest(nodes = 2, seeds = 20)
    void p1_aDepartedSenderIsToldInEachCommunicator(SimCluster cluster) {
        cluster.program(comm -> {
            Communicator library = comm.dup();
            if (comm.rank() == 2) {
                library.send(1, "last");
                comm.leave();
            } else if (comm.rank() == 1) {
                assertThatThrownBy(() -> comm.receive(2, String.class, LONG)).isInstanceOf(MemberLostException.class);
                assertThat(library.receive(2, String.class, LONG)).isEqualTo("last");
                assertThatThrownBy(() -> library.receive(2, String.class, LONG))
                        .isInstanceOf(MemberLostException.class);
            }
        });
        plays(cluster);
    }

    @ClusterTest(nodes = 3, seeds = 30)
    void closingADuplicateClosesItAlone(SimCluster cluster) {
        cluster.program(comm -> {
            for (int i = 0; i < 20; i++) {
                try (Communicator library = comm.dup();
                        Communicator inner = library.dup()) {
                    inner.barrier();
                    library.allGather(comm.rank());
                }
            }
            Communicator closed = comm.dup();
            closed.close();
            closed.close();
            assertThatThrownBy(closed::barrier).isInstanceOf(ClosedException.class);
            assertThatThrownBy(closed::dup).isInstanceOf(ClosedException.class);
            assertThatThrownBy(() -> closed.send(0, "late")).isInstanceOf(ClosedException.class);
            assertThatThrownBy(() -> closed.receive(0, String.class, LONG)).isInstanceOf(ClosedException.class);
            assertThat(comm.barrier().isComplete()).isTrue();
        });
        plays(cluster);
    }

    @ClusterTest(nodes = 3, seeds = 30)
    void whatIsOpenOnAClosedDuplicateGoesOnToItsVerdict(SimCluster cluster) {
        cluster.program(comm -> {
            Communicator library = comm.dup();
            CompletionStage<Reduced<Integer>> sum = library.async().allReduce(comm.rank(), Integer::sum);
            SimCluster.pause(Duration.ofMillis(comm.rank() * 3L));
            library.close();
            assertThat(SimCluster.await(sum, LONG).value()).isEqualTo(6);
            comm.barrier();
        });
        plays(cluster);
    }

    @ClusterTest(nodes = 3, seeds = 30)
    void b1_aCallAfterARankHasClosedItFailsOnAllOthers(SimCluster cluster) {
        int early = (int) (cluster.seed() & 3);
        cluster.program(comm -> {
            Communicator library = comm.dup();
            library.barrier();
            if (comm.rank() == early) {
                library.close();
            } else {
                assertThatThrownBy(() -> library.distribute(() -> "value"))
                        .isInstanceOf(CollectiveFailedException.class)
                        .hasMessageContaining("rank " + early + " closed it before this call");
                library.close();
            }
            assertThat(comm.barrier().isComplete()).isTrue();
        });
        plays(cluster);
    }

    /** Lets rank 2 die while its duplicate is open. The others close theirs and continue. */
    @ClusterTest(nodes = 3, seeds = 20)
    void aRankThatDiesDoesNotKeepADuplicate(SimCluster cluster) {
        cluster.program(comm -> {
            for (int i = 0; i < 5; i++) {
                Communicator library = comm.dup();
                library.barrier();
                library.close();
            }
            comm.barrier();
        });
        cluster.node(2).crashAt(Step.ARRIVE_SENT);
        Run run = cluster.run();
        assertThat(run.ending(0).kind()).isEqualTo(Ending.Kind.RETURNED);
        assertThat(run.ending(1).kind()).isEqualTo(Ending.Kind.RETURNED);
    }

    /** Runs the cluster and requires that every program returns, because the programs contain assertions. */
    private static void plays(SimCluster cluster) {
        Run run = cluster.run();
        for (Ending ending : run.endings()) {
            assertThat(ending.kind()).as(ending.toString()).isEqualTo(Ending.Kind.RETURNED);
        }
    }
}

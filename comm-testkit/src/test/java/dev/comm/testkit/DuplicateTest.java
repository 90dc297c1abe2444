package dev.comm.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.CallOptions;
import dev.comm.api.Communicator;
import dev.comm.api.error.MemberLostException;
import dev.comm.testkit.junit.ClusterTest;
import dev.comm.testkit.sim.SimCluster;
import java.time.Duration;

/** A duplicate is a communicator of its own: a library and its user do not see each other. */
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
        cluster.run();
    }

    /** The messages wait for credit, which all communicators of a sender share. */
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
        cluster.run();
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
        cluster.run();
    }
}

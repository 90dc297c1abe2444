package dev.comm.tests.loopback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.Answer;
import dev.comm.api.Cause;
import dev.comm.api.Communicator;
import dev.comm.api.error.ClosedException;
import dev.comm.api.error.CommException;
import dev.comm.api.error.InterruptedCallException;
import dev.comm.api.error.MemberLostException;
import dev.comm.api.error.RemoteException;
import dev.comm.api.work.Handlers;
import dev.comm.core.role.MasterRole;
import dev.comm.testkit.Cluster;
import dev.comm.testkit.Engine;
import dev.comm.testkit.Run;
import dev.comm.testkit.fault.Step;
import dev.comm.testkit.live.loopback.LoopbackCluster;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Faults of the catalogue in which programs are slow, fail or are disturbed. The names of the tests begin with the
 * number of the fault.
 */
@Timeout(120)
class ProgramFaultsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static Map<Integer, Answer<String>> ask(MasterRole master) {
        master.awaitComputeNodes(3, PATIENCE);
        Map<Integer, Answer<String>> replies =
                new TreeMap<>(master.sendRequest("name", "you", String.class).all());
        master.shutdownComputeNodes(PATIENCE);
        return replies;
    }

    @OnSimulatedAndRealSockets
    void f15_aSlowNodeIsWaitedForAndNotBuried(Engine engine) {
        AtomicReference<Map<Integer, Answer<String>>> replies = new AtomicReference<>();
        Run run = Stage.play(
                engine,
                3,
                cluster -> cluster.serve(
                        Handlers.of("name", String.class, String.class, (input, context) -> {
                            if (context.rank() == 2) {
                                Cluster.pause(Duration.ofMillis(1_500));
                            }
                            return "node " + context.rank();
                        }),
                        master -> replies.set(ask(master))));
        assertThat(replies.get().get(1).value()).isEqualTo("node 1");
        assertThat(replies.get().get(2).value()).isEqualTo("node 2");
        assertThat(replies.get().get(3).value()).isEqualTo("node 3");
        assertThat(run.duration()).isGreaterThan(Duration.ofMillis(1_400));
    }

    @OnSimulatedAndRealSockets
    void f17_aHandlerThatThrowsFailsItsAnswerAlone(Engine engine) {
        AtomicReference<Map<Integer, Answer<String>>> replies = new AtomicReference<>();
        Stage.play(
                engine,
                3,
                cluster -> cluster.serve(
                        Handlers.of("name", String.class, String.class, (input, context) -> {
                            if (context.rank() == 2) {
                                throw new IllegalStateException("no name");
                            }
                            return "node " + context.rank();
                        }),
                        master -> replies.set(ask(master))));
        assertThat(replies.get().get(1).value()).isEqualTo("node 1");
        assertThat(replies.get().get(3).value()).isEqualTo("node 3");
        assertThat(replies.get().get(2).failure())
                .isInstanceOf(RemoteException.class)
                .hasMessageContaining("no name");
    }

    @OnSimulatedAndRealSockets
    void f41_whoStopsReadingIsGivenUpAndTheOthersGoOn(Engine engine) {
        Run run = Stage.play(engine, 2, cluster -> {
            cluster.program(comm -> {
                comm.barrier();
                if (comm.rank() == 0) {
                    sendMuch(comm, 2);
                } else if (comm.rank() == 1) {
                    assertThat(comm.receive(0, String.class, PATIENCE)).isEqualTo("go on");
                }
                comm.barrier();
            });
            cluster.node(2).at(Step.DECISION_RECEIVED, 1, cluster.node(2)::freeze);
        });
        assertThat(run.agreedVerdict().survivors()).containsExactly(0, 1);
        assertThat(Stage.cause(run, 2)).isIn(Cause.SILENT, Cause.STALLED);
    }

    private static void sendMuch(Communicator comm, int rank) {
        comm.send(1, "go on");
        try {
            for (int i = 0; i < 16; i++) {
                comm.send(rank, new byte[1 << 20]);
            }
        } catch (MemberLostException e) {
            // The test waits for this exception.
        }
    }

    @Test
    void f51_anInterruptedCallEndsAndWhatItSentStands() {
        LoopbackCluster cluster = new LoopbackCluster(2, 51);
        AtomicReference<CommException> thrown = new AtomicReference<>();
        cluster.program(comm -> {
            comm.barrier();
            if (comm.rank() == 1) {
                Thread caller = Thread.currentThread();
                cluster.after(Duration.ofMillis(100), caller::interrupt);
                assertThatThrownBy(comm::barrier).isInstanceOfSatisfying(InterruptedCallException.class, thrown::set);
                assertThat(Thread.interrupted()).isTrue();
            } else {
                if (comm.rank() == 2) {
                    Cluster.pause(Duration.ofMillis(400));
                }
                assertThat(comm.barrier().survivors()).containsExactly(0, 1, 2);
            }
            assertThat(comm.barrier().survivors()).containsExactly(0, 1, 2);
        });
        Run run = cluster.run();
        assertThat(thrown.get()).hasMessageContaining("stay valid");
        assertThat(run.endings()).allMatch(ending -> ending.error() == null);
    }

    @Test
    void f52_whoIsClosedByAnotherThreadInACallIsReleasedAndCanCallNoMore() {
        LoopbackCluster cluster = new LoopbackCluster(2, 52);
        cluster.program(comm -> {
            comm.barrier();
            if (comm.rank() == 1) {
                new Thread(() -> {
                            Cluster.pause(Duration.ofMillis(100));
                            comm.close();
                            comm.close();
                        })
                        .start();
                endsSomehow(comm);
                assertThatThrownBy(comm::barrier).isInstanceOf(ClosedException.class);
            } else {
                if (comm.rank() == 2) {
                    Cluster.pause(Duration.ofMillis(400));
                }
                assertThat(comm.barrier().survivors()).contains(0, 2);
            }
        });
        Run run = cluster.run();
        assertThat(run.ending(0).error()).isNull();
        assertThat(run.ending(1).error()).isNull();
        assertThat(run.ending(2).error()).isNull();
    }

    /** Calls a barrier that another thread ends by a close, within the timeout of the close. */
    private static void endsSomehow(Communicator comm) {
        try {
            comm.barrier();
        } catch (ClosedException e) {
            // This is the other allowed end.
        }
    }
}

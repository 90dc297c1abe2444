package dev.comm.testkit.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.error.CallTimeoutException;
import dev.comm.api.error.CollectiveFailedException;
import dev.comm.testkit.Cluster;
import dev.comm.testkit.Ending;
import dev.comm.testkit.Engine;
import dev.comm.testkit.Run;
import dev.comm.testkit.fault.Step;
import dev.comm.testkit.junit.ClusterTest;
import dev.comm.testkit.sim.SimCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;

/** The operator of a blocking call runs on the thread of rank 0 that makes the call. */
class OperatorThreadTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    @ClusterTest(
            nodes = 3,
            seeds = 20,
            engines = {Engine.SIM, Engine.LOOPBACK})
    void r1_anOperatorUsesTheLocksAndThreadLocalsOfItsCaller(Cluster cluster) {
        cluster.program(comm -> {
            Object lock = new Object();
            ThreadLocal<Integer> factor = ThreadLocal.withInitial(() -> -1);
            factor.set(3);
            synchronized (lock) {
                for (int i = 0; i < 5; i++) {
                    int sum = comm.allReduce(1, (left, right) -> {
                                assertThat(Thread.holdsLock(lock)).isTrue();
                                return left + factor.get() * right;
                            })
                            .value();
                    assertThat(sum).isEqualTo(10);
                }
                Integer reduced = comm.reduce(1, (left, right) -> left + factor.get() * right)
                        .value();
                assertThat(reduced).isEqualTo(comm.rank() == 0 ? (Integer) 10 : null);
            }
        });
        plays(cluster, -1);
    }

    @ClusterTest(
            nodes = 2,
            seeds = 20,
            engines = {Engine.SIM, Engine.LOOPBACK})
    void anOperatorThatThrowsFailsTheCallOnAll(Cluster cluster) {
        cluster.program(comm -> {
            assertThatThrownBy(() -> comm.allReduce(1, (left, right) -> {
                        throw new IllegalStateException("no sum");
                    }))
                    .isInstanceOf(CollectiveFailedException.class)
                    .hasMessageContaining("no sum");
            assertThat(comm.allReduce(1, Integer::sum).value()).isEqualTo(3);
        });
        plays(cluster, -1);
    }

    /** Runs the operator again, without the part of a member that dies while the operator runs. */
    @ClusterTest(nodes = 3, seeds = 20)
    void r1_itRunsAgainWhenAMemberDeparts(SimCluster cluster) {
        cluster.program(comm -> {
            List<Thread> threads = new ArrayList<>();
            int sum = comm.allReduce(1 << comm.rank(), (left, right) -> {
                        threads.add(Thread.currentThread());
                        Cluster.pause(Duration.ofMillis(20));
                        return left + right;
                    })
                    .value();
            assertThat(threads).allMatch(Thread.currentThread()::equals);
            assertThat(sum).isIn(11, 15);
        });
        cluster.node(2).crashAt(Step.ARRIVE_SENT);
        plays(cluster, 2);
    }

    /** Refuses a message of an operator on a callback thread before it is sent. */
    @ClusterTest(
            nodes = 1,
            seeds = 20,
            engines = {Engine.SIM, Engine.LOOPBACK})
    void whatACallbackMustNotSendIsNotSent(Cluster cluster) {
        cluster.program(comm -> {
            var sum = comm.async().allReduce(comm.rank(), (left, right) -> {
                comm.send(1, "out of an operator");
                return left + right;
            });
            assertThatThrownBy(() -> Cluster.await(sum, LONG))
                    .isInstanceOf(CompletionException.class)
                    .hasRootCauseInstanceOf(CollectiveFailedException.class)
                    .hasMessageContaining("use another thread");
            if (comm.rank() == 1) {
                assertThatThrownBy(() -> comm.receive(0, String.class, Duration.ofSeconds(1)))
                        .isInstanceOf(CallTimeoutException.class);
            }
            comm.barrier();
        });
        plays(cluster, -1);
    }

    private static void plays(Cluster cluster, int crashes) {
        Run run = cluster.run();
        for (Ending ending : run.endings()) {
            if (ending.rank() != crashes) {
                assertThat(ending.kind()).as(ending.toString()).isEqualTo(Ending.Kind.RETURNED);
            }
        }
    }
}

package dev.comm.testkit.junit;

import dev.comm.api.Cause;
import dev.comm.testkit.Cluster;
import dev.comm.testkit.Engine;
import dev.comm.testkit.Member;
import dev.comm.testkit.Network;
import dev.comm.testkit.Run;
import dev.comm.testkit.Seed;
import dev.comm.testkit.fault.FaultKind;
import dev.comm.testkit.history.Occurrence;
import dev.comm.testkit.sim.SimCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInfo;

/** Tests that users could write, some of them wrong on purpose; only other tests run them. */
public final class Samples {
    static final List<String> SEEN = Collections.synchronizedList(new ArrayList<>());

    private Samples() {}

    private static Run meet(Cluster cluster) {
        return cluster.program(comm -> {
                    for (int round = 0; round < 3; round++) {
                        Cluster.pause(Duration.ofMillis(1 + 3L * comm.rank()));
                        comm.barrier();
                    }
                })
                .runUnchecked();
    }

    private static void assertNobodyLost(Run run) {
        if (run.history().of(Occurrence.Departed.class).stream().anyMatch(each -> each.cause() != Cause.LEFT)) {
            throw new AssertionError("somebody was lost");
        }
    }

    /** Believes that nobody is ever lost. */
    public static class Believers {
        @ClusterTest(
                nodes = 4,
                seeds = 20,
                chaos = {FaultKind.CRASH, FaultKind.SLOW},
                until = "5s")
        void nobodyIsLost(Cluster cluster) {
            assertNobodyLost(meet(cluster));
        }

        @ClusterTest(nodes = 2, everyStep = FaultKind.CRASH)
        void nobodyIsLostAtAnyStep(Cluster cluster, List<Member> nodes, SplittableRandom random) {
            assertNobodyLost(meet(cluster));
        }

        @Nested
        class Inside {
            @ClusterTest(
                    nodes = 2,
                    seeds = 3,
                    seed = {5, 6},
                    plan = "at 25ms: crash 2")
            void nobodyIsLost(SimCluster cluster) {
                assertNobodyLost(meet(cluster));
            }
        }
    }

    /** Asks for everything there is. */
    static class Curious {
        private final List<String> before = new ArrayList<>();

        @BeforeEach
        void before() {
            before.add("before");
        }

        @ClusterTest(nodes = 2, seeds = 4)
        void everyPart(
                Cluster cluster,
                SimCluster same,
                List<Member> nodes,
                Member[] array,
                Network network,
                SplittableRandom workload,
                Seed seed,
                TestInfo info) {
            SEEN.add(before.size() + " " + (cluster == same) + " " + nodes.size() + " " + (array[1] == nodes.get(1))
                    + " "
                    + (network == cluster.network()) + " " + (workload == cluster.workload()) + " "
                    + (seed.value() == cluster.seed()) + " " + info.getDisplayName());
            meet(cluster);
        }
    }

    /** Asks engines for what they cannot do. */
    static class Demanding {
        @ClusterTest(seeds = 5)
        void memoryOfASimulation(Cluster cluster) {
            cluster.at(Duration.ofMillis(1), () -> {});
            cluster.node(1).exhaustMemory();
            meet(cluster);
        }

        @ClusterTest(
                seeds = 2,
                engines = {Engine.SIM, Engine.LOOPBACK})
        void aSimulationOnRealSockets(SimCluster cluster) {
            meet(cluster);
        }
    }

    /** Do not come to an end. */
    static class Endless {
        @ClusterTest(seeds = 1, timeout = "300ms")
        void waitsForSomebody(Cluster cluster) throws InterruptedException {
            new CountDownLatch(1).await();
        }
    }

    /** Runs nothing, throws before the run, or assumes in vain. */
    static class Odd {
        @ClusterTest(seeds = 2)
        void runsNothing(Cluster cluster) {}

        @ClusterTest(seeds = 2)
        void throwsBeforeTheRun(Cluster cluster) {
            throw new IllegalStateException("not declared yet");
        }

        @ClusterTest(seeds = 2)
        void assumesInVain(Cluster cluster) {
            org.junit.jupiter.api.Assumptions.assumeTrue(false, "there is no moon");
        }
    }
}

package dev.comm.tests.campaign;

import dev.comm.api.Cause;
import dev.comm.testkit.Cluster;
import dev.comm.testkit.Member;
import dev.comm.testkit.Run;
import dev.comm.testkit.fault.FaultKind;
import dev.comm.testkit.history.Occurrence;
import dev.comm.testkit.junit.ClusterTest;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;

/** Tests of a user who expects, wrongly, that no member is ever lost. Only {@link ReproTest} runs them. */
class Believers {
    private static void meet(Cluster cluster) {
        cluster.program(comm -> {
            for (int round = 0; round < 3; round++) {
                Cluster.pause(Duration.ofMillis(1 + 3L * comm.rank()));
                comm.barrier();
            }
        });
        Run run = cluster.runUnchecked();
        if (run.history().of(Occurrence.Departed.class).stream().anyMatch(each -> each.cause() != Cause.LEFT)) {
            throw new AssertionError("somebody was lost");
        }
    }

    @ClusterTest(
            nodes = 4,
            seeds = 20,
            chaos = {FaultKind.CRASH, FaultKind.SLOW},
            until = "5s")
    void chaotic(Cluster cluster) {
        meet(cluster);
    }

    @ClusterTest(nodes = 2, everyStep = FaultKind.CRASH)
    void exhaustive(Cluster cluster, List<Member> nodes, SplittableRandom random) {
        meet(cluster);
    }

    @Nested
    class Inside {
        @ClusterTest(
                nodes = 2,
                seed = {5, 6},
                plan = "at 25ms: crash 2")
        void planned(Cluster cluster) {
            meet(cluster);
        }
    }
}

package dev.comm.testkit;

import org.junit.jupiter.api.Test;

/** The promises of SEMANTICS, over many clusters in which things go wrong; {@code -Dcomm.seeds=N} runs more of them. */
class SeededClustersTest {
    @Test
    void everyPromiseIsKeptWhileMembersOfOneProgramFail() {
        Campaign.Totals totals = new Campaign("spmd", 1_600, SpmdWorkload::cluster).run();
        totals.assertHard();
    }

    @Test
    void everyTaskIsDoneOnceWhileNodesFailAndComeBack() {
        new Campaign("tasks", 400, TaskWorkload::cluster).run();
    }
}

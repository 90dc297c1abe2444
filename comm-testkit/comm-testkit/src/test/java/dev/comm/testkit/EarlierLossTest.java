package dev.comm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Answer;
import dev.comm.api.Cause;
import dev.comm.api.Collected;
import dev.comm.testkit.fault.Step;
import dev.comm.testkit.junit.ClusterTest;
import dev.comm.testkit.sim.SimCluster;
import java.util.ArrayList;
import java.util.List;

/** C1: a result has a slot for each rank, also for ranks that departed before the collective began. */
class EarlierLossTest {
    @ClusterTest(nodes = 3, seeds = 10)
    void c1_whoDepartedEarlierIsMissingInEveryLaterRoundOnEveryRank(SimCluster cluster) {
        List<Collected<Integer>> results = new ArrayList<>();
        List<Answer<Integer>> oneByOne = new ArrayList<>();
        cluster.program(comm -> {
            comm.barrier();
            comm.barrier();
            results.add(comm.allGather(comm.rank()));
            comm.collectEach(comm.rank(), oneByOne::add);
        });
        cluster.node(2).crashAt(Step.ARRIVE_SENT);
        cluster.run();
        assertThat(results).hasSize(3).allSatisfy(result -> {
            assertThat(result.missing()).containsExactly(2);
            assertThat(result.at(2).departure().cause()).isIn(Cause.CLOSED, Cause.RESET);
            assertThat(result.present()).containsExactly(0, 1, 3);
        });
        assertThat(oneByOne).extracting(Answer::rank).containsExactly(0, 1, 2, 3);
    }
}

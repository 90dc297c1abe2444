package dev.comm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.frame.CollectiveCommand.Outcome;
import dev.comm.testkit.history.Occurrence;
import org.junit.jupiter.api.Test;

/** The promises of SEMANTICS, over many clusters in which things go wrong; {@code -Dcomm.seeds=N} runs more of them. */
class SeededClustersTest {
    @Test
    void everyPromiseIsKeptWhileMembersOfOneProgramFail() {
        new Campaign("spmd", 1_500, SpmdWorkload::cluster).run().assertHard();
    }

    @Test
    void everyTaskIsDoneOnceWhileNodesFailAndComeBack() {
        new Campaign("tasks", 400, TaskWorkload::cluster).run().assertMastersEnded();
    }

    @Test
    void whoComesBackIsLetInWithTheOthersAgreement() {
        new Campaign("elastic", 150, ElasticWorkload::cluster).run().assertSomebodyWasLetIn();
    }

    @Test
    void everybodySurvivesIfNothingGoesWrongHoweverTheBytesAreCut() {
        Seeds.of("calm", 150).forEach(seed -> {
            Run run = SpmdWorkload.calm(Replay.of(seed)).run();
            assertThat(run.endings()).as("seed 0x%x", seed).allMatch(ending -> ending.kind() == Ending.Kind.RETURNED);
            assertThat(run.history().of(Occurrence.Decided.class))
                    .as("seed 0x%x", seed)
                    .allMatch(each -> each.decision().outcome() == Outcome.SUCCESS
                            && each.decision().departures().isEmpty());
        });
    }
}

package dev.comm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.protocol.CollectiveCommand.Outcome;
import dev.comm.core.testing.Extent;
import dev.comm.testkit.campaign.Campaign;
import dev.comm.testkit.history.Occurrence;
import dev.comm.testkit.sim.DesertedWorkload;
import dev.comm.testkit.sim.DispatchWorkload;
import dev.comm.testkit.sim.ElasticWorkload;
import dev.comm.testkit.sim.HangWorkload;
import dev.comm.testkit.sim.LiveTimeWorkload;
import dev.comm.testkit.sim.SpareWorkload;
import dev.comm.testkit.sim.SpmdWorkload;
import dev.comm.testkit.sim.StormWorkload;
import dev.comm.testkit.sim.TaskWorkload;
import dev.comm.testkit.sim.TwinWorkload;
import org.junit.jupiter.api.Test;

/** Clusters keep the promises of SEMANTICS under random faults. {@code -Dcomm.seeds=N} sets the number of clusters. */
class SeededClustersTest {
    @Test
    void everyPromiseIsKeptWhileMembersOfOneProgramFail() {
        Campaign.of("spmd", SpmdWorkload::play)
                .nodes(1, 5)
                .seeds(Extent.of(200, 1_500))
                .hard()
                .run();
    }

    @Test
    void f35_nobodyFailsAndEveryCallEndsWhileBitsAreFlipped() {
        Campaign.of("flipped", SeededClustersTest::flipped)
                .nodes(1, 5)
                .seeds(Extent.of(30, 150))
                .run();
    }

    private static void flipped(Cluster cluster) {
        assertThat(SpmdWorkload.playCorrupted(cluster).breaches())
                .filteredOn(breach -> breach.startsWith("B6") || breach.startsWith("B10"))
                .isEmpty();
    }

    @Test
    void everyTaskIsDoneOnceWhileNodesFailAndComeBack() {
        Campaign.of("tasks", SeededClustersTest::tasks)
                .nodes(2, 5)
                .seeds(Extent.of(80, 400))
                .run();
    }

    /** Requires that the program of the master returns, because the master has no faults. */
    private static void tasks(Cluster cluster) {
        assertThat(TaskWorkload.play(cluster).ending(0))
                .as("end of the master's program")
                .extracting(Ending::kind)
                .isNotEqualTo(Ending.Kind.THREW);
    }

    @Test
    void whoComesBackIsLetInWithTheOthersAgreement() {
        Campaign.of("elastic", ElasticWorkload::play)
                .nodes(2, 5)
                .seeds(Extent.of(30, 150))
                .run();
    }

    @Test
    void a1_sparesTakeTheLowestLostRanksAndNothingOfTheResultIsLost() {
        Campaign.of("spares", SpareWorkload::play)
                .nodes(2, 6)
                .seeds(Extent.of(30, 150))
                .run();
    }

    @Test
    void whoHangsLeavesFailsOrCallsSomethingElseIsToldOfByAll() {
        Campaign.of("odd", cluster -> SpmdWorkload.odd(cluster).run())
                .nodes(1, 5)
                .seeds(Extent.of(20, 100))
                .run();
    }

    @Test
    void thoseWhoComeStartWithoutTheOthersUnderRanksWithoutGaps() {
        Campaign.of("missing", cluster -> SpmdWorkload.missing(cluster).run())
                .nodes(1, 5)
                .seeds(Extent.of(16, 80))
                .run();
    }

    @Test
    void aRankHasOneOwnerHoweverManyProcessesClaimIt() {
        Campaign.of("twins", TwinWorkload::play)
                .nodes(3, 5)
                .seeds(Extent.of(24, 120))
                .run();
    }

    @Test
    void workIsDoneWhileLivesEnd() {
        Campaign.of("lives", LiveTimeWorkload::play)
                .nodes(2, 5)
                .seeds(Extent.of(24, 120))
                .run();
    }

    @Test
    void batchesWithAllOptionsEndOnceWhateverHandlersDo() {
        Campaign.of("dispatch", DispatchWorkload::play)
                .nodes(2, 5)
                .seeds(Extent.of(30, 150))
                .run();
    }

    @Test
    void w2_batchesEndAndSlotsAreFreedWhileHandlersHangAndThreadsDie() {
        Campaign.of("hangs", HangWorkload::play)
                .nodes(2, 5)
                .seeds(Extent.of(24, 120))
                .run();
    }

    @Test
    void w2_aBatchWhoseNodesAreAllLostEndsInTime() {
        Campaign.of("deserted", DesertedWorkload::play)
                .nodes(1, 3)
                .seeds(Extent.of(12, 60))
                .run();
    }

    @Test
    void messagesKeepTheirOrderInAStorm() {
        Campaign.of("storm", StormWorkload::play)
                .nodes(1, 4)
                .seeds(Extent.of(16, 80))
                .run();
        Campaign.of("calm storm", StormWorkload::playCalm)
                .nodes(1, 4)
                .seeds(Extent.of(12, 40))
                .run();
    }

    @Test
    void everybodySurvivesIfNothingGoesWrongHoweverTheBytesAreCut() {
        Campaign.of("calm", SeededClustersTest::calm)
                .nodes(1, 5)
                .seeds(Extent.of(30, 150))
                .run();
    }

    private static void calm(Cluster cluster) {
        Run run = SpmdWorkload.calm(cluster).run();
        assertThat(run.endings()).allMatch(ending -> ending.kind() == Ending.Kind.RETURNED);
        assertThat(run.history().of(Occurrence.Decided.class))
                .allMatch(each -> each.decision().outcome() == Outcome.SUCCESS
                        && each.decision().departures().isEmpty());
    }
}

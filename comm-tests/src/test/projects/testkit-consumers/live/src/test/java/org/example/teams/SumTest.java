package org.example.teams;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.comm.testkit.Cluster;
import dev.comm.testkit.Engine;
import dev.comm.testkit.Run;
import dev.comm.testkit.campaign.Campaign;
import dev.comm.testkit.campaign.CampaignFailure;
import dev.comm.testkit.junit.ClusterTest;
import dev.comm.testkit.live.Script;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SumTest {
    @ClusterTest(
            nodes = 2,
            seeds = 20,
            engines = {Engine.SIM, Engine.LOOPBACK, Engine.PROCESS})
    void everyRankGetsTheSum(Cluster cluster) {
        cluster.program(comm -> cluster.report(comm.rank(), "sum", Sum.of(comm)));
        Run run = cluster.run();
        for (int rank = 0; rank <= 2; rank++) {
            assertEquals(3, run.report(rank, "sum", Integer.class));
        }
    }

    @Test
    void aFailureHasAPicture(@TempDir Path folder) {
        Campaign campaign = Campaign.of("wrong", SumTest::believeWrongly).settings(Map.of(
                        "comm.reports", folder.toString(), "comm.corpus", folder.toString(), "comm.seeds", "1")
                ::get);
        CampaignFailure failure = assertThrows(CampaignFailure.class, campaign::run);
        Path page = folder.resolve("wrong").resolve("failure.html");
        assertTrue(failure.getMessage().contains("picture: " + page), failure.getMessage());
        assertTrue(Files.exists(page));
    }

    private static void believeWrongly(Cluster cluster) {
        cluster.program(Sum::of);
        assertEquals("two rounds", cluster.run().agreedVerdict());
    }

    @Test
    void theTestKitIsAModuleIfThisProjectIs() {
        assertEquals(Boolean.getBoolean("modular"), Cluster.class.getModule().isNamed());
        assertEquals(Boolean.getBoolean("modular"), Script.class.getModule().isNamed());
    }

    @Test
    void theContractsAreNotHere() {
        assertThrows(
                ClassNotFoundException.class, () -> Class.forName("dev.comm.testkit.contract.SerializerContract"));
    }
}

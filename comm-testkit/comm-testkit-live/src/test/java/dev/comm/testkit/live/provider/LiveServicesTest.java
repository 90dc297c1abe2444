package dev.comm.testkit.live.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.comm.api.error.ConfigException;
import dev.comm.testkit.Cluster;
import dev.comm.testkit.Engine;
import dev.comm.testkit.campaign.Campaign;
import dev.comm.testkit.campaign.CampaignFailure;
import dev.comm.testkit.campaign.Totals;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A campaign finds the engines and the page of this artifact. */
class LiveServicesTest {
    @TempDir
    Path folder;

    private Campaign campaign(boolean isWrong) {
        Map<String, String> settings = Map.of(
                "comm.reports", folder.resolve("reports").toString(),
                "comm.corpus", folder.resolve("corpus").toString());
        return Campaign.of("Test.live", cluster -> meet(cluster, isWrong))
                .settings(settings::get)
                .nodes(2)
                .seeds(1);
    }

    private static void meet(Cluster cluster, boolean isWrong) {
        cluster.program(comm -> comm.barrier());
        cluster.run();
        if (isWrong) {
            throw new AssertionError("somebody believes <this> & that");
        }
    }

    @Test
    void aFailureHasItsPage() {
        CampaignFailure failure =
                catchThrowableOfType(CampaignFailure.class, () -> campaign(true).run());
        Path page = folder.resolve("reports/Test.live/failure.html");
        assertThat(failure).hasMessageContaining("picture: " + page);
        assertThat(page)
                .content()
                .contains("<h1>Test.live</h1>", "somebody believes &lt;this&gt; &amp; that", "<svg", "replay");
    }

    @Test
    void realSocketsCarryACampaign() {
        Totals totals = campaign(false).engine(Engine.LOOPBACK).run();
        assertThat(totals.toString()).startsWith("Test.live LOOPBACK: 1 runs, 1 instances");
    }

    @Test
    void aProcessCannotFindALambda() {
        assertThatThrownBy(() -> campaign(false).engine(Engine.PROCESS).run())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("give a class that implements Scenario, or a test method");
    }
}

package dev.comm.tests.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.core.testing.Extent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Many strangers of all kinds do not disturb a running job (L1, B10, C2). */
class StrangerFloodIT {
    private static final int NODES = Extent.of(4, 8);
    private static final int STRANGERS = Extent.of(700, 1_400);

    @Test
    void b10_strangersOfAllKindsChangeNoResultAndLeaveNothingBehind() {
        try (JobTeam team = JobTeam.of(NODES)) {
            team.job(5);
            Usage before = team.usage();
            try (ForkedMember swarm = team.swarm(STRANGERS, 400)) {
                swarm.tell("come").await("BEGUN");
                team.job(5);
                team.launch(NODES + 1);
                team.awaitNodes(NODES + 1);
                while (!swarm.output().contains("DONE")) {
                    team.job(5);
                }
                assertThat(swarm.await("DONE")).contains("strangers=" + STRANGERS + " ");
            }
            team.job(5);
            team.awaitLevelOf(before, 1);
            assertThat(team.log()).hasSizeLessThan(60);
        }
    }

    /**
     * Measures the time of the job. It is started by hand with {@code mvn verify -Dcomm.resources.full=true
     * -Dit.test=StrangerFloodIT}.
     */
    @Test
    @EnabledIfSystemProperty(named = "comm.resources.full", matches = "true", disabledReason = "takes minutes")
    void b10_tenThousandStrangersCostTheJobLessThanAFifthOfItsTime() {
        int perSecond = Integer.getInteger("comm.resources.rate", 200);
        int strangers = 1_000;
        try (JobTeam team = JobTeam.of(NODES)) {
            team.job(200);
            int rounds = (int) (200 * (perSecond == 0 ? 2_000 : 1_000L * strangers / perSecond) / team.job(200));
            Usage before = team.usage();
            List<Double> ratios = new ArrayList<>();
            try (ForkedMember swarm = team.swarm(strangers, perSecond)) {
                for (int part = 0; part < 10; part++) {
                    long without = team.job(rounds);
                    swarm.tell("come").await("BEGUN");
                    long with = team.job(rounds);
                    print(swarm.await("DONE") + "; job " + with + " ms, without " + without + " ms");
                    ratios.add((double) with / without);
                }
            }
            Collections.sort(ratios);
            print(rounds + " rounds, " + perSecond + " strangers in a second, ratios " + ratios);
            Usage after = team.awaitLevelOf(before, 0);
            print("before " + before + ", after " + after + ", log lines "
                    + team.log().size());
            if (perSecond > 0) {
                assertThat((ratios.get(4) + ratios.get(5)) / 2).isLessThan(1.2);
            }
        }
    }

    private static void print(String line) {
        System.out.println("[strangers] " + line);
    }
}

package dev.comm.tests.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Strangers that use every descriptor that the master may have (F29, B10). */
@EnabledOnOs(
        value = {OS.LINUX, OS.MAC},
        disabledReason = "ulimit is POSIX")
class DescriptorFloodIT {
    private static final int DESCRIPTORS = 64;

    @Test
    void f29_withoutDescriptorsTheNodesWorkOnAndAcceptingResumesAfterwards() {
        try (JobTeam team = JobTeam.shortOfDescriptors(3, DESCRIPTORS)) {
            rehearse(team);
            Usage before = team.usage();
            ForkedMember swarm = team.swarm(4 * DESCRIPTORS, 100);
            swarm.tell("come").await("BEGUN");
            while (!swarm.output().contains("DONE")) {
                team.job(5);
            }
            assertThat(team.log()).anyMatch(line -> line.contains("Cannot accept connections"));
            assertThat(team.log()).hasSizeLessThan(60);
            team.launch(4);
            team.awaitNodes(4);
            team.job(5);
            team.awaitLevelOf(before, 1);
        }
    }

    /** Loads the classes that the test needs later, while there are descriptors for them. */
    private static void rehearse(JobTeam team) {
        team.job(5);
        try (ForkedMember few = team.swarm(14, 0)) {
            few.tell("come").await("DONE");
        }
        team.job(5);
        team.log();
    }
}

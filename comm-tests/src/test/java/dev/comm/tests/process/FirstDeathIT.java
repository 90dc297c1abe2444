package dev.comm.tests.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The survivors of the first death in a team load few classes before they continue. Loading takes most of the time: a
 * third of a millisecond for a class, and a millisecond for a first lambda. The test counts classes instead of time.
 */
@EnabledOnOs(
        value = {OS.LINUX, OS.MAC},
        disabledReason = "kill -9 is POSIX")
class FirstDeathIT {
    private static final int MASTER_MAX = 20;
    private static final int NODE_MAX = 20;

    @Test
    void survivorsOfTheFirstDeathLoadFewClassesBeforeTheyGoOn(@TempDir Path folder) {
        String logs = folder.resolve("classes-").toString();
        ForkedTeam started =
                ForkedTeam.of(4).option("-Dtest.classes=" + logs).option("-Xlog:class+load:file=" + logs + "%p:none");
        try (ForkedTeam team = started.start()) {
            for (int i = 0; i < 3; i++) {
                team.tell("barrier", 0, 1, 2, 3);
                team.agreed("barrier", 0, 1, 2, 3);
            }
            team.tell("count-classes 3", 3);
            team.tell("count-classes 3", 0, 1, 2);
            assertThat(loaded(team, 3, 0)).as("by a barrier without a death").isLessThanOrEqualTo(NODE_MAX);
            loadedBySurvivors(team, 0);
            team.tell("count-classes 3", 0, 1, 2);
            for (int rank = 0; rank < 3; rank++) {
                team.at(rank).await("COUNTED");
            }
            team.at(3).signal("KILL");
            int[] loaded = loadedBySurvivors(team, 1);
            assertThat(loaded[0]).as("by the master").isLessThanOrEqualTo(MASTER_MAX);
            assertThat(loaded[1]).as("by rank 1").isLessThanOrEqualTo(NODE_MAX);
            assertThat(loaded[2]).as("by rank 2").isLessThanOrEqualTo(NODE_MAX);
            team.exit(0, 1, 2);
        }
    }

    private static int[] loadedBySurvivors(ForkedTeam team, int lost) {
        int[] loaded = new int[3];
        for (int rank = 0; rank < loaded.length; rank++) {
            loaded[rank] = loaded(team, rank, lost);
            System.out.println("rank " + rank + ", " + lost + " lost: " + loaded[rank] + " classes");
        }
        return loaded;
    }

    private static int loaded(ForkedTeam team, int rank, int lost) {
        String beginning = "DONE count-classes lost=" + lost + " loaded=";
        return Integer.parseInt(team.at(rank).await(beginning));
    }
}

package dev.comm.master.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.core.testing.Extent;
import org.junit.jupiter.api.Test;

/** The master is compared with a simple model of the life of tasks, over random schedules. A failure names its seed. */
class WorkModelTest {
    private static final int SCHEDULES = Integer.getInteger("comm.schedules", Extent.of(300, 1500));

    @Test
    void everyTaskEndsOnceAndAsItMust() {
        int hard = 0;
        for (long seed = 0; seed < SCHEDULES; seed++) {
            WorkModel model = new WorkModel(seed);
            try {
                model.run();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
            hard += model.losses() > 0 ? 1 : 0;
        }
        assertThat(hard).as("schedules that lost a node with work").isGreaterThan(SCHEDULES / 3);
    }
}

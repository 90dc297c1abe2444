package dev.comm.core.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PauseDetectorTest {
    private final PauseDetector pauses = new PauseDetector(10);

    @Test
    void b14_aStepThatComesMuchLaterThanAskedForIsAPause() {
        pauses.observe(0);
        pauses.expect(100);

        assertThat(pauses.observe(400)).isEqualTo(300);
    }

    @Test
    void stepsOnTimeOrBeforeAreNone() {
        pauses.observe(0);
        pauses.expect(100);
        assertThat(pauses.observe(50)).isZero();
        assertThat(pauses.observe(110)).isZero();
    }

    @Test
    void aPauseCountsOnceAlsoIfTheDeadlineIsHandledLater() {
        pauses.observe(0);
        pauses.expect(100);
        assertThat(pauses.observe(400)).isEqualTo(300);
        pauses.expect(100);

        assertThat(pauses.observe(401)).isZero();
    }

    @Test
    void whoWaitsForNothingIsNeverLate() {
        pauses.observe(0);
        pauses.expect(Long.MAX_VALUE);

        assertThat(pauses.observe(1_000_000)).isZero();
    }
}

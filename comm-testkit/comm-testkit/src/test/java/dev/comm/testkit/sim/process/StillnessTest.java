package dev.comm.testkit.sim.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A simulation without progress is given up by the clock, even if its thread is checked rarely. */
class StillnessTest {
    private static final int PATIENCE_SECONDS = 60;

    @ParameterizedTest
    @CsvSource({
        "waits and is looked at often,    0.1, true,  false,  61",
        "waits and is looked at rarely,     5, true,  false,  65",
        "waits on a machine that stood,  1000, true,  false, 10000",
        "computes,                          5, false, false, 605",
        "makes progress,                    5, true,  true,   -1"
    })
    void thePatienceEndsByTheClock(String what, double secondsOfALook, boolean waits, boolean goesOn, int latest) {
        Stillness stillness = new Stillness(PATIENCE_SECONDS);
        double over = -1;
        for (int look = 0; look < 7_000 && over < 0; look++) {
            double now = look * secondsOfALook;
            long nanos = (long) (now * TimeUnit.SECONDS.toNanos(1));
            over = stillness.isOver(nanos, goesOn ? look : 7, waits) ? now : -1;
        }
        if (latest < 0) {
            assertThat(over).as(what).isEqualTo(-1);
        } else {
            assertThat(over).as(what).isBetween((double) PATIENCE_SECONDS, (double) latest);
        }
    }
}

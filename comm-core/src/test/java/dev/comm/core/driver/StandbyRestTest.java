package dev.comm.core.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The standby thread checks rarely while calls follow each other quickly, and each millisecond otherwise. */
class StandbyRestTest {
    private final StandbyRest rest = new StandbyRest();
    private long tenures;

    @BeforeEach
    void start() {
        rest.polled(tenures);
    }

    @Test
    void checksBecomeRarerWhileCallsAreQuick() {
        assertThat(rests(40, 40, 40, 40, 40)).containsExactly(2L, 4L, 8L, 8L, 8L);
    }

    @Test
    void aCallForEachMillisecondIsQuick() {
        assertThat(rests(1, 2, 4, 8)).containsExactly(2L, 4L, 8L, 8L);
    }

    @Test
    void rareCallsBringBackShortRests() {
        assertThat(rests(40, 40, 40, 7, 1, 1)).containsExactly(2L, 4L, 8L, 1L, 2L, 1L);
    }

    @Test
    void noCallBringsBackShortRestsAndTheRoleIsFree() {
        assertThat(rests(40, 40, 0)).containsExactly(2L, 4L, 1L);
        assertThat(rest.isIdle(tenures)).isTrue();
        assertThat(rest.isIdle(tenures + 1)).isFalse();
    }

    @Test
    void oneLongTenureNeedsNoChecks() {
        for (int i = 0; i < 20; i++) {
            rests(0);
            assertThat(rest.isDeep()).as("after %d checks", i).isFalse();
        }
        rests(0);
        assertThat(rest.isDeep()).isTrue();
        rests(1);
        assertThat(rest.isDeep()).isFalse();
    }

    @Test
    void theTenureOfTheStandbyItselfIsNoCall() {
        rests(40, 40);
        tenures++;
        rest.polled(tenures);
        assertThat(rest.nanos()).isEqualTo(StandbyRest.SHORT_NANOS);
        assertThat(rest.isIdle(tenures)).isTrue();
    }

    /** Checks after each of these numbers of tenures, and returns the rests in milliseconds. */
    private List<Long> rests(long... more) {
        List<Long> all = new ArrayList<>();
        for (long each : more) {
            tenures += each;
            rest.check(tenures);
            all.add(rest.nanos() / 1_000_000);
        }
        return all;
    }
}

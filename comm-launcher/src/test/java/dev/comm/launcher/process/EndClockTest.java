package dev.comm.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.launcher.process.EndClock.Step;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** E3 in virtual time: the moments at which the launcher asks the processes of a run to end, and kills them. */
class EndClockTest {
    private final EndClock clock = new EndClock(Duration.ofSeconds(10));

    private static long seconds(double time) {
        return (long) (time * 1e9);
    }

    private Step at(double time) {
        return clock.due(seconds(time));
    }

    @Test
    void nothingIsDueWhileTheRunGoesOn() {
        assertThat(clock.next(0)).isEqualTo(Long.MAX_VALUE);
        assertThat(at(1e6)).isEqualTo(Step.NOTHING);
    }

    @Test
    void theOthersAreAskedAfterHalfOfTheGraceAndKilledAtItsEnd() {
        clock.rankZeroEnded(seconds(100));

        assertThat(clock.next(seconds(100))).isEqualTo(seconds(5));
        assertThat(at(104.9)).isEqualTo(Step.NOTHING);
        assertThat(at(105)).isEqualTo(Step.TERMINATE);
        assertThat(at(109.9)).isEqualTo(Step.NOTHING);
        assertThat(at(110)).isEqualTo(Step.KILL);
        assertThat(at(110.1)).isEqualTo(Step.NOTHING);
        assertThat(at(110.2))
                .as("again, for processes that were started meanwhile")
                .isEqualTo(Step.KILL);
        assertThat(clock.isOver(seconds(110.9))).isFalse();
        assertThat(clock.isOver(seconds(111))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 3, 5, 9.9, 10})
    void whatRanksLeaveBehindNeverLivesLonger(double last) {
        clock.rankZeroEnded(0);
        for (double time = 0; time <= last; time += 0.1) {
            at(time);
        }
        clock.ranksEnded(seconds(last));

        boolean killed = false;
        for (double time = last; time <= 11; time += 0.1) {
            killed |= at(time) == Step.KILL;
        }
        assertThat(killed).isTrue();
        assertThat(clock.isOver(seconds(12))).isTrue();
    }

    @Test
    void whatIsLeftBehindIsAskedAfterTheRestTime() {
        clock.rankZeroEnded(0);
        clock.ranksEnded(seconds(1));

        assertThat(at(2.9)).isEqualTo(Step.NOTHING);
        assertThat(at(3)).isEqualTo(Step.TERMINATE);
    }

    @Test
    void aRequestToEndIsNoSecondRequest() {
        clock.stopped(seconds(50));
        clock.rankZeroEnded(seconds(51));

        assertThat(at(59.9)).isEqualTo(Step.NOTHING);
        assertThat(at(60)).isEqualTo(Step.KILL);
    }

    @Test
    void aRequestAfterTheEndOfRankZeroGivesNoMoreTime() {
        clock.rankZeroEnded(0);
        clock.stopped(seconds(4));

        assertThat(at(5)).isEqualTo(Step.NOTHING);
        assertThat(at(10)).isEqualTo(Step.KILL);
    }

    @Test
    void aSecondRequestKillsAtOnce() {
        clock.stopped(0);
        clock.killNow(seconds(1));

        assertThat(at(1)).isEqualTo(Step.KILL);
    }
}

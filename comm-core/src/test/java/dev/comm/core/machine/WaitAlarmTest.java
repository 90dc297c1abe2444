package dev.comm.core.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitAlarmTest {
    private final WaitAlarm alarm = new WaitAlarm(30);

    @Test
    void w1_aLineIsDueAfterTheFirstTimeAndAtDoublingDistance() {
        alarm.begin(1_000);
        List<Long> lines = new ArrayList<>();
        while (lines.size() < 5) {
            long now = alarm.nextLineNanos();
            assertThat(alarm.take(now - 1)).isFalse();
            assertThat(alarm.take(now)).isTrue();
            lines.add(now - alarm.sinceNanos());
        }
        assertThat(lines).containsExactly(30L, 60L, 120L, 240L, 480L);
    }

    @Test
    void aLateLookMakesOneLineOfAllThatWereMissed() {
        alarm.begin(0);
        assertThat(alarm.take(200)).isTrue();
        assertThat(alarm.take(200)).isFalse();
        assertThat(alarm.nextLineNanos()).isEqualTo(240);
    }

    @Test
    void whatEndsInTimeIsNotToldAndAnotherWaitBeginsAnew() {
        alarm.begin(0);
        assertThat(alarm.end()).isFalse();
        assertThat(alarm.nextLineNanos()).isEqualTo(Nanos.NEVER);
        alarm.begin(500);
        assertThat(alarm.nextLineNanos()).isEqualTo(530);
        assertThat(alarm.take(530)).isTrue();
        assertThat(alarm.end()).isTrue();
    }

    @Test
    void theEndOfTheClockIsNever() {
        alarm.begin(Long.MAX_VALUE - 40);
        assertThat(alarm.take(Long.MAX_VALUE - 10)).isTrue();
        assertThat(alarm.nextLineNanos()).isEqualTo(Nanos.NEVER);
    }

    @Test
    void w1_aStartIsToldSoonAndThenAtEqualDistances() {
        WaitAlarm start = WaitAlarm.ofStart();
        start.begin(0);
        List<Long> seconds = new ArrayList<>();
        while (seconds.size() < 4) {
            long now = start.nextLineNanos();
            assertThat(start.take(now)).isTrue();
            seconds.add(now / 1_000_000_000L);
        }
        assertThat(seconds).containsExactly(5L, 35L, 65L, 95L);
    }
}

package dev.comm.core.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.comm.api.launch.Launch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The questions for the time that is left. */
@Timeout(60)
class LiveTimeWatchTest {
    private final Launch launch = mock();
    private final List<Duration> pauses = new ArrayList<>();
    private final List<Long> told = new ArrayList<>();
    private long now = 5_000;

    private void ask(Duration known, int questions) {
        LiveTimeWatch.Pause pause = nanos -> {
            pauses.add(Duration.ofNanos(nanos));
            now += nanos;
            return pauses.size() > questions;
        };
        new LiveTimeWatch(launch, known, () -> now, pause, new CountDownLatch(1)).run(told::add);
    }

    @Test
    void itAsksAtHalfOfTheRestAndAtMostTenMinutesLater() {
        when(launch.restNow())
                .thenReturn(Optional.of(Duration.ofMinutes(12)))
                .thenReturn(Optional.of(Duration.ofMinutes(4)));
        ask(Duration.ofHours(2), 2);
        assertThat(pauses).containsExactly(Duration.ofMinutes(10), Duration.ofMinutes(6), Duration.ofMinutes(2));
        assertThat(told)
                .containsExactly(
                        Duration.ofMinutes(12).toNanos(), Duration.ofMinutes(4).toNanos());
    }

    @Test
    void itDoesNotAskMoreOftenNearTheEnd() {
        when(launch.restNow()).thenReturn(Optional.of(Duration.ofSeconds(20)));
        ask(Duration.ofSeconds(50), 2);
        assertThat(pauses).containsOnly(Duration.ofSeconds(30));
    }

    @Test
    void anAnswerThatDoesNotComeChangesNothing() {
        when(launch.restNow()).thenReturn(Optional.empty()).thenThrow(new IllegalStateException("squeue"));
        ask(Duration.ofMinutes(8), 2);
        assertThat(told).isEmpty();
        assertThat(pauses).containsExactly(Duration.ofMinutes(4), Duration.ofMinutes(2), Duration.ofMinutes(1));
    }

    @Test
    void aLimitThatWasTakenAwayIsNoneAndMayComeBack() {
        when(launch.restNow())
                .thenReturn(Optional.of(Duration.ofDays(365)))
                .thenReturn(Optional.of(Duration.ofMinutes(2)));
        ask(Duration.ofMinutes(8), 2);
        assertThat(told).containsExactly(-1L, Duration.ofMinutes(2).toNanos());
        assertThat(pauses).containsExactly(Duration.ofMinutes(4), Duration.ofMinutes(10), Duration.ofMinutes(1));
    }

    @Test
    void aCloseEndsAQuestionThatIsOpen() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        when(launch.restNow()).thenAnswer(call -> {
            asked.countDown();
            try {
                new CountDownLatch(1).await();
            } finally {
                ended.countDown();
            }
            return Optional.empty();
        });
        LiveTimeWatch watch = new LiveTimeWatch(launch, null, System::nanoTime, nanos -> false, new CountDownLatch(1));
        watch.start(told::add);
        asked.await();
        watch.close();
        ended.await();
        assertThat(told).isEmpty();
    }
}

package dev.comm.transport.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AcceptRateTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private long now = Long.MAX_VALUE - SECOND / 2;
    private final AcceptRate rate = new AcceptRate(now);

    private int takeAll() {
        int taken = 0;
        for (int count = rate.allowance(now); count > 0; count = rate.allowance(now)) {
            rate.spend(count);
            taken += count;
        }
        return taken;
    }

    @Test
    void aTeamThatStartsIsAcceptedAtOnceInTurns() {
        assertThat(rate.allowance(now)).isEqualTo(AcceptRate.TURN_MAX);
        assertThat(takeAll()).isEqualTo(AcceptRate.BURST);
        assertThat(rate.isSpent()).isTrue();
    }

    @Test
    void aFloodIsAcceptedNoFasterThanTheRate() {
        int taken = takeAll();
        for (int i = 0; i < 3_000; i++) {
            now += SECOND / 1_000;
            taken += takeAll();
        }
        assertThat(taken).isEqualTo(AcceptRate.BURST + 3 * AcceptRate.PER_SECOND);
    }

    @Test
    void afterAPauseThereIsAWholeTurn() {
        takeAll();
        now = rate.refilledNanos() - 1;
        assertThat(rate.allowance(now)).isEqualTo(AcceptRate.TURN_MAX - 1);
        now++;
        assertThat(rate.allowance(now)).isEqualTo(AcceptRate.TURN_MAX);
    }

    @Test
    void quietTimesSaveUpNoMoreThanABurst() {
        now += 100 * SECOND;
        assertThat(takeAll()).isEqualTo(AcceptRate.BURST);
    }
}

package dev.comm.core.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.core.machine.Completion;
import dev.comm.core.testing.Extent;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A free role is always offered to a caller. After a lost offer all waiting callers would sleep until their deadlines.
 */
@Timeout(60)
class PollerRoleTest {
    private static final int ROUNDS = Extent.of(100_000, 300_000);

    private final PollerRole role = new PollerRole();

    @Test
    void anOfferToAWaiterThatIsOnItsWayOutGoesToTheNext() throws Exception {
        AtomicInteger barrier = new AtomicInteger();
        PollerRole.Waiter[] leaving = new PollerRole.Waiter[1];
        Thread impatient = new Thread(() -> {
            for (int i = 0; i < ROUNDS; i++) {
                meet(barrier);
                linger(i % 61);
                role.exit(leaving[0]);
                meet(barrier);
            }
        });
        impatient.setDaemon(true);
        impatient.start();
        for (int i = 0; i < ROUNDS; i++) {
            assertThat(role.tryTake()).isTrue();
            leaving[0] = role.enter(new Completion<>());
            PollerRole.Waiter patient = role.enter(new Completion<>());
            meet(barrier);
            linger(i % 67);
            role.leave();
            meet(barrier);
            assertThat(patient.mayTake()).as("round %d", i).isTrue();
            role.exit(patient);
        }
    }

    @Test
    void anOfferThatNobodyUsesWakesTheSleeper() throws Exception {
        CountDownLatch awake = new CountDownLatch(1);
        Thread sleeper = new Thread(() -> {
            LockSupport.park();
            awake.countDown();
        });
        sleeper.setDaemon(true);
        sleeper.start();
        role.wakeWhenFree(sleeper);
        assertThat(role.tryTake()).isTrue();
        PollerRole.Waiter only = role.enter(new Completion<>());
        role.leave();
        assertThat(only.mayTake()).isTrue();
        role.exit(only);
        assertThat(awake.await(30, TimeUnit.SECONDS)).isTrue();
    }

    /** Lets both threads continue at the same time, without a context switch that would delay one of them. */
    private static void meet(AtomicInteger barrier) {
        int phase = barrier.incrementAndGet();
        int whole = phase + (phase & 1);
        for (int spins = 0; barrier.get() < whole; spins++) {
            if (spins > 10_000) {
                Thread.yield();
            }
        }
    }

    private static void linger(int spins) {
        for (int i = 0; i < spins; i++) {
            Thread.onSpinWait();
        }
    }
}

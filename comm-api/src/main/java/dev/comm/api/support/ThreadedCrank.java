package dev.comm.api.support;

import dev.comm.api.machine.Call;
import dev.comm.api.machine.Completion;
import dev.comm.api.machine.Nanos;
import dev.comm.api.spi.Crank;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * The production crank: whoever waits turns the machine.
 *
 * <p>Two roles, not one thread. The step lock is held for microseconds. The poller is the one thread inside the
 * transport's poll: a waiting caller becomes it, or parks if another is it. A standby thread takes the free role after
 * a millisecond without one, so that heartbeats go out while nobody calls, and gives it up when a caller wants it; so a
 * loop of calls crosses no thread.
 */
final class ThreadedCrank implements Crank {
    private final CrankCore core;
    private final LongSupplier clock;
    private final long yieldNanos;
    private final PollerRole role = new PollerRole();
    private final Standby standby;

    /**
     * A crank that does not turn yet.
     *
     * @param yieldTime how long a caller looks for the next report before it sleeps; 0 if it sleeps at once
     */
    ThreadedCrank(String name, CrankCore core, LongSupplier clock, Duration yieldTime) {
        this.core = core;
        this.clock = clock;
        this.yieldNanos = yieldTime.toNanos();
        this.standby = new Standby(name + "-standby", core, role, clock);
    }

    void start() {
        core.start();
        standby.start();
    }

    @Override
    public <R> Completion<R> submit(Call<R> call) {
        // A set flag would end a blocking wait inside; it is the caller's again afterwards.
        boolean interrupted = Thread.interrupted();
        try {
            core.submit(call);
        } finally {
            restore(interrupted);
        }
        return call.completion();
    }

    @Override
    public boolean await(Completion<?> completion, long deadlineNanos) throws InterruptedException {
        if (core.isStepping() || Thread.currentThread() instanceof CallbackThread) {
            throw new IllegalStateException("a callback of Comm must not wait for Comm; use another thread");
        }
        while (!completion.isDone()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (clock.getAsLong() >= deadlineNanos) {
                return false;
            }
            if (role.tryTake()) {
                pollFor(completion, deadlineNanos);
            } else {
                parkFor(completion, deadlineNanos);
            }
        }
        return true;
    }

    private void pollFor(Completion<?> completion, long deadlineNanos) throws InterruptedException {
        try {
            Thread poller = Thread.currentThread();
            completion.whenDone(() -> {
                if (Thread.currentThread() != poller) {
                    core.wakeup();
                }
            });
            turnUntilDone(completion, deadlineNanos);
        } finally {
            role.leave();
        }
    }

    /**
     * Looks and yields in turns, which saves the sleep and the wake-up of a short round trip, until nothing has come
     * for the yield time; then sleeps in the selector.
     */
    private void turnUntilDone(Completion<?> completion, long deadlineNanos) throws InterruptedException {
        long now = clock.getAsLong();
        long yieldUntil = now + yieldNanos;
        while (!completion.isDone() && now < deadlineNanos) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            boolean yields = now < yieldUntil;
            if (yields) {
                // Before the first look too: nothing can have come yet, and a peer may need this core to answer.
                Thread.yield();
            }
            if (core.turn(yields ? now : deadlineNanos)) {
                // More of it may be on its way: whoever sleeps between its pieces has to be woken for each.
                yieldUntil = clock.getAsLong() + yieldNanos;
            }
            now = clock.getAsLong();
        }
    }

    private void parkFor(Completion<?> completion, long deadlineNanos) {
        PollerRole.Waiter waiter = role.enter(completion);
        try {
            completion.whenDone(waiter::wake);
            if (role.isTakenBy(standby)) {
                standby.giveWay();
            }
            while (!completion.isDone() && !waiter.mayTake() && clock.getAsLong() < deadlineNanos) {
                if (Thread.currentThread().isInterrupted()) {
                    return;
                }
                LockSupport.parkNanos(this, Math.max(1, Nanos.until(clock.getAsLong(), deadlineNanos)));
            }
        } finally {
            role.exit(waiter);
        }
    }

    @Override
    public long nanoTime() {
        return clock.getAsLong();
    }

    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        try {
            core.close();
            standby.end();
        } finally {
            restore(interrupted);
        }
    }

    private static void restore(boolean interrupted) {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

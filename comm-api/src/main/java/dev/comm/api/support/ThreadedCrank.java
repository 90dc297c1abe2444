package dev.comm.api.support;

import dev.comm.api.machine.Call;
import dev.comm.api.machine.Completion;
import dev.comm.api.spi.Crank;
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
    private static final long YIELD_NANOS = 50_000;

    private final CrankCore core;
    private final LongSupplier clock;
    private final PollerRole role = new PollerRole();
    private final Standby standby;

    ThreadedCrank(String name, CrankCore core, LongSupplier clock) {
        this.core = core;
        this.clock = clock;
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
            long yieldUntil = clock.getAsLong() + YIELD_NANOS;
            while (!completion.isDone()) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                long now = clock.getAsLong();
                if (now >= deadlineNanos) {
                    return;
                }
                boolean heard = core.turn(now < yieldUntil ? now : deadlineNanos);
                if (heard) {
                    // More of it is on its way: who sleeps between its pieces has to be woken for each by the sender.
                    yieldUntil = clock.getAsLong() + YIELD_NANOS;
                }
                if (now < yieldUntil) {
                    Thread.yield();
                }
            }
        } finally {
            role.leave();
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
                LockSupport.parkNanos(this, Math.max(1, deadlineNanos - clock.getAsLong()));
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

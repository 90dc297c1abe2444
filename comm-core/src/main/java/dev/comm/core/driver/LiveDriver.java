package dev.comm.core.driver;

import dev.comm.core.machine.Call;
import dev.comm.core.machine.Completion;
import dev.comm.core.machine.Nanos;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * The driver of production: a waiting caller drives the machine.
 *
 * <p>It has roles instead of a dedicated thread. A thread holds the step lock for microseconds. The poller is the one
 * thread inside the transport's poll: a waiting caller takes this role, or parks if another thread has it. A standby
 * thread takes a role that is free for a millisecond, so heartbeats go out while nobody calls. It releases the role to
 * callers, so a loop of calls crosses no thread.
 */
final class LiveDriver implements MachineDriver {
    private final DriverCore core;
    private final LongSupplier clock;
    private final long yieldNanos;
    private final PollerRole role = new PollerRole();
    private final StandbyPoller standby;

    /**
     * Creates a driver that has not started yet.
     *
     * @param yieldTime how long a blocked caller busy-polls before it blocks in the selector; 0 to block at once
     * @param orphan ends the process some time after its membership, unless the driver is closed before
     */
    LiveDriver(String name, DriverCore core, LongSupplier clock, Duration yieldTime, OrphanEnd orphan) {
        this.core = core;
        this.clock = clock;
        this.yieldNanos = yieldTime.toNanos();
        this.standby = new StandbyPoller(name + "-standby", core, role, clock, orphan);
    }

    void start() {
        core.start();
        standby.start();
    }

    @Override
    public <R> Completion<R> submit(Call<R> call) {
        // A set flag would end the blocking wait inside; it is restored afterwards.
        boolean interrupted = Thread.interrupted();
        try {
            core.submit(call);
        } finally {
            restore(interrupted);
        }
        return call.completion();
    }

    @Override
    public void ensureMayWait() {
        if (core.isStepping() || Thread.currentThread() instanceof CallbackThread) {
            throw new IllegalStateException("use another thread: a callback of Comm must not wait for Comm");
        }
    }

    @Override
    public boolean await(Completion<?> completion, long deadlineNanos) throws InterruptedException {
        ensureMayWait();
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
            pollUntilDone(completion, deadlineNanos);
        } finally {
            role.leave();
        }
    }

    /**
     * Polls and yields until no event has come for the yield time, then blocks in the selector. A short round trip then
     * needs no sleep and no wake-up.
     */
    private void pollUntilDone(Completion<?> completion, long deadlineNanos) throws InterruptedException {
        long now = clock.getAsLong();
        long yieldUntil = now + yieldNanos;
        while (!completion.isDone() && now < deadlineNanos) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            boolean yields = now < yieldUntil;
            if (yields) {
                // Yield before the first poll too: nothing can have come yet, and a peer may need this core to answer.
                Thread.yield();
            }
            if (core.pollOnce(yields ? now : deadlineNanos)) {
                // More pieces may follow, and sleeping between them would cost a wake-up for each.
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

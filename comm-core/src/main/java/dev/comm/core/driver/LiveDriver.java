package dev.comm.core.driver;

import dev.comm.core.machine.Call;
import dev.comm.core.machine.Completion;
import dev.comm.core.machine.Nanos;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * The driver of production, in which a waiting caller drives the machine.
 *
 * <p>The driver has roles instead of a dedicated thread. A thread holds the step lock for microseconds. The poller is
 * the one thread inside the poll of the transport. A waiting caller takes the role of the poller, or parks if another
 * thread has it. A standby thread takes the role if it is free for a millisecond, so that heartbeats are sent while no
 * caller waits. The standby thread releases the role to callers, so a loop of calls needs no switch between threads.
 */
final class LiveDriver implements MachineDriver {
    private final DriverCore core;
    private final LongSupplier clock;
    private final YieldTime yieldTime;
    private final PollerRole role = new PollerRole();
    private final StandbyPoller standby;

    /**
     * Creates a driver that has not started yet.
     *
     * @param yieldTime time for which a blocked caller busy-polls before it blocks in the selector; with 0 it blocks at
     *     once
     * @param orphan object that ends the process some time after its membership, unless the driver is closed before
     */
    LiveDriver(String name, DriverCore core, LongSupplier clock, Duration yieldTime, OrphanEnd orphan) {
        this.core = core;
        this.clock = clock;
        this.yieldTime = new YieldTime(yieldTime.toNanos());
        this.standby = new StandbyPoller(name + "-standby", core, role, clock, orphan);
    }

    void start() {
        core.start();
        standby.start();
    }

    @Override
    public <R> Completion<R> submit(Call<R> call) {
        // A set interrupt flag would end the blocking wait of the driver. It is set again afterwards.
        boolean interrupted = Thread.interrupted();
        try {
            core.submit(call);
        } finally {
            restore(interrupted);
        }
        return call.completion();
    }

    @Override
    public <R> Completion<R> settle(Call<R> call) {
        boolean interrupted = Thread.interrupted();
        try {
            core.settle(call);
        } finally {
            restore(interrupted);
        }
        return call.completion();
    }

    @Override
    public boolean mayWait() {
        return !core.isStepping() && !(Thread.currentThread() instanceof CallbackThread);
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
     * Polls and yields until no event has arrived for the yield time, then blocks in the selector. So a short round
     * trip needs no sleep and no wake-up.
     */
    private void pollUntilDone(Completion<?> completion, long deadlineNanos) throws InterruptedException {
        long now = clock.getAsLong();
        long yieldUntil = yieldTime.endFrom(now);
        while (!completion.isDone() && now < deadlineNanos) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            boolean yields = now < yieldUntil;
            if (yields) {
                // The thread also yields before the first poll. No answer can have arrived yet, and a peer may need
                // this processor core to answer.
                Thread.yield();
                long before = now;
                now = clock.getAsLong();
                yields = yieldTime.hasPaid(before, now);
                yieldUntil = yields ? yieldUntil : now;
            }
            if (core.pollOnce(yields ? now : deadlineNanos)) {
                // More pieces may follow, and a sleep between them would cost one wake-up for each piece.
                yieldUntil = yieldTime.endFrom(clock.getAsLong());
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

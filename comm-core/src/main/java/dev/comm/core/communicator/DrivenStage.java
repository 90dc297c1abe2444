package dev.comm.core.communicator;

import dev.comm.core.machine.Nanos;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A stage whose {@code get} and {@code join} drive the machine. Stages that depend on it drive for the same call.
 *
 * @param <T> type of the value
 */
class DrivenStage<T> extends CompletableFuture<T> {
    private static final long FOREVER = Long.MAX_VALUE / 4;

    private final StageDesk desk;
    private final AtomicBoolean isWatched = new AtomicBoolean();

    DrivenStage(StageDesk desk) {
        this.desk = desk;
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new DrivenStage<>(desk);
    }

    @Override
    public T get() throws InterruptedException, ExecutionException {
        drive(deadline(FOREVER));
        return super.get();
    }

    @Override
    public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        long deadline = deadline(Math.max(0, Math.min(FOREVER, unit.toNanos(timeout))));
        drive(deadline);
        return super.get(Math.max(0, Nanos.until(desk.driver().nanoTime(), deadline)), TimeUnit.NANOSECONDS);
    }

    /**
     * Waits for the value. After an interrupt the wait goes on, as in every {@code join}, and another thread drives.
     */
    @Override
    public T join() {
        try {
            drive(deadline(FOREVER));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return super.join();
    }

    private long deadline(long nanos) {
        return Nanos.after(desk.driver().nanoTime(), nanos);
    }

    private void drive(long deadlineNanos) throws InterruptedException {
        if (isDone()) {
            return;
        }
        if (isWatched.compareAndSet(false, true)) {
            whenComplete((value, error) -> desk.wake()); // the program may complete or cancel this stage
        }
        desk.drive(this, deadlineNanos);
    }
}

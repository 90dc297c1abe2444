package dev.comm.core.communicator;

import dev.comm.core.machine.Completion;
import dev.comm.core.machine.Nanos;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A stage whose {@code get} and {@code join} drive the machine until the call of the stage ends. Stages that depend on
 * it do the same for that call.
 *
 * @param <R> type of the result
 */
final class DrivenStage<R> extends CompletableFuture<R> {
    private static final long FOREVER = Long.MAX_VALUE / 4;

    private final DrivenCall<?, ?> call;
    private final AtomicBoolean isWatched = new AtomicBoolean();
    private volatile Completion<Void> turn;

    DrivenStage(DrivenCall<?, ?> call) {
        this.call = call;
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new DrivenStage<>(call);
    }

    @Override
    public R get() throws InterruptedException, ExecutionException {
        drive(FOREVER);
        return super.get();
    }

    @Override
    public R get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        long deadline = Nanos.after(call.driver().nanoTime(), Math.min(FOREVER, unit.toNanos(timeout)));
        drive(Math.max(0, unit.toNanos(timeout)));
        return super.get(Math.max(0, Nanos.until(call.driver().nanoTime(), deadline)), TimeUnit.NANOSECONDS);
    }

    /** Waits for the result. After an interrupt the wait goes on, as in every {@code join}, and other threads drive. */
    @Override
    public R join() {
        try {
            drive(FOREVER);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return super.join();
    }

    private void drive(long nanos) throws InterruptedException {
        if (!isDone()) {
            call.drive(this, Nanos.after(call.driver().nanoTime(), Math.min(FOREVER, nanos)));
        }
    }

    /** Ends the wait also if the program completes or cancels this stage. One thread at a time calls this method. */
    void endWithStage(Completion<Void> wait) {
        turn = wait;
        if (isWatched.compareAndSet(false, true)) {
            whenComplete((value, error) -> turn.complete(null));
        } else if (isDone()) {
            wait.complete(null);
        }
    }
}

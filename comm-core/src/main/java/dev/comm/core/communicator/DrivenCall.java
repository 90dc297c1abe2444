package dev.comm.core.communicator;

import dev.comm.core.driver.MachineDriver;
import dev.comm.core.machine.Call;
import dev.comm.core.machine.Completion;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * A submitted call whose result completes a stage.
 *
 * <p>A thread that waits for the stage drives the machine, as the thread of a blocking call does, and completes the
 * stage itself. So such a wait needs no switch between threads. If no thread waits, the callback executor completes the
 * stage. The result is read once, because reading consumes the bytes.
 *
 * @param <C> type of the call's result
 * @param <R> type of the user's result
 */
final class DrivenCall<C, R> {
    private final MachineDriver driver;
    private final Executor callbacks;
    private final Function<C, R> reader;
    private final Completion<C> completion;
    private final DrivenStage<R> stage = new DrivenStage<>(this);
    /** Ends the wait of the one thread that drives the machine for this call, or null if no thread does. */
    private final AtomicReference<Completion<Void>> wait = new AtomicReference<>();

    private final AtomicBoolean isRead = new AtomicBoolean();

    private DrivenCall(MembershipSession session, Call<C> call, Function<C, R> reader) {
        this.driver = session.driver();
        this.callbacks = session.callbacks();
        this.reader = reader;
        this.completion = driver.submit(call);
    }

    /** Submits the call and returns the stage of its result. */
    static <C, R> DrivenStage<R> submit(MembershipSession session, Call<C> call, Function<C, R> reader) {
        DrivenCall<C, R> driven = new DrivenCall<>(session, call, reader);
        driven.completion.whenDone(driven::ended);
        return driven.stage;
    }

    MachineDriver driver() {
        return driver;
    }

    /**
     * Drives the machine until this call ends, the waiting stage is done, or the deadline passes. Returns at once if
     * another thread drives for this call, or if this thread must not wait.
     *
     * @param waiting stage for which the thread waits: the stage of this call, or one that depends on it
     */
    void drive(DrivenStage<?> waiting, long deadlineNanos) throws InterruptedException {
        Completion<Void> turn = new Completion<>();
        if (!driver.mayWait() || !wait.compareAndSet(null, turn)) {
            return;
        }
        try {
            waiting.endWithStage(turn);
            if (!completion.isDone()) {
                driver.await(turn, deadlineNanos);
            }
        } finally {
            wait.set(null);
            if (completion.isDone()) {
                read();
            }
        }
    }

    private void ended() {
        Completion<Void> turn = wait.get();
        if (turn != null) {
            turn.complete(null);
        } else {
            callbacks.execute(this::read);
        }
    }

    private void read() {
        if (!isRead.compareAndSet(false, true)) {
            return;
        }
        try {
            if (completion.failure() != null) {
                throw FailureExceptions.toException(completion.failure());
            }
            stage.complete(reader.apply(completion.result()));
        } catch (Throwable e) {
            stage.completeExceptionally(e);
        }
    }
}

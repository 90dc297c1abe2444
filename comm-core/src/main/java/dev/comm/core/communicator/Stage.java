package dev.comm.core.communicator;

import dev.comm.core.machine.Completion;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A stage that ends once: by its call, or by the program that cancels it or completes it itself. The call decides this
 * before it fills a place in an array. So a stage that the program has ended fills no place, and a stage that fills a
 * place cannot be cancelled any more.
 *
 * @param <T> type of the value
 */
final class Stage<T> extends DrivenStage<T> {
    private final AtomicBoolean isDecided = new AtomicBoolean();
    private final Runnable givenUp;

    /**
     * Creates an open stage.
     *
     * @param desk executor of the work of this stage
     * @param givenUp action that takes back the calls of the stage, before the program ends the stage
     */
    Stage(StageDesk desk, Runnable givenUp) {
        super(desk);
        this.givenUp = givenUp;
    }

    /** The reader of the value of a call, which may fill a place. */
    interface Reader<C, T> {
        /** Returns the value of the stage. */
        T read(C result) throws Exception;
    }

    /**
     * Ends the stage as its call has ended. If the program has ended the stage before, the result is freed unread.
     *
     * @param unread action that frees a result
     */
    <C> void end(Completion<C> call, Reader<C, T> reader, Consumer<C> unread) {
        boolean isOurs = isDecided.compareAndSet(false, true);
        try {
            if (call.failure() != null) {
                throw FailureExceptions.toException(call.failure());
            }
            if (isOurs) {
                super.complete(reader.read(call.result()));
            } else {
                unread.accept(call.result());
            }
        } catch (Throwable e) {
            super.completeExceptionally(e);
        }
    }

    /** Ends the stage with a failure, unless the stage has ended. */
    void fail(Throwable failure) {
        if (isDecided.compareAndSet(false, true)) {
            super.completeExceptionally(failure);
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        return isGivenUp() ? super.cancel(mayInterruptIfRunning) : isCancelled();
    }

    @Override
    public boolean complete(T value) {
        return isGivenUp() && super.complete(value);
    }

    @Override
    public boolean completeExceptionally(Throwable failure) {
        return isGivenUp() && super.completeExceptionally(failure);
    }

    private boolean isGivenUp() {
        boolean isFirst = isDecided.compareAndSet(false, true);
        if (isFirst) {
            givenUp.run();
        }
        return isFirst;
    }
}

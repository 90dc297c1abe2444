package dev.comm.core.driver;

import dev.comm.core.machine.Call;
import dev.comm.core.machine.Completion;
import org.apiguardian.api.API;

/**
 * The driver of one machine, to which local calls are submitted and in which callers wait for completions.
 *
 * <p>Any thread may call a driver. {@link #await} is the only place in Comm where a thread waits.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface MachineDriver extends AutoCloseable {
    /** Passes the call to the machine in a step, or queues the call for the thread that holds the step lock. */
    <R> Completion<R> submit(Call<R> call);

    /** Returns whether the current thread may wait. A callback of Comm must not. */
    boolean mayWait();

    /**
     * Passes the call to the machine and returns after its step. The method waits for no other event. A thread that is
     * inside a step queues the call. A driver with one thread at a time needs no more than {@link #submit}.
     */
    default <R> Completion<R> settle(Call<R> call) {
        return submit(call);
    }

    /**
     * Rejects a thread that must not wait, before its call has any effect.
     *
     * @throws IllegalStateException if a callback of Comm calls this method
     */
    default void ensureMayWait() {
        if (!mayWait()) {
            throw new IllegalStateException("use another thread: a callback of Comm must not wait for Comm");
        }
    }

    /**
     * Waits for a completion and drives the machine in the meantime.
     *
     * @param deadlineNanos latest time to return, on the clock of the environment
     * @return true if the call has ended, false if the deadline passed
     * @throws InterruptedException if the thread was interrupted before or while waiting; the submitted call stays
     *     valid
     * @throws IllegalStateException if a callback of Comm calls this method
     */
    boolean await(Completion<?> completion, long deadlineNanos) throws InterruptedException;

    /** Returns the present time on the clock of the deadlines. */
    long nanoTime();

    /** Stops driving the machine, closes the transport and ends every open call. Idempotent. */
    @Override
    void close();
}

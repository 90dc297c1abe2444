package dev.comm.api.spi;

import dev.comm.api.machine.Call;
import dev.comm.api.machine.Completion;
import org.apiguardian.api.API;

/**
 * Turns one machine: carries local calls in and lets callers wait for their end.
 *
 * <p>Any thread may call. {@link #await} is the only place in Comm where a thread waits.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface Crank extends AutoCloseable {
    /** Steps the call into the machine, or queues it for the thread that is stepping. */
    <R> Completion<R> submit(Call<R> call);

    /**
     * Waits until a completion is there, turning the machine meanwhile.
     *
     * @param deadlineNanos on the environment's clock
     * @return true if it is there, false if the deadline passed
     * @throws InterruptedException if the thread was interrupted before or while waiting; what was submitted stands
     * @throws IllegalStateException if a callback of Comm calls it
     */
    boolean await(Completion<?> completion, long deadlineNanos) throws InterruptedException;

    /** The clock that deadlines are measured on. */
    long nanoTime();

    /** Stops turning, closes the transport and ends every open call. Idempotent. */
    @Override
    void close();
}

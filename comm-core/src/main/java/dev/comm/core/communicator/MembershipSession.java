package dev.comm.core.communicator;

import dev.comm.api.CommConfig;
import dev.comm.api.error.CallTimeoutException;
import dev.comm.api.error.InterruptedCallException;
import dev.comm.core.driver.MachineDriver;
import dev.comm.core.machine.Call;
import dev.comm.core.machine.Completion;
import dev.comm.core.machine.Failure;
import dev.comm.core.machine.Nanos;
import dev.comm.core.value.ValueCodec;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.apiguardian.api.API;

/**
 * One membership of this process with its driver, the codec for values, and the view. All communicators of the process
 * share it.
 *
 * @param driver driver of the machine
 * @param codec codec of the values
 * @param membership the membership as this process knows it
 * @param config the settings
 * @param callbacks executor for stages
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record MembershipSession(
        MachineDriver driver, ValueCodec codec, LocalMembership membership, CommConfig config, Executor callbacks) {
    private static final Duration LONGEST = Duration.ofDays(36_500);
    private static final Duration MARGIN = Duration.ofSeconds(5);
    private static final Duration LATE = Duration.ofMillis(100);
    private static final Duration AGAIN = Duration.ofSeconds(1);

    /**
     * Submits a call, waits for its end, and returns the result or throws the exception of the failure.
     *
     * @throws IllegalStateException if this thread must not wait; then the call was not submitted
     */
    public <R> R call(Call<R> call, Duration timeout) {
        driver.ensureMayWait();
        return result(driver.submit(call), timeout);
    }

    /** Waits for a completion and returns the result or throws the exception of the failure. */
    public <R> R result(Completion<R> completion, Duration timeout) {
        boolean done;
        try {
            done = awaited(completion, Nanos.after(driver.nanoTime(), Nanos.of(timeout)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedCallException(
                    "the thread was interrupted in a call; frames already sent stay valid", e);
        }
        if (!done) {
            throw new CallTimeoutException("the call did not end within " + timeout);
        }
        Failure failure = completion.failure();
        if (failure != null) {
            throw FailureExceptions.toException(failure);
        }
        return completion.result();
    }

    /**
     * Waits until the deadline. If the wait ends late, the process was stopped. An event of the meantime, such as the
     * end of the membership, is more informative than the deadline. So this method then waits once more, for a short
     * time.
     */
    private boolean awaited(Completion<?> completion, long deadline) throws InterruptedException {
        if (driver.await(completion, deadline)) {
            return true;
        }
        long now = driver.nanoTime();
        return now - deadline > LATE.toNanos() && driver.await(completion, Nanos.after(now, AGAIN.toNanos()));
    }

    /**
     * Returns the given timeout plus a slack. This is the time to wait for a call that the machine ends after the
     * timeout.
     */
    public Duration withSlack(Duration timeout) {
        Duration dead = config.timing().dead();
        return bounded(timeout).plus(dead).plus(dead).plus(MARGIN); // multipliedBy would use BigDecimal
    }

    /** Limits a timeout to a hundred years, so that no clock overflows. */
    public static Duration bounded(Duration timeout) {
        return timeout.compareTo(LONGEST) > 0 ? LONGEST : timeout;
    }
}

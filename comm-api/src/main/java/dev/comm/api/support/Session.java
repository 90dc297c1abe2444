package dev.comm.api.support;

import dev.comm.api.CallTimeoutException;
import dev.comm.api.CommConfig;
import dev.comm.api.InterruptedCallException;
import dev.comm.api.machine.Call;
import dev.comm.api.machine.Completion;
import dev.comm.api.machine.Failure;
import dev.comm.api.machine.Nanos;
import dev.comm.api.spi.Crank;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.apiguardian.api.API;

/**
 * One membership: its machine's crank, how values are written, and what is known of the team. Shared by all
 * communicators of the process.
 *
 * @param crank turns the machine
 * @param codec writes and reads values
 * @param membership what is known of the team
 * @param config the settings
 * @param callbacks runs stages
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Session(Crank crank, ValueCodec codec, Membership membership, CommConfig config, Executor callbacks) {
    private static final Duration LONGEST = Duration.ofDays(36_500);
    private static final Duration MARGIN = Duration.ofSeconds(5);

    /** Ends a call within its time: gives the result or throws what stands for the failure. */
    public <R> R call(Call<R> call, Duration timeout) {
        return result(crank.submit(call), timeout);
    }

    /**
     * Waits for a completion.
     *
     * @param timeout after which the call is given up; the machine ends calls earlier by itself
     */
    public <R> R result(Completion<R> completion, Duration timeout) {
        boolean done;
        try {
            done = crank.await(completion, Nanos.after(crank.nanoTime(), Nanos.of(timeout)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedCallException("the thread was interrupted in a call; what it sent stands", e);
        }
        if (!done) {
            throw new CallTimeoutException("the call did not end within " + timeout);
        }
        Failure failure = completion.failure();
        if (failure != null) {
            throw Failures.toException(failure);
        }
        return completion.result();
    }

    /** How long a call may take whose machine ends it after the given time: that and the slack. */
    public Duration withSlack(Duration timeout) {
        Duration dead = config.timing().dead();
        return bounded(timeout).plus(dead).plus(dead).plus(MARGIN); // multipliedBy would reckon with decimals
    }

    /** The time itself, or a hundred years if it is longer, so that no clock overflows. */
    public static Duration bounded(Duration timeout) {
        return timeout.compareTo(LONGEST) > 0 ? LONGEST : timeout;
    }
}

package dev.comm.api;

import dev.comm.api.error.Arguments;
import java.time.Duration;
import org.apiguardian.api.API;

/**
 * Options for the calls of a communicator, which {@link Communicator#with} applies. Immutable.
 *
 * @param timeout timeout of each call, or null for the default of the communicator; no call waits without a limit
 * @param tag tag of messages
 * @param name name of collectives, at most 100 characters; a collective whose members give different names ends as a
 *     mismatch
 */
@API(status = API.Status.STABLE, since = "0.1")
public record CallOptions(Duration timeout, int tag, String name) {
    /** The defaults: the communicator's timeout, tag 0, no name. */
    public static final CallOptions DEFAULT = new CallOptions(null, 0, "");

    /** Checks the timeout, and the length and the characters of the name. */
    public CallOptions {
        Arguments.nameOrEmpty(name, "a call's name");
        if (timeout != null && (timeout.isNegative() || timeout.isZero())) {
            throw new IllegalArgumentException("give a timeout of more than zero, not " + timeout);
        }
    }

    /** Returns these options with the given timeout. */
    public CallOptions timeout(Duration value) {
        return new CallOptions(value, tag, name);
    }

    /** Returns these options with the given tag. */
    public CallOptions tag(int value) {
        return new CallOptions(timeout, value, name);
    }

    /** Returns these options with the given name. */
    public CallOptions name(String value) {
        return new CallOptions(timeout, tag, value);
    }
}

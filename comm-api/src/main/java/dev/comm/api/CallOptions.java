package dev.comm.api;

import java.time.Duration;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * Options of calls, made with {@link Communicator#with}. Immutable.
 *
 * @param timeout deadline of each call, or null for the communicator's default; never unbounded
 * @param tag tag of messages
 * @param name name of collectives, at most 100 characters; has to be the same on all members, a difference is a
 *     mismatch
 */
@API(status = API.Status.STABLE, since = "0.1")
public record CallOptions(Duration timeout, int tag, String name) {
    /** No timeout of its own, tag 0, no name. */
    public static final CallOptions DEFAULT = new CallOptions(null, 0, "");

    private static final int NAME_LENGTH_MAX = 100;

    /** Checks the parts. */
    public CallOptions {
        Objects.requireNonNull(name, "name");
        if (name.length() > NAME_LENGTH_MAX) {
            throw new IllegalArgumentException(
                    "a name has at most " + NAME_LENGTH_MAX + " characters, this one has " + name.length());
        }
        if (timeout != null && (timeout.isNegative() || timeout.isZero())) {
            throw new IllegalArgumentException("timeout must be positive, not " + timeout);
        }
    }

    /** The same with a deadline. */
    public CallOptions timeout(Duration value) {
        return new CallOptions(value, tag, name);
    }

    /** The same with a tag. */
    public CallOptions tag(int value) {
        return new CallOptions(timeout, value, name);
    }

    /** The same with a name. */
    public CallOptions name(String value) {
        return new CallOptions(timeout, tag, value);
    }
}

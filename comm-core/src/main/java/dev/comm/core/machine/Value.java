package dev.comm.core.machine;

import dev.comm.api.Payload;
import dev.comm.api.protocol.Content;
import org.apiguardian.api.API;

/**
 * A value for machines: its description and its bytes, which machines never interpret.
 *
 * @param content description of the payload
 * @param payload the bytes, or null if the content has none
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Value(Content content, Payload payload) {
    /** No value. */
    public static final Value NONE = new Value(Content.NONE, null);

    /** The value null. */
    public static final Value NULL = new Value(Content.NULL, null);

    /** Token of bytes that are given up off the driver's lock: nobody waits for the end of that. */
    private static final Object FREED = "freed";

    /**
     * Gives up a payload that nobody will read; null is none. Only memory is given back within the step: a file is
     * closed off the driver's lock, since that may take long or fail.
     */
    public static void free(Payload payload, Outbox out) {
        if (payload == null) {
            return;
        }
        if (payload.isInMemory()) {
            closeHere(payload, out);
            return;
        }
        out.compute(FREED, () -> {
            payload.close();
            return null;
        });
    }

    /** A payload may be of the program's own class, and an error of that class must not end the role. */
    private static void closeHere(Payload payload, Outbox out) {
        try {
            payload.close();
        } catch (RuntimeException e) {
            unfreed(e, out);
        }
    }

    private static void unfreed(Throwable error, Outbox out) {
        out.log(
                Outbox.Severity.WARN,
                "a payload that nobody reads any more could not be closed: " + ErrorText.summary(error));
    }

    /**
     * Takes the end of work that {@link #free} gave away: a payload that cannot be closed costs a line in the log and
     * nothing else.
     *
     * @return whether it was such an end
     */
    public static boolean takeFreed(Event.Computed computed, Outbox out) {
        if (computed.token() != FREED) {
            return false;
        }
        if (computed.error() != null) {
            unfreed(computed.error(), out);
        }
        return true;
    }
}

package dev.comm.core.machine;

import dev.comm.api.Payload;
import dev.comm.api.protocol.Content;
import org.apiguardian.api.API;

/**
 * A value for machines, with its description and its bytes, which machines never interpret.
 *
 * @param content description of the payload
 * @param payload bytes of the value, or null if the content has no payload
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Value(Content content, Payload payload) {
    /** No value. */
    public static final Value NONE = new Value(Content.NONE, null);

    /** The value null. */
    public static final Value NULL = new Value(Content.NULL, null);

    /** The token of payloads that are closed outside the step lock. No call waits for the end of this work. */
    private static final Object FREED = "freed";

    /**
     * Frees a payload that no code will read. The call has no effect for null. A payload in memory is closed within the
     * step. A file is closed outside the step lock, because closing a file may take long or fail.
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

    /**
     * Closes a payload in memory. Its class may come from the program, and an error of that class must not end the
     * role.
     */
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
     * Handles the end of work that {@link #free} started. If a payload could not be closed, the only effect is a log
     * line.
     *
     * @return whether the event was the end of such work
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

package dev.comm.api.machine;

import dev.comm.api.Payload;
import dev.comm.api.frame.Content;
import org.apiguardian.api.API;

/**
 * A value as machines see it: what it is and its bytes, which they never look into.
 *
 * @param content what follows
 * @param payload the bytes, or null if the content has none
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Value(Content content, Payload payload) {
    /** No value at all. */
    public static final Value NONE = new Value(Content.NONE, null);

    /** The value null. */
    public static final Value NULL = new Value(Content.NULL, null);
}

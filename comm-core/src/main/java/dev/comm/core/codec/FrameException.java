package dev.comm.core.codec;

import dev.comm.api.error.ProtocolException;
import org.apiguardian.api.API;

/**
 * A peer sent bytes that are not a frame of this protocol. The message never contains bytes of a payload.
 *
 * <p>The receiver must close the connection, because the bytes that follow have no meaning.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class FrameException extends ProtocolException {
    private static final long serialVersionUID = 1L;

    /** Creates an exception with the given message. */
    public FrameException(String message) {
        super(message);
    }
}

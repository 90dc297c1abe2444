package dev.comm.api.frame;

import dev.comm.api.ProtocolException;
import org.apiguardian.api.API;

/**
 * Bytes came in that are not a frame of this protocol. The message is a sentence for people; it never contains bytes of
 * a payload.
 *
 * <p>Whoever reads the connection closes it: after this nothing that follows on it has a meaning.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class FrameException extends ProtocolException {
    private static final long serialVersionUID = 1L;

    /** With a sentence for people. */
    public FrameException(String message) {
        super(message);
    }
}

package dev.comm.core.link;

import dev.comm.api.Payload;
import dev.comm.api.error.ProtocolException;
import java.nio.ByteBuffer;

/** The assembly of one payload, frame by frame. */
interface PayloadAssembly {
    /**
     * Adds bytes.
     *
     * @throws ProtocolException if there are more bytes than announced
     */
    void add(ByteBuffer bytes);

    /**
     * Returns the whole payload.
     *
     * @throws ProtocolException if bytes are missing
     */
    Payload finish();

    /** Discards the received bytes. */
    void discard();

    /** Checks the received length against the announced one. */
    static void check(long have, long announced, boolean whole) {
        if (have > announced || (whole && have != announced)) {
            throw new ProtocolException("a payload announced with " + announced + " bytes has " + have);
        }
    }
}

package dev.comm.api.support;

import dev.comm.api.Payload;
import dev.comm.api.ProtocolException;
import java.nio.ByteBuffer;

/** A payload that grows frame by frame. */
interface PayloadAssembly {
    /**
     * Adds bytes.
     *
     * @throws ProtocolException if there are more than were announced
     */
    void add(ByteBuffer bytes);

    /**
     * The whole payload.
     *
     * @throws ProtocolException if bytes are missing
     */
    Payload finish();

    /** Forgets what came. */
    void discard();

    /** Checks the announced length against what is there. */
    static void check(long have, long announced, boolean whole) {
        if (have > announced || (whole && have != announced)) {
            throw new ProtocolException("a payload announced with " + announced + " bytes has " + have);
        }
    }
}

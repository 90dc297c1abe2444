package dev.comm.testkit.live.proxy;

import java.nio.ByteBuffer;

/**
 * Something that waits in a proxy to be passed on: bytes, or the end of a stream.
 *
 * @param bytes the bytes that are left to be written; empty for an end
 * @param dueNanos not to be passed on before
 * @param begins whether the first byte is the first of a frame
 * @param ends whether the last byte is the last of a frame
 * @param ending how the stream ends here, or null
 */
record Parcel(ByteBuffer bytes, long dueNanos, boolean begins, boolean ends, Ending ending) {
    /** How a stream ends. */
    enum Ending {
        /** Output is shut; the other direction goes on. */
        FINISH,
        /** Both directions are closed in order. */
        CLOSE,
        /** Both directions are reset. */
        RESET
    }

    static Parcel end(Ending ending, long dueNanos) {
        return new Parcel(ByteBuffer.allocate(0), dueNanos, false, false, ending);
    }
}

package dev.comm.testkit.live.proxy;

import java.nio.ByteBuffer;

/**
 * A parcel that waits in a proxy to be passed on. It contains bytes or the end of a stream.
 *
 * @param bytes the bytes that are left to be written; empty for an end
 * @param dueNanos the time before which the parcel is not passed on
 * @param begins whether the first byte is the first of a frame
 * @param ends whether the last byte is the last of a frame
 * @param ending the kind of the end of the stream, or null for bytes
 */
record Parcel(ByteBuffer bytes, long dueNanos, boolean begins, boolean ends, Ending ending) {
    /** The kind of the end of a stream. */
    enum Ending {
        /** Output is shut, and the other direction goes on. */
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

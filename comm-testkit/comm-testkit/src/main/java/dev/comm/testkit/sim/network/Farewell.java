package dev.comm.testkit.sim.network;

/**
 * The orderly end of a socket. The socket writes its queued bytes, shuts its output, and for a while discards the bytes
 * that still arrive.
 */
final class Farewell {
    private static final long SECOND = 1_000_000_000L;
    private static final long STALL_NANOS = 10 * SECOND;
    private static final long DISCARD_NANOS = 2 * SECOND;
    private static final long DISCARD_BYTES = 1 << 20;

    private final SimSocket socket;
    private long discardedBytes;
    private boolean shut;

    Farewell(SimSocket socket) {
        this.socket = socket;
    }

    /** Begins the end. The socket closes if its peer takes no byte for a while. */
    void begin() {
        watch(-1);
    }

    private void watch(long writtenBefore) {
        long written = socket.sender().outgoing().writtenBytes();
        if (shut) {
            return;
        }
        if (written == writtenBefore) {
            socket.closeLocally("finished, but the peer took no bytes");
        } else {
            socket.process().later(STALL_NANOS, () -> watch(written));
        }
    }

    /** Notes that the output is shut. */
    void shut() {
        shut = true;
        socket.process().later(DISCARD_NANOS, () -> socket.closeLocally("finished; the peer kept its side open"));
    }

    boolean isShut() {
        return shut;
    }

    void discard(int bytes) {
        discardedBytes += bytes;
    }

    /** Returns whether the socket has discarded the largest number of bytes that it may discard. */
    boolean hasHeardEnough() {
        return shut && discardedBytes > DISCARD_BYTES;
    }
}

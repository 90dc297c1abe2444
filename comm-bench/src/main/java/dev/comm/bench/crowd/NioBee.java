package dev.comm.bench.crowd;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A member of the raw star. It sends its rank, and answers each signal with one signal. */
final class NioBee extends Bee {
    /** The size of a signal, which is a length and 64 bytes. */
    private static final int SIGNAL_BYTES = Integer.BYTES + 64;

    private static final ByteBuffer SIGNAL = ByteBuffer.allocateDirect(SIGNAL_BYTES);

    private final int rank;
    private boolean isAdmitted;
    private int missing = SIGNAL_BYTES;

    NioBee(int rank) {
        this.rank = rank;
    }

    @Override
    void connected() throws IOException {
        ByteBuffer both = ByteBuffer.allocate(Integer.BYTES + SIGNAL_BYTES).putInt(0, rank);
        send(both);
        isAdmitted = true;
    }

    @Override
    void received(ByteBuffer bytes) throws IOException {
        missing -= bytes.remaining();
        while (missing <= 0) {
            missing += SIGNAL_BYTES;
            send(SIGNAL.duplicate());
        }
    }

    @Override
    boolean isAdmitted() {
        return isAdmitted;
    }

    @Override
    void beat() {
        // The raw star needs no heartbeats.
    }
}

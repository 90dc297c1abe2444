package dev.comm.transport.tcp.connection;

import dev.comm.api.spi.Lane;
import java.util.ArrayDeque;

/**
 * A cork that holds back small frames, so that one write carries several of them. All endpoints of a transport share
 * one cork, which belongs to the caller's side.
 */
public final class Cork {
    /** The queue size above which frames are written at once, because one write takes no more bytes. */
    static final int HELD_BYTES_MAX = 16 << 10;

    private final ArrayDeque<ConnectionWriter> held = new ArrayDeque<>();
    private boolean on;

    public void on() {
        on = true;
    }

    /** Stops holding frames back, and writes the held frames. */
    public void off() {
        on = false;
        for (ConnectionWriter next = held.poll(); next != null; next = held.poll()) {
            next.letGo();
        }
    }

    /** Returns whether the frame that was just queued is held back. */
    boolean holds(ConnectionWriter outbound, Lane lane) {
        if (!on || lane != Lane.CONTROL || outbound.queuedBytes() > HELD_BYTES_MAX) {
            return false;
        }
        if (outbound.beHeld()) {
            held.add(outbound);
        }
        return true;
    }
}

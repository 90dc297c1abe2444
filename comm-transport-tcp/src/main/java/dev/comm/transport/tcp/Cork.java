package dev.comm.transport.tcp;

import dev.comm.api.spi.Lane;
import java.util.ArrayDeque;

/**
 * Lets small frames wait for the next ones, so that one write serves many; one serves all endpoints of a transport. It
 * belongs to the caller's side.
 */
final class Cork {
    /** Enough for one write: more would only come later. */
    static final int HELD_BYTES_MAX = 16 << 10;

    private final ArrayDeque<Outbound> held = new ArrayDeque<>();
    private boolean on;

    void on() {
        on = true;
    }

    /** Ends it, and writes what waited. */
    void off() {
        on = false;
        for (Outbound next = held.poll(); next != null; next = held.poll()) {
            next.letGo();
        }
    }

    /** Whether what was just queued waits. */
    boolean holds(Outbound outbound, Lane lane) {
        if (!on || lane != Lane.CONTROL || outbound.queuedBytes() > HELD_BYTES_MAX) {
            return false;
        }
        if (outbound.beHeld()) {
            held.add(outbound);
        }
        return true;
    }
}

package dev.comm.master.machine;

import dev.comm.api.machine.Nanos;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts who was refused or broke the protocol, and says so once for each address and minute, so that nobody can flood
 * the log. Above a number of addresses all others share one line.
 */
final class Offenders {
    /** Enough to see an attack of many; a report for each of them would help nobody. */
    static final int ADDRESSES_MAX = 256;

    static final long MINUTE_NANOS = 60_000_000_000L;

    private static final String OTHERS = "other addresses";

    private final Turn turn;
    /** Those that were named within the last minute, by the time of that. */
    private final Map<String, Minute> named = new LinkedHashMap<>();

    private long refused;

    Offenders(Turn turn) {
        this.turn = turn;
    }

    /** A connection ended without becoming a member. */
    void refused(String peer, String reason) {
        refused++;
        say(peer, "refused " + peer + ": " + reason);
    }

    /** A registered node broke the protocol. */
    void broke(String peer, String line) {
        say(peer, line);
    }

    /** Connections that never became members. */
    long refused() {
        return refused;
    }

    /** Addresses that are remembered now. */
    int remembered() {
        return named.size();
    }

    private void say(String peer, String line) {
        String address = Origin.of(peer);
        boolean isFull = named.size() >= ADDRESSES_MAX && !named.containsKey(address);
        Minute minute = named.get(isFull ? OTHERS : address);
        if (minute != null) {
            minute.more++;
            minute.last = line;
            return;
        }
        named.put(isFull ? OTHERS : address, new Minute(turn.now()));
        turn.warn(line);
    }

    /** When the oldest minute is over. */
    long nextDeadlineNanos() {
        return named.isEmpty() ? Long.MAX_VALUE : Nanos.after(oldest().sinceNanos, MINUTE_NANOS);
    }

    /** Minutes that are over end with a line if there was more to say; then the next minute begins. */
    void onDeadline() {
        while (!named.isEmpty() && turn.isDue(nextDeadlineNanos())) {
            Iterator<Map.Entry<String, Minute>> first = named.entrySet().iterator();
            Map.Entry<String, Minute> over = first.next();
            first.remove();
            Minute minute = over.getValue();
            if (minute.more > 0) {
                turn.warn(minute.more + " more of " + over.getKey() + " within a minute, the last: " + minute.last);
                named.put(over.getKey(), new Minute(turn.now()));
            }
        }
    }

    private Minute oldest() {
        return named.values().iterator().next();
    }

    /** What an address did since it was named. */
    private static final class Minute {
        private final long sinceNanos;
        private long more;
        private String last;

        Minute(long sinceNanos) {
            this.sinceNanos = sinceNanos;
        }
    }
}

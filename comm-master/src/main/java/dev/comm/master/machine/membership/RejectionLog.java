package dev.comm.master.machine.membership;

import dev.comm.core.machine.Nanos;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The log of rejected peers and protocol violations. It counts all, and writes at most one log line for each address
 * and minute, so that no peer can flood the log. Above a maximum number of addresses, all others share one log line.
 */
public final class RejectionLog {
    /** The maximum number of addresses that have log lines of their own. */
    static final int ADDRESSES_MAX = 256;

    static final long MINUTE_NANOS = 60_000_000_000L;

    private static final String OTHERS = "other addresses";

    private final MasterStep step;
    /** The addresses logged within the last minute, in the order of their log lines. */
    private final Map<String, Minute> named = new LinkedHashMap<>();

    private long refused;

    RejectionLog(MasterStep step) {
        this.step = step;
    }

    /** Records a connection that did not become a member. */
    public void refused(String peer, String reason) {
        refused++;
        say(peer, "refused " + peer + ": " + reason);
    }

    /** Records a protocol violation of a registered node. */
    void broke(String peer, String line) {
        say(peer, line);
    }

    /** Returns the number of connections that did not become members. */
    long refused() {
        return refused;
    }

    /** Returns the number of addresses that are stored. */
    public int remembered() {
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
        named.put(isFull ? OTHERS : address, new Minute(step.now()));
        step.warn(line);
    }

    /** Returns the end of the oldest minute. */
    public long nextDeadlineNanos() {
        return named.isEmpty() ? Long.MAX_VALUE : Nanos.after(oldest().sinceNanos, MINUTE_NANOS);
    }

    /**
     * Ends the minutes that are over. If events were suppressed in a minute, it logs one line and begins the next
     * minute.
     */
    public void onDeadline() {
        while (!named.isEmpty() && step.isDue(nextDeadlineNanos())) {
            Iterator<Map.Entry<String, Minute>> first = named.entrySet().iterator();
            Map.Entry<String, Minute> over = first.next();
            first.remove();
            Minute minute = over.getValue();
            if (minute.more > 0) {
                step.warn(minute.more + " more of " + over.getKey() + " within a minute, the last: " + minute.last);
                named.put(over.getKey(), new Minute(step.now()));
            }
        }
    }

    private Minute oldest() {
        return named.values().iterator().next();
    }

    /** The events of an address since its last log line. */
    private static final class Minute {
        private final long sinceNanos;
        private long more;
        private String last;

        Minute(long sinceNanos) {
            this.sinceNanos = sinceNanos;
        }
    }
}

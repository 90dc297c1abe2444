package dev.comm.transport.tcp.tls;

import dev.comm.api.spi.OriginQuota;
import dev.comm.transport.tcp.connection.RemoteOrigin;
import dev.comm.transport.tcp.select.Reports;
import dev.comm.transport.tcp.select.SelectHandler;
import dev.comm.transport.tcp.select.SelectLoop;
import dev.comm.transport.tcp.select.ThrottledLog;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The accepted connections with an unfinished TLS handshake. Their number and time are limited, because any stranger
 * can start one. A failed handshake appears only in the log, at a limited rate. This part belongs to the polling side.
 */
public final class PendingTlsHandshakes implements SelectHandler {
    /** An accepted connection that can be turned away while its handshake is unfinished. */
    public interface Refusable {
        /** Closes the connection and logs the reason. */
        void refuse(String reason);
    }

    private static final Logger LOG = LoggerFactory.getLogger(PendingTlsHandshakes.class);

    private final SelectLoop loop;
    private final int max;
    private final long timeNanos;
    private final OriginQuota<Refusable> unfinished;
    /** The connections with their deadlines, oldest first. */
    private final Map<Refusable, Long> pending = new LinkedHashMap<>();

    private final ThrottledLog refused = new ThrottledLog(LOG);
    private boolean armed;

    PendingTlsHandshakes(SelectLoop loop, int max, long timeNanos) {
        this.loop = loop;
        this.max = max;
        this.timeNanos = timeNanos;
        this.unfinished = new OriginQuota<>(max);
    }

    public void begun(Refusable endpoint, RemoteOrigin origin) {
        Refusable surplus = unfinished.surplus(origin, origin.loopback());
        if (surplus != null) {
            surplus.refuse("raise Limits.handshakes (" + max + ") to allow more; it was the oldest of "
                    + unfinished.ofSameOrigin(surplus)
                    + " unfinished TLS handshakes from its address when another one began");
        }
        unfinished.add(endpoint, origin);
        pending.put(endpoint, System.nanoTime() + timeNanos);
        arm();
    }

    /** Removes a connection after its handshake, successful or failed. */
    public void ended(Refusable endpoint) {
        pending.remove(endpoint);
        unfinished.remove(endpoint);
    }

    /** Logs the reason why a connection was refused. The peer may be a stranger, or a node with wrong settings. */
    public void tell(String peer, String reason) {
        refused.warn("Refused the connection from " + peer + ": " + reason);
    }

    private void arm() {
        if (!armed && !pending.isEmpty()) {
            armed = true;
            loop.attendAt(pending.values().iterator().next(), this);
        }
    }

    @Override
    public void ready(int operations, Reports reports) {
        // This handler has no channel, so it is never ready.
    }

    @Override
    public void attend(Reports reports) {
        armed = false;
        for (Refusable late = overdue(); late != null; late = overdue()) {
            late.refuse(
                    "it did not finish the TLS handshake within " + TimeUnit.NANOSECONDS.toMillis(timeNanos) + " ms");
        }
        arm();
    }

    private Refusable overdue() {
        Iterator<Map.Entry<Refusable, Long>> entries = pending.entrySet().iterator();
        if (!entries.hasNext()) {
            return null;
        }
        Map.Entry<Refusable, Long> oldest = entries.next();
        return oldest.getValue() - System.nanoTime() <= 0 ? oldest.getKey() : null;
    }
}

package dev.comm.transport.tcp.select;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;

/**
 * A log for one kind of warning. It writes at most one every 10 s and counts the suppressed ones, so that a peer cannot
 * flood the log.
 */
public final class ThrottledLog {
    private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Logger log;
    private long lastNanos;
    private boolean begun;
    private int leftOut;

    public ThrottledLog(Logger log) {
        this.log = log;
    }

    public void warn(String message) {
        long now = System.nanoTime();
        if (begun && now - lastNanos < INTERVAL_NANOS) {
            leftOut++;
            return;
        }
        log.warn(leftOut == 0 ? "{}" : "{} ({} more of this kind since the last warning)", message, leftOut);
        begun = true;
        lastNanos = now;
        leftOut = 0;
    }
}

package dev.comm.transport.tcp.tls;

import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/**
 * The limit for TLS records without content. Key updates, tickets and warnings are rare, and each costs this side far
 * more than the peer. So a flood of such records ends the connection.
 */
final class EmptyRecordLimit {
    static final int PER_MINUTE_MAX = 64;
    private static final long MINUTE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private long sinceNanos;
    private int count;

    void count() throws SSLException {
        long now = System.nanoTime();
        if (count == 0 || now - sinceNanos > MINUTE_NANOS) {
            sinceNanos = now;
            count = 0;
        }
        if (++count > PER_MINUTE_MAX) {
            throw new SSLException("the peer sent more than " + PER_MINUTE_MAX
                    + " TLS records without content (new keys, for example) within a minute");
        }
    }
}

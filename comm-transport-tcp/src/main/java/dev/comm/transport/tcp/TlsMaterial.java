package dev.comm.transport.tcp;

import dev.comm.api.ConfigException;
import dev.comm.api.Tls;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLEngine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificates of one transport. They are read again when their files change, which is looked at on a new
 * connection, at most once in a second; new content that is of no use changes nothing, and is tried again. For any
 * thread.
 */
final class TlsMaterial implements TlsEngines {
    private static final Logger LOG = LoggerFactory.getLogger(TlsMaterial.class);
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Tls tls;
    private final Clock clock;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile TlsContext context;
    private volatile long lookedNanos;
    private FileStamps stamps;
    /** Why the files were of no use the last time; null if they were. */
    private String refusal;

    private TlsMaterial(Tls tls, Clock clock) {
        this.tls = tls;
        this.clock = clock;
        this.stamps = FileStamps.of(tls.files());
        this.context = TlsContext.read(tls, clock);
        this.lookedNanos = System.nanoTime();
    }

    /**
     * Reads all files.
     *
     * @throws ConfigException that names the setting and the cure
     */
    static TlsMaterial open(Tls tls) {
        return open(tls, Clock.systemUTC());
    }

    /** For tests: another time by which own certificates have to be valid. */
    static TlsMaterial open(Tls tls, Clock clock) {
        return new TlsMaterial(tls, clock);
    }

    @Override
    public SSLEngine server() {
        return current(System.nanoTime()).server();
    }

    @Override
    public SSLEngine client(InetSocketAddress target) {
        return current(System.nanoTime()).client(target);
    }

    /** What counts at this time; one caller looks at the files, the others do not wait for it. */
    TlsContext current(long nowNanos) {
        if (nowNanos - lookedNanos >= LOOK_NANOS && looking.tryLock()) {
            try {
                look(nowNanos);
            } finally {
                looking.unlock();
            }
        }
        return context;
    }

    private void look(long nowNanos) {
        FileStamps found = FileStamps.of(tls.files());
        lookedNanos = nowNanos;
        // What was refused is read again though its stamps are the same: a mode or the time may have mended it.
        if (found.equals(stamps) && refusal == null) {
            return;
        }
        stamps = found; // taken before reading, so that what changes meanwhile is seen the next time
        try {
            context = TlsContext.read(tls, clock);
            refusal = null;
            LOG.info("New certificates are in use for new connections: {}", tls);
        } catch (ConfigException e) {
            refuse(String.valueOf(e.getMessage()));
        }
    }

    /** Warns once for as long as the reason stays the same. */
    private void refuse(String reason) {
        if (!reason.equals(refusal)) {
            LOG.warn("The certificates changed, but the new ones are of no use, so the old ones stay: {}", reason);
        }
        refusal = reason;
    }
}

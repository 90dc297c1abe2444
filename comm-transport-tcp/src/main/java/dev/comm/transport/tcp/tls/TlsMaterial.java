package dev.comm.transport.tcp.tls;

import dev.comm.api.Tls;
import dev.comm.api.error.ConfigException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLEngine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificates of one transport, reloaded when their files change. A new connection checks the files, at most once
 * per second. If the new content cannot be loaded, the previous certificates stay in use and the next check tries
 * again. Thread-safe.
 */
public final class TlsMaterial implements TlsEngines {
    private static final Logger LOG = LoggerFactory.getLogger(TlsMaterial.class);
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Tls tls;
    private final Clock clock;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile TlsContext context;
    private volatile long lookedNanos;
    private FileStamps stamps;
    /** The reason why the last load failed, or null if it succeeded. */
    private String refusal;

    private TlsMaterial(Tls tls, Clock clock) {
        this.tls = tls;
        this.clock = clock;
        this.stamps = FileStamps.of(tls.files());
        this.context = TlsContext.read(tls, clock);
        this.lookedNanos = System.nanoTime();
    }

    /**
     * Reads all files and creates the certificates.
     *
     * @throws ConfigException if a file cannot be used; the message names the setting and the cure
     */
    public static TlsMaterial open(Tls tls) {
        return open(tls, Clock.systemUTC());
    }

    /** Reads all files. Tests use another clock to check the validity of the own certificate. */
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

    /** Returns the current context. One caller checks the files, and the others do not wait for this check. */
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
        // A failed load is repeated even with the same stamps, because file permissions or the clock may have changed.
        if (found.equals(stamps) && refusal == null) {
            return;
        }
        stamps = found; // taken before the files are read, so that the next check detects a change during the read
        try {
            context = TlsContext.read(tls, clock);
            refusal = null;
            LOG.info("Loaded the changed certificates, using them for new connections: {}", tls);
        } catch (ConfigException e) {
            refuse(String.valueOf(e.getMessage()));
        }
    }

    /** Logs a warning, unless the last failure had the same reason. */
    private void refuse(String reason) {
        if (!reason.equals(refusal)) {
            LOG.warn("Cannot load the changed certificates, keeping the previous ones: {}", reason);
        }
        refusal = reason;
    }
}

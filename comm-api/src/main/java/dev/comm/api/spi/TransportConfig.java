package dev.comm.api.spi;

import dev.comm.api.Tls;
import dev.comm.api.error.Arguments;
import java.time.Duration;
import org.apiguardian.api.API;

/** The rules for a transport. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class TransportConfig {
    private final int backlog;
    private final int endpointsMax;
    private final int handshakesMax;
    private final Duration handshakeTime;
    private final int lowWaterBytes;
    private final boolean authenticated;
    private final boolean unsafeAnonymous;
    private final Tls tls;

    private TransportConfig(Builder b) {
        this.backlog = b.backlog;
        this.endpointsMax = b.endpointsMax;
        this.handshakesMax = b.handshakesMax;
        this.handshakeTime = b.handshakeTime;
        this.lowWaterBytes = b.lowWaterBytes;
        this.authenticated = b.authenticated;
        this.unsafeAnonymous = b.unsafeAnonymous;
        this.tls = b.tls;
    }

    /** A builder that starts from the usual bounds, without authentication and encryption. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that starts from these values. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Connections that may wait to be accepted. */
    public int backlog() {
        return backlog;
    }

    /** Connections that may be open at once; more are closed as they are accepted. */
    public int endpointsMax() {
        return endpointsMax;
    }

    /** Accepted connections that may be agreeing on their encryption at once; the oldest makes room. */
    public int handshakesMax() {
        return handshakesMax;
    }

    /** Bound on agreeing on the encryption of a connection. */
    public Duration handshakeTime() {
        return handshakeTime;
    }

    /** Queued bulk bytes of an endpoint below which the driver adds more. */
    public int lowWaterBytes() {
        return lowWaterBytes;
    }

    /** Whether peers prove their identity, by a shared secret or by certificates on both sides. */
    public boolean authenticated() {
        return authenticated;
    }

    /** Whether an address off the loopback may be bound although peers are not authenticated. */
    public boolean unsafeAnonymous() {
        return unsafeAnonymous;
    }

    /** How connections are encrypted, or null if they are not; a transport that cannot do it refuses to open. */
    public Tls tls() {
        return tls;
    }

    @Override
    public String toString() {
        return "TransportConfig[backlog=" + backlog
                + ", endpointsMax=" + endpointsMax
                + ", handshakesMax=" + handshakesMax
                + ", handshakeTime=" + handshakeTime
                + ", lowWaterBytes=" + lowWaterBytes
                + ", authenticated=" + authenticated
                + ", unsafeAnonymous=" + unsafeAnonymous
                + ", tls=" + tls
                + "]";
    }

    /**
     * Collects values; not safe for use by several threads. A count or a time that is too low throws
     * {@link IllegalArgumentException}.
     */
    public static final class Builder {
        private int backlog = 1_024;
        private int endpointsMax = 16_384;
        private int handshakesMax = 1_024;
        private Duration handshakeTime = Duration.ofSeconds(5);
        private int lowWaterBytes = 512 << 10;
        private boolean authenticated;
        private boolean unsafeAnonymous;
        private Tls tls;

        private Builder() {}

        private Builder(TransportConfig from) {
            backlog = from.backlog;
            endpointsMax = from.endpointsMax;
            handshakesMax = from.handshakesMax;
            handshakeTime = from.handshakeTime;
            lowWaterBytes = from.lowWaterBytes;
            authenticated = from.authenticated;
            unsafeAnonymous = from.unsafeAnonymous;
            tls = from.tls;
        }

        /** Sets {@link TransportConfig#backlog}. */
        public Builder backlog(int value) {
            backlog = Arguments.atLeast(1, value, "a backlog");
            return this;
        }

        /** Sets {@link TransportConfig#endpointsMax}. */
        public Builder endpointsMax(int value) {
            endpointsMax = Arguments.atLeast(1, value, "a number of endpoints");
            return this;
        }

        /** Sets {@link TransportConfig#handshakesMax}. */
        public Builder handshakesMax(int value) {
            handshakesMax = Arguments.atLeast(1, value, "a number of handshakes");
            return this;
        }

        /** Sets {@link TransportConfig#handshakeTime}. */
        public Builder handshakeTime(Duration value) {
            handshakeTime = Arguments.timeout(value);
            return this;
        }

        /** Sets {@link TransportConfig#lowWaterBytes}. */
        public Builder lowWaterBytes(int value) {
            lowWaterBytes = Arguments.atLeast(0, value, "a number of bytes");
            return this;
        }

        /** Sets {@link TransportConfig#authenticated}. */
        public Builder authenticated(boolean value) {
            authenticated = value;
            return this;
        }

        /** Sets {@link TransportConfig#unsafeAnonymous}. */
        public Builder unsafeAnonymous(boolean value) {
            unsafeAnonymous = value;
            return this;
        }

        /** Sets {@link TransportConfig#tls}. */
        public Builder tls(Tls value) {
            tls = value;
            return this;
        }

        /** The values as they are set. */
        public TransportConfig build() {
            return new TransportConfig(this);
        }
    }
}

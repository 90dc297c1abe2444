package dev.comm.api.spi;

import dev.comm.api.Tls;
import dev.comm.api.error.Arguments;
import java.time.Duration;
import org.apiguardian.api.API;

/** The settings of a transport. */
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

    /** Returns a builder that starts from the usual bounds, without authentication and encryption. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns a builder that starts from these values. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Returns the largest number of connections that wait to be accepted. */
    public int backlog() {
        return backlog;
    }

    /** Returns the largest number of open connections. A transport closes further connections as it accepts them. */
    public int endpointsMax() {
        return endpointsMax;
    }

    /**
     * Returns the largest number of accepted connections in their TLS handshake. Above this number the transport closes
     * the oldest of these connections.
     */
    public int handshakesMax() {
        return handshakesMax;
    }

    /** Returns the time limit of the TLS handshake of a connection. */
    public Duration handshakeTime() {
        return handshakeTime;
    }

    /** Returns the number of queued bulk bytes of an endpoint below which the driver adds more bytes. */
    public int lowWaterBytes() {
        return lowWaterBytes;
    }

    /** Returns whether peers prove their identity by a shared secret or by certificates on both sides. */
    public boolean authenticated() {
        return authenticated;
    }

    /** Returns whether the transport may bind an address outside the loopback although peers are not authenticated. */
    public boolean unsafeAnonymous() {
        return unsafeAnonymous;
    }

    /**
     * Returns the settings for the encryption of connections, or null for no encryption. A transport that cannot
     * encrypt connections refuses to open.
     */
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
     * A builder that collects values; not safe for use by several threads. A method throws
     * {@link IllegalArgumentException} if its count or time is too low.
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

        /** Returns the settings with the values set here. */
        public TransportConfig build() {
            return new TransportConfig(this);
        }
    }
}

package dev.comm.api.spi;

import dev.comm.api.Tls;
import java.time.Duration;
import org.apiguardian.api.API;

/**
 * What a transport has to respect.
 *
 * @param backlog connections that may wait to be accepted
 * @param endpointsMax connections that may be open at once; more are closed as they are accepted
 * @param handshakesMax accepted connections that may be agreeing on their encryption at once; the oldest makes room
 * @param handshakeTime bound on agreeing on the encryption of a connection
 * @param lowWaterBytes queued bulk bytes of an endpoint below which the crank adds more
 * @param authenticated whether peers prove who they are, by a shared secret or by certificates on both sides
 * @param unsafeAnonymous whether an address off the loopback may be bound although peers are not authenticated
 * @param tls how connections are encrypted, or null if they are not; a transport that cannot do it refuses to open
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record TransportConfig(
        int backlog,
        int endpointsMax,
        int handshakesMax,
        Duration handshakeTime,
        int lowWaterBytes,
        boolean authenticated,
        boolean unsafeAnonymous,
        Tls tls) {
    private static final int HANDSHAKES_MAX = 1_024;
    private static final Duration HANDSHAKE_TIME = Duration.ofSeconds(5);

    /** With the usual bounds on handshakes. */
    public TransportConfig(
            int backlog, int endpointsMax, int lowWaterBytes, boolean authenticated, boolean unsafeAnonymous, Tls tls) {
        this(backlog, endpointsMax, HANDSHAKES_MAX, HANDSHAKE_TIME, lowWaterBytes, authenticated, unsafeAnonymous, tls);
    }

    /** Connections that are not encrypted. */
    public TransportConfig(
            int backlog, int endpointsMax, int lowWaterBytes, boolean authenticated, boolean unsafeAnonymous) {
        this(backlog, endpointsMax, lowWaterBytes, authenticated, unsafeAnonymous, null);
    }
}

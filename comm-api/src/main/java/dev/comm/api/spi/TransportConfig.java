package dev.comm.api.spi;

import org.apiguardian.api.API;

/**
 * What a transport has to respect.
 *
 * @param backlog connections that may wait to be accepted
 * @param endpointsMax connections that may be open at once; more are closed as they are accepted
 * @param lowWaterBytes queued bulk bytes of an endpoint below which the crank adds more
 * @param authenticated whether a shared secret (or TLS) protects the connections
 * @param unsafeAnonymous whether an address off the loopback may be bound although peers are not authenticated
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record TransportConfig(
        int backlog, int endpointsMax, int lowWaterBytes, boolean authenticated, boolean unsafeAnonymous) {}

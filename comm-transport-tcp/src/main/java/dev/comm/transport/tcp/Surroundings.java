package dev.comm.transport.tcp;

import dev.comm.api.spi.TransportConfig;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What all endpoints and listeners of a transport share.
 *
 * @param endpoints those that have not been reported as closed
 * @param lastNumber the highest endpoint number that was given
 */
record Surroundings(
        TransportConfig config,
        SelectLoop loop,
        Gather gather,
        Map<Integer, Endpoint> endpoints,
        AtomicInteger lastNumber) {
    static Surroundings of(TransportConfig config) {
        return new Surroundings(config, new SelectLoop(), new Gather(), new ConcurrentHashMap<>(), new AtomicInteger());
    }

    int nextNumber() {
        return lastNumber.incrementAndGet();
    }

    boolean isFull() {
        return endpoints.size() >= config.endpointsMax();
    }
}

package dev.comm.transport.tcp;

import dev.comm.api.spi.TransportConfig;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What all endpoints and listeners of a transport share.
 *
 * @param encryption how connections are encrypted, or null if they are not
 * @param endpoints those that have not been reported as closed
 * @param lastNumber the highest endpoint number that was given
 */
record Surroundings(
        TransportConfig config,
        SelectLoop loop,
        Gather gather,
        Cork cork,
        Encryption encryption,
        Map<Integer, Endpoint> endpoints,
        AtomicInteger lastNumber) {
    /** New ones; {@code engines} is null if connections are not encrypted. */
    static Surroundings of(TransportConfig config, TlsEngines engines) {
        SelectLoop loop = new SelectLoop();
        return new Surroundings(
                config,
                loop,
                new Gather(),
                new Cork(),
                engines == null ? null : new Encryption(engines, config, loop),
                new ConcurrentHashMap<>(),
                new AtomicInteger());
    }

    int nextNumber() {
        return lastNumber.incrementAndGet();
    }

    boolean isFull() {
        return endpoints.size() >= config.endpointsMax();
    }
}

package dev.comm.transport.tcp;

import dev.comm.api.spi.TransportConfig;
import dev.comm.transport.tcp.buffer.GatheringWriter;
import dev.comm.transport.tcp.connection.Cork;
import dev.comm.transport.tcp.select.SelectLoop;
import dev.comm.transport.tcp.tls.TlsEngines;
import dev.comm.transport.tcp.tls.TlsResources;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The objects and limits that all endpoints and listeners of a transport share.
 *
 * @param encryption the TLS resources, or null without encryption
 * @param endpoints all endpoints that have not been reported as closed
 * @param lastNumber the highest endpoint number in use so far
 */
record TransportContext(
        TransportConfig config,
        SelectLoop loop,
        GatheringWriter gather,
        Cork cork,
        TlsResources encryption,
        Map<Integer, Endpoint> endpoints,
        AtomicInteger lastNumber) {
    /** Creates the shared objects of a new transport. {@code engines} is null without encryption. */
    static TransportContext of(TransportConfig config, TlsEngines engines) {
        SelectLoop loop = new SelectLoop();
        return new TransportContext(
                config,
                loop,
                new GatheringWriter(),
                new Cork(),
                engines == null ? null : new TlsResources(engines, config, loop),
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

package dev.comm.tests.cost;

import dev.comm.api.spi.Peer;
import dev.comm.api.spi.Transport;
import dev.comm.api.spi.TransportConfig;
import dev.comm.api.spi.TransportProvider;
import dev.comm.transport.tcp.TcpTransportProvider;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.LongAdder;

/** The transport {@code tcp}, which counts the wake-ups and the reads with bytes of all its users. */
final class Traffic implements TransportProvider {
    private final TransportProvider real = new TcpTransportProvider();
    private final LongAdder reads = new LongAdder();
    private final LongAdder wakeups = new LongAdder();

    long reads() {
        return reads.sum();
    }

    long wakeups() {
        return wakeups.sum();
    }

    @Override
    public String name() {
        return real.name();
    }

    @Override
    public Transport open(TransportConfig config) {
        Transport transport = real.open(config);
        return (Transport) Proxy.newProxyInstance(
                Transport.class.getClassLoader(),
                new Class<?>[] {Transport.class},
                (self, method, arguments) -> forward(transport, method, arguments));
    }

    /** Passes any method of a transport on. */
    private Object forward(Transport transport, Method method, Object[] arguments) throws Throwable {
        if (method.getName().equals("wakeup")) {
            wakeups.increment();
        }
        for (int i = 0; arguments != null && i < arguments.length; i++) {
            if (arguments[i] instanceof Transport.Sink sink) {
                arguments[i] = new CountingSink(sink);
            }
        }
        try {
            return method.invoke(transport, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** A sink that counts each report of bytes as a read. */
    private final class CountingSink implements Transport.Sink {
        private final Transport.Sink sink;

        CountingSink(Transport.Sink sink) {
            this.sink = sink;
        }

        @Override
        public void opened(int endpoint, Peer peer) {
            sink.opened(endpoint, peer);
        }

        @Override
        public void received(int endpoint, ByteBuffer bytes) {
            reads.increment();
            sink.received(endpoint, bytes);
        }

        @Override
        public void writable(int endpoint) {
            sink.writable(endpoint);
        }

        @Override
        public void closed(int endpoint, Transport.CloseCause cause, String detail) {
            sink.closed(endpoint, cause, detail);
        }
    }
}

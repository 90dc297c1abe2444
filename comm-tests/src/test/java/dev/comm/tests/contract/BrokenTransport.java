package dev.comm.tests.contract;

import dev.comm.api.spi.Lane;
import dev.comm.api.spi.Peer;
import dev.comm.api.spi.Transport;
import dev.comm.api.spi.TransportConfig;
import dev.comm.api.spi.TransportProvider;
import dev.comm.testkit.contract.TransportContract;
import dev.comm.testkit.contract.TransportStage;
import dev.comm.transport.tcp.TcpTransportProvider;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** A correct transport with one fault. */
abstract class BrokenTransport implements TransportContract {
    @Override
    public TransportStage stage() {
        return new ImpatientStage(patientStage());
    }

    final TransportStage patientStage() {
        return TransportStage.of(new TransportProvider() {
            @Override
            public String name() {
                return "broken";
            }

            @Override
            public Transport open(TransportConfig config) {
                return broken(config);
            }
        });
    }

    /** Returns the transport under test, which is usually a wrapper of a correct one. */
    abstract Transport broken(TransportConfig config);

    static Transport good(TransportConfig config) {
        return new TcpTransportProvider().open(config);
    }

    /** A transport that passes all calls on to another one. */
    static class Wrapper implements Transport {
        final Transport inner;

        Wrapper(TransportConfig config) {
            inner = good(config);
        }

        @Override
        public InetSocketAddress listen(InetSocketAddress address) {
            return inner.listen(address);
        }

        @Override
        public int connect(InetSocketAddress address, long timeoutNanos) {
            return inner.connect(address, timeoutNanos);
        }

        @Override
        public int poll(long maxWaitNanos, Sink sink) {
            return inner.poll(maxWaitNanos, sink);
        }

        @Override
        public void wakeup() {
            inner.wakeup();
        }

        @Override
        public void send(int endpoint, Lane lane, ByteBuffer... frame) {
            inner.send(endpoint, lane, frame);
        }

        @Override
        public void detach(int endpoint, Lane lane) {
            inner.detach(endpoint, lane);
        }

        @Override
        public void flush(int endpoint) {
            inner.flush(endpoint);
        }

        @Override
        public long queuedBytes(int endpoint, Lane lane) {
            return inner.queuedBytes(endpoint, lane);
        }

        @Override
        public long writtenBytes(int endpoint) {
            return inner.writtenBytes(endpoint);
        }

        @Override
        public void finish(int endpoint) {
            inner.finish(endpoint);
        }

        @Override
        public void abort(int endpoint) {
            inner.abort(endpoint);
        }

        @Override
        public void stopListening() {
            inner.stopListening();
        }

        @Override
        public void close() {
            inner.close();
        }
    }

    /** A sink that passes all reports on to another one. */
    static class SinkWrapper implements Transport.Sink {
        final Transport.Sink inner;

        SinkWrapper(Transport.Sink inner) {
            this.inner = inner;
        }

        @Override
        public void opened(int endpoint, Peer peer) {
            inner.opened(endpoint, peer);
        }

        @Override
        public void received(int endpoint, ByteBuffer bytes) {
            inner.received(endpoint, bytes);
        }

        @Override
        public void writable(int endpoint) {
            inner.writable(endpoint);
        }

        @Override
        public void closed(int endpoint, Transport.CloseCause cause, String detail) {
            inner.closed(endpoint, cause, detail);
        }
    }
}

package dev.comm.transport.tcp;

import static org.assertj.core.api.Assertions.fail;

import dev.comm.api.spi.Bytes;
import dev.comm.api.spi.Lane;
import dev.comm.api.spi.Peer;
import dev.comm.api.spi.Transport;
import dev.comm.api.spi.TransportConfig;
import dev.comm.api.spi.TransportProvider;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A transport with a sink that records all reports, flushes on demand, and checks that no report follows the end. */
public class Station implements Transport.Sink, AutoCloseable {
    public static final TransportConfig CONFIG = TransportConfig.builder().build();
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    record End(Transport.CloseCause cause, String detail) {}

    public final Transport transport;
    public final List<Integer> opened = new ArrayList<>();
    public final List<Integer> accepted = new ArrayList<>();
    final Map<Integer, ByteArrayOutputStream> input = new LinkedHashMap<>();
    final Map<Integer, End> ends = new LinkedHashMap<>();
    final Map<Integer, Bytes> bindings = new LinkedHashMap<>();
    /** The address on which the transport listens. */
    InetSocketAddress address;

    long receivedBytes;
    int writables;

    public Station(TransportProvider provider) {
        this(provider, CONFIG);
    }

    Station(TransportProvider provider, TransportConfig config) {
        this(provider.open(config));
    }

    public Station(Transport transport) {
        this.transport = transport;
    }

    public InetSocketAddress listen() {
        address = transport.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return address;
    }

    public int connect(InetSocketAddress address) {
        return transport.connect(address, TimeUnit.SECONDS.toNanos(20));
    }

    public void send(int endpoint, Lane lane, byte[] bytes) {
        transport.send(endpoint, lane, ByteBuffer.wrap(bytes));
    }

    public void send(int endpoint, String text) {
        send(endpoint, Lane.BULK, text.getBytes(StandardCharsets.UTF_8));
    }

    public String text(int endpoint) {
        ByteArrayOutputStream bytes = input.get(endpoint);
        return bytes == null ? "" : bytes.toString(StandardCharsets.UTF_8);
    }

    public int firstAccepted() {
        return accepted.get(0);
    }

    /** Polls all stations in turn until the condition holds. It fails after 30 s. */
    public static void pump(BooleanSupplier done, Station... stations) {
        long until = System.nanoTime() + PATIENCE_NANOS;
        while (!done.getAsBoolean()) {
            if (System.nanoTime() - until > 0) {
                fail("the condition did not hold within 30 s");
            }
            int reports = 0;
            for (Station station : stations) {
                reports += station.transport.poll(0, station);
            }
            if (reports == 0 && stations.length > 0) {
                stations[0].transport.poll(TimeUnit.MILLISECONDS.toNanos(1), stations[0]);
            }
        }
    }

    @Override
    public void opened(int endpoint, Peer peer) {
        alive(endpoint);
        opened.add(endpoint);
        bindings.put(endpoint, peer.binding());
        if (peer.accepted()) {
            accepted.add(endpoint);
        }
    }

    @Override
    public void received(int endpoint, ByteBuffer bytes) {
        alive(endpoint);
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        receivedBytes += copy.length;
        input.computeIfAbsent(endpoint, e -> new ByteArrayOutputStream()).writeBytes(copy);
    }

    @Override
    public void writable(int endpoint) {
        alive(endpoint);
        writables++;
        transport.flush(endpoint);
    }

    @Override
    public void closed(int endpoint, Transport.CloseCause cause, String detail) {
        alive(endpoint);
        ends.put(endpoint, new End(cause, detail));
    }

    private void alive(int endpoint) {
        if (ends.containsKey(endpoint)) {
            fail("a report about endpoint " + endpoint + " after its end");
        }
    }

    @Override
    public void close() {
        transport.close();
    }
}

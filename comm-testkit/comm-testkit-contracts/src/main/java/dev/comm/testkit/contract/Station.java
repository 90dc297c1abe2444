package dev.comm.testkit.contract;

import dev.comm.api.spi.Lane;
import dev.comm.api.spi.Peer;
import dev.comm.api.spi.Transport;
import dev.comm.api.spi.TransportConfig;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A transport with a sink that records everything, flushes on request, and notes actions that no transport may do. */
class Station implements Transport.Sink, AutoCloseable {
    static final TransportConfig CONFIG = TransportConfig.builder().build();
    static final long CONNECT_NANOS = TimeUnit.SECONDS.toNanos(60);

    /** The end of an endpoint. */
    record End(Transport.CloseCause cause, String detail) {}

    final Transport transport;
    final List<Integer> opened = new ArrayList<>();
    final List<Integer> accepted = new ArrayList<>();
    final Map<Integer, ByteArrayOutputStream> input = new LinkedHashMap<>();
    final Map<Integer, End> ends = new LinkedHashMap<>();
    final List<String> faults = new ArrayList<>();
    private final TransportStage stage;
    long receivedBytes;
    int writables;
    private int calls;

    Station(TransportStage stage, TransportConfig config) {
        this.stage = stage;
        transport = stage.open(config);
    }

    InetSocketAddress listen() {
        return transport.listen(stage.anywhere());
    }

    int connect(InetSocketAddress address) {
        return transport.connect(address, CONNECT_NANOS);
    }

    void send(int endpoint, Lane lane, byte[] bytes) {
        transport.send(endpoint, lane, ByteBuffer.wrap(bytes));
    }

    void send(int endpoint, String text) {
        send(endpoint, Lane.BULK, text.getBytes(StandardCharsets.UTF_8));
    }

    byte[] bytes(int endpoint) {
        ByteArrayOutputStream bytes = input.get(endpoint);
        return bytes == null ? new byte[0] : bytes.toByteArray();
    }

    String text(int endpoint) {
        return new String(bytes(endpoint), StandardCharsets.UTF_8);
    }

    Transport.CloseCause cause(int endpoint) {
        End end = ends.get(endpoint);
        return end == null ? null : end.cause();
    }

    int poll(long maxWaitNanos) {
        int before = calls;
        int reports = transport.poll(maxWaitNanos, this);
        note(reports == calls - before, "poll returned %d after %d reports", reports, calls - before);
        return reports;
    }

    @Override
    public void opened(int endpoint, Peer peer) {
        calls++;
        note(!opened.contains(endpoint) && !ends.containsKey(endpoint), "endpoint %d opened twice", endpoint);
        note(peer.address() != null, "endpoint %d has no peer address", endpoint);
        opened.add(endpoint);
        if (peer.accepted()) {
            accepted.add(endpoint);
        }
    }

    @Override
    public void received(int endpoint, ByteBuffer bytes) {
        alive(endpoint, "received");
        note(bytes.hasRemaining(), "endpoint %d received nothing", endpoint);
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        receivedBytes += copy.length;
        input.computeIfAbsent(endpoint, e -> new ByteArrayOutputStream()).writeBytes(copy);
        heard(endpoint, copy);
    }

    /** Runs further actions when bytes arrive. */
    void heard(int endpoint, byte[] bytes) {
        // The default does nothing.
    }

    @Override
    public void writable(int endpoint) {
        alive(endpoint, "writable");
        writables++;
        transport.flush(endpoint);
    }

    @Override
    public void closed(int endpoint, Transport.CloseCause cause, String detail) {
        calls++;
        note(!ends.containsKey(endpoint), "endpoint %d closed twice", endpoint);
        note(detail != null, "endpoint %d closed without a detail", endpoint);
        boolean notOpened = cause == Transport.CloseCause.NOT_OPENED;
        note(!notOpened || !opened.contains(endpoint), "endpoint %d was opened and then not opened", endpoint);
        ends.put(endpoint, new End(cause, detail));
    }

    private void alive(int endpoint, String what) {
        calls++;
        note(opened.contains(endpoint), "endpoint %d %s before it was opened", endpoint, what);
        note(!ends.containsKey(endpoint), "endpoint %d %s after its end", endpoint, what);
    }

    private void note(boolean fine, String fault, Object... values) {
        if (!fine) {
            faults.add(String.format(java.util.Locale.ROOT, fault, values));
        }
    }

    @Override
    public void close() {
        transport.close();
    }
}

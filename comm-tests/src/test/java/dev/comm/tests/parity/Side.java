package dev.comm.tests.parity;

import dev.comm.api.spi.Lane;
import dev.comm.api.spi.Peer;
import dev.comm.api.spi.Transport;
import dev.comm.api.spi.TransportConfig;
import dev.comm.testkit.contract.TransportStage;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.zip.CRC32;

/** One transport of a script, and the reports to its sink for each endpoint. */
final class Side implements Transport.Sink {
    static final TransportConfig CONFIG = config(1_024, 16_384);
    private static final long CONNECT_NANOS = TimeUnit.SECONDS.toNanos(60);

    final Transport transport;
    final List<Integer> opened = new ArrayList<>();
    final List<Integer> accepted = new ArrayList<>();
    final Map<Integer, ByteArrayOutputStream> input = new TreeMap<>();
    final Map<Integer, Transport.CloseCause> ends = new TreeMap<>();
    private final TransportStage stage;
    private final Map<Integer, List<String>> told = new TreeMap<>();
    boolean asleep;
    long receivedBytes;
    int writables;
    /** The additional actions of this side when a connection opens or bytes arrive. */
    IntConsumer whenOpened = endpoint -> {};

    IntConsumer whenReceived = endpoint -> {};

    Side(TransportStage stage, TransportConfig config) {
        this.stage = stage;
        transport = stage.open(config);
    }

    static TransportConfig config(int backlog, int endpointsMax) {
        return TransportConfig.builder()
                .backlog(backlog)
                .endpointsMax(endpointsMax)
                .build();
    }

    InetSocketAddress listen() {
        return transport.listen(stage.anywhere());
    }

    int connect(InetSocketAddress door) {
        return transport.connect(door, CONNECT_NANOS);
    }

    void send(int endpoint, String text) {
        transport.send(endpoint, Lane.BULK, ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    }

    void control(int endpoint, String text) {
        transport.send(endpoint, Lane.CONTROL, ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    }

    /** Sends the given number of bytes, all with the same letter. */
    void send(int endpoint, char letter, int count) {
        byte[] bytes = new byte[count];
        Arrays.fill(bytes, (byte) letter);
        transport.send(endpoint, Lane.BULK, ByteBuffer.wrap(bytes));
    }

    /** Sends until the connection takes no more, and returns the number of bytes. */
    long fill(int endpoint) {
        long sent = 0;
        while (transport.queuedBytes(endpoint, Lane.BULK) < 1 << 20) {
            send(endpoint, 'f', 1 << 20);
            sent += 1 << 20;
        }
        return sent;
    }

    byte[] bytes(int endpoint) {
        ByteArrayOutputStream bytes = input.get(endpoint);
        return bytes == null ? new byte[0] : bytes.toByteArray();
    }

    String text(int endpoint) {
        return new String(bytes(endpoint), StandardCharsets.US_ASCII);
    }

    boolean hasEnded(int endpoint) {
        return ends.containsKey(endpoint);
    }

    long queued(int endpoint) {
        return transport.queuedBytes(endpoint, Lane.BULK) + transport.queuedBytes(endpoint, Lane.CONTROL);
    }

    int poll() {
        return transport.poll(0, this);
    }

    @Override
    public void opened(int endpoint, Peer peer) {
        tell(endpoint, peer.accepted() ? "accepted" : "opened");
        opened.add(endpoint);
        if (peer.accepted()) {
            accepted.add(endpoint);
        }
        whenOpened.accept(endpoint);
    }

    @Override
    public void received(int endpoint, ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        receivedBytes += copy.length;
        input.computeIfAbsent(endpoint, e -> new ByteArrayOutputStream()).writeBytes(copy);
        whenReceived.accept(endpoint);
    }

    @Override
    public void writable(int endpoint) {
        writables++;
        transport.flush(endpoint);
    }

    @Override
    public void closed(int endpoint, Transport.CloseCause cause, String detail) {
        tell(endpoint, "closed " + cause + (detail.isBlank() ? " without a reason" : ""));
        ends.put(endpoint, cause);
    }

    private void tell(int endpoint, String line) {
        told.computeIfAbsent(endpoint, e -> new ArrayList<>()).add(line);
    }

    /**
     * Returns the reports and the received bytes. If their number is not exact, it only says that there were some
     * bytes.
     */
    List<String> transcript(boolean exact) {
        List<String> lines = new ArrayList<>();
        told.forEach((endpoint, events) -> {
            byte[] bytes = bytes(endpoint);
            lines.add(endpoint + " " + String.join(", ", events) + ", " + (exact ? sum(bytes) : "some bytes"));
        });
        return lines;
    }

    static String sum(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return bytes.length + " bytes (" + Long.toHexString(crc.getValue()) + ")";
    }
}

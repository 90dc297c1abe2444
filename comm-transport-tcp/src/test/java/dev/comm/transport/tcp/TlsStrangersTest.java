package dev.comm.transport.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.spi.Transport.CloseCause;
import dev.comm.api.spi.TransportConfig;
import dev.comm.testkit.contract.Certificates;
import dev.comm.transport.tcp.tls.PendingTlsHandshakes;
import dev.comm.transport.tcp.tls.TestEngines;
import dev.comm.transport.tcp.tls.TlsEngines;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Peers that do not finish a handshake cost little. They appear only in the log. */
@Timeout(120)
class TlsStrangersTest {
    private static final Duration SHORT = Duration.ofMillis(400);

    private final TlsEngines engines = TestEngines.of(Certificates.master());
    private final WarningsOf warnings = new WarningsOf(PendingTlsHandshakes.class);
    private final List<Station> stations = new ArrayList<>();
    private final List<SocketChannel> strangers = new ArrayList<>();

    private Station station(TlsEngines engines, int handshakesMax, Duration handshakeTime) {
        TransportConfig config = TransportConfig.builder()
                .handshakesMax(handshakesMax)
                .handshakeTime(handshakeTime)
                .build();
        Station station = new Station(new TcpTransport(config, engines));
        stations.add(station);
        return station;
    }

    private SocketChannel stranger(Station master) throws IOException {
        SocketChannel stranger = SocketChannel.open(master.address);
        stranger.configureBlocking(false);
        strangers.add(stranger);
        return stranger;
    }

    @AfterEach
    void closeAll() throws IOException {
        stations.forEach(Station::close);
        for (SocketChannel each : strangers) {
            each.close();
        }
        warnings.close();
    }

    private static boolean hasEnded(SocketChannel channel) {
        try {
            ByteBuffer buffer = ByteBuffer.allocate(1_000);
            int count = channel.read(buffer);
            while (count > 0) {
                count = channel.read(buffer.clear());
            }
            return count < 0;
        } catch (IOException e) {
            return true;
        }
    }

    /** Refuses a node without TLS settings at once, and says why. */
    @Test
    void aPlainPeerOnATlsPortIsTurnedAwayAtOnceWithWords() throws IOException {
        Station master = station(engines, 100, Duration.ofMinutes(1));
        master.listen();
        SocketChannel plain = stranger(master);
        plain.write(ByteBuffer.wrap("COMM hello, I am a node without TLS".getBytes(StandardCharsets.UTF_8)));
        Station.pump(() -> hasEnded(plain), master);
        assertThat(master.opened).isEmpty();
        assertThat(warnings.messages()).singleElement().asString().contains("the peer does not speak TLS");
    }

    /** Ends the attempt. A master without TLS settings closes connections with bytes that it cannot read. */
    @Test
    void aPlainMasterIsNotOpenedAndTheNodeIsTold() {
        Station plain = station(null, 100, SHORT);
        Station node = station(engines, 100, Duration.ofMinutes(1));
        int near = node.connect(plain.listen());
        Station.pump(() -> plain.receivedBytes > 0, plain, node);
        plain.transport.abort(plain.firstAccepted());
        Station.pump(() -> node.ends.containsKey(near), node, plain);
        assertThat(node.ends.get(near).cause()).isEqualTo(CloseCause.NOT_OPENED);
        assertThat(node.ends.get(near).detail()).contains("perhaps it does not speak TLS");
        assertThat(node.opened).isEmpty();
    }

    @Test
    void aPlainAnswerIsNotOpenedAndTheNodeIsTold() {
        Station plain = station(null, 100, SHORT);
        Station node = station(engines, 100, Duration.ofMinutes(1));
        int near = node.connect(plain.listen());
        Station.pump(() -> plain.receivedBytes > 0, plain, node);
        plain.send(plain.firstAccepted(), "what did you say?");
        Station.pump(() -> node.ends.containsKey(near), node, plain);
        assertThat(node.ends.get(near).cause()).isEqualTo(CloseCause.NOT_OPENED);
        assertThat(node.ends.get(near).detail()).contains("the peer does not speak TLS");
    }

    @Test
    void aMasterThatKeepsSilentIsGivenUpInTime() {
        Station plain = station(null, 100, SHORT);
        Station node = station(engines, 100, SHORT);
        int near = node.connect(plain.listen());
        long from = System.nanoTime();
        while (node.ends.isEmpty()) {
            node.transport.poll(TimeUnit.SECONDS.toNanos(60), node);
        }
        assertThat(System.nanoTime() - from).isLessThan(TimeUnit.SECONDS.toNanos(50));
        assertThat(node.ends.get(near).cause()).isEqualTo(CloseCause.NOT_OPENED);
        assertThat(node.ends.get(near).detail()).contains("did not finish in time");
    }

    /** Ends the attempt, although the connection is open and no other event could end it. */
    @Test
    void aMasterThatNeverReadsIsGivenUpInTime() throws IOException {
        Station node = station(engines, 100, Duration.ofMinutes(5));
        try (ServerSocketChannel silent = ServerSocketChannel.open()) {
            silent.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            int near = node.transport.connect((InetSocketAddress) silent.getLocalAddress(), SHORT.toNanos());
            long from = System.nanoTime();
            while (node.ends.isEmpty() && System.nanoTime() - from < TimeUnit.SECONDS.toNanos(50)) {
                node.transport.poll(TimeUnit.SECONDS.toNanos(60), node);
            }
            assertThat(System.nanoTime() - from).isBetween(SHORT.toNanos() / 2, TimeUnit.SECONDS.toNanos(50));
            assertThat(node.ends.get(near).cause()).isEqualTo(CloseCause.NOT_OPENED);
        }
    }

    /** Limits the time of the whole handshake, even if single bytes arrive often. */
    @Test
    void whoeverDribblesIsTurnedAwayInTime() throws IOException {
        Station master = station(engines, 100, SHORT);
        master.listen();
        SocketChannel slow = stranger(master);
        byte[] hello = {22, 3, 1, 2, 0, 1, 0, 1, (byte) 252, 3, 3};
        int sent = 0;
        long from = System.nanoTime();
        while (!hasEnded(slow)) {
            if (sent < hello.length) {
                slow.write(ByteBuffer.wrap(hello, sent++, 1));
            }
            master.transport.poll(TimeUnit.MILLISECONDS.toNanos(50), master);
        }
        assertThat(System.nanoTime() - from).isBetween(SHORT.toNanos() / 2, TimeUnit.SECONDS.toNanos(50));
        assertThat(warnings.messages()).singleElement().asString().contains("within 400 ms");
        assertThat(master.opened).isEmpty();
    }

    /** Opens 300 connections that stay. The oldest are closed, and a node that completes its handshake is accepted. */
    @Test
    void aFloodOfHandshakesLeavesRoomForANode() throws IOException {
        Station master = station(engines, 64, Duration.ofMinutes(5));
        master.listen();
        for (int i = 0; i < 300; i++) {
            stranger(master);
            master.transport.poll(0, master);
        }
        Station node = station(engines, 64, Duration.ofMinutes(1));
        int near = node.connect(master.address);
        Station.pump(() -> node.opened.contains(near) && master.accepted.size() == 1, node, master);
        node.send(near, "in");
        Station.pump(() -> master.receivedBytes == 2, node, master);
        Station.pump(() -> strangers.stream().filter(TlsStrangersTest::hasEnded).count() == 237, master);
        assertThat(warnings.messages()).singleElement().asString().contains("the oldest of 64 unfinished");
        assertThat(master.ends).isEmpty();
    }

    @Test
    void garbageEndsInWords() throws IOException {
        Station master = station(engines, 100, Duration.ofMinutes(1));
        master.listen();
        List<byte[]> garbage = List.of(
                new byte[] {22, 3, 3, (byte) 255, (byte) 255, 1},
                new byte[] {22, 3, 3, 0, 4, 2, 0, 0, 0},
                new byte[] {23, 3, 3, 0, 1, 0},
                new byte[] {22, 3, 1, 0, 4, 1, 127, 127, 127},
                new byte[] {20, 3, 3, 0, 1, 1, 20, 3, 3, 0, 1, 1},
                new byte[] {(byte) 128, 46, 1, 3, 1, 0, 0, 0, 0, 0, 0});
        for (byte[] each : garbage) {
            SocketChannel stranger = stranger(master);
            stranger.write(ByteBuffer.wrap(each));
            stranger.shutdownOutput();
        }
        Station.pump(() -> strangers.stream().allMatch(TlsStrangersTest::hasEnded), master);
        assertThat(master.opened).isEmpty();
        assertThat(master.ends).isEmpty();
        assertThat(warnings.messages()).hasSize(1);
    }

    /** Ends the threads, which exist for handshakes only. */
    @Test
    void theThreadsOfHandshakesEndWithTheTransport() throws InterruptedException {
        Station master = station(engines, 100, Duration.ofMinutes(1));
        Station node = station(engines, 100, Duration.ofMinutes(1));
        int near = node.connect(master.listen());
        Station.pump(() -> node.opened.contains(near) && master.accepted.size() == 1, node, master);
        stations.forEach(Station::close);
        for (Thread each : Thread.getAllStackTraces().keySet()) {
            if (each.getName().startsWith("comm-tls-")) {
                each.join(TimeUnit.SECONDS.toMillis(30));
                assertThat(each.isAlive()).isFalse();
            }
        }
    }
}

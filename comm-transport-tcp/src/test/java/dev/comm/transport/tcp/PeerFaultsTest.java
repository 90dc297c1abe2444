package dev.comm.transport.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.spi.Lane;
import dev.comm.api.spi.Transport.CloseCause;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is reported when the other end is a bare socket that misbehaves. */
@Timeout(120)
class PeerFaultsTest {
    private Station station;
    private SocketChannel peer;
    private int endpoint;

    @BeforeEach
    void connectABareSocket() throws IOException {
        station = new Station(new TcpTransportProvider());
        peer = SocketChannel.open(station.listen());
        Station.pump(() -> station.accepted.size() == 1, station);
        endpoint = station.firstAccepted();
    }

    @AfterEach
    void closeAll() throws IOException {
        peer.close();
        station.close();
    }

    @Test
    void aClosedPeerIsTheEndOfTheStreamAfterItsLastByte() throws IOException {
        write("bye");
        peer.close();
        Station.pump(() -> station.ends.containsKey(endpoint), station);
        assertThat(station.text(endpoint)).isEqualTo("bye");
        assertThat(station.ends.get(endpoint).cause()).isEqualTo(CloseCause.END_OF_STREAM);
    }

    @Test
    void aPeerThatDiesWithUnreadDataIsAReset() throws IOException {
        station.send(endpoint, "unread");
        station.transport.poll(0, station);
        peer.setOption(StandardSocketOptions.SO_LINGER, 0);
        peer.close();
        Station.pump(() -> station.ends.containsKey(endpoint), station);
        assertThat(station.ends.get(endpoint).cause()).isEqualTo(CloseCause.RESET);
        assertThat(station.ends.get(endpoint).detail()).isNotBlank();
    }

    @Test
    void aWriteThatFailsIsReportedByThePollNotThrown() throws IOException {
        peer.setOption(StandardSocketOptions.SO_LINGER, 0);
        peer.close();
        for (int i = 0; i < 10; i++) {
            station.send(endpoint, "into the void");
        }
        station.transport.flush(endpoint);
        assertThat(station.ends).isEmpty();
        Station.pump(() -> station.ends.containsKey(endpoint), station);
        assertThat(station.ends.get(endpoint).cause()).isEqualTo(CloseCause.RESET);
    }

    @Test
    void whatThePeerSaidBeforeAWriteFailedIsStillHeard() throws IOException {
        write("rejected: wrong secret");
        peer.close(); // a later write is answered with a reset
        for (int i = 0; i < 10; i++) {
            station.send(endpoint, "more");
        }
        Station.pump(() -> station.ends.containsKey(endpoint), station);
        assertThat(station.text(endpoint)).isEqualTo("rejected: wrong secret");
    }

    @Test
    void aSilentPeerCostsNothingAndEndsNothing() {
        for (int i = 0; i < 100; i++) {
            assertThat(station.transport.poll(0, station)).isZero();
        }
        assertThat(station.ends).isEmpty();
        assertThat(station.transport.queuedBytes(endpoint, Lane.CONTROL)).isZero();
    }

    @Test
    void finishDoesNotWaitForeverForAPeerThatStaysOpen() {
        station.transport.finish(endpoint);
        long from = System.nanoTime();
        Station.pump(() -> station.ends.containsKey(endpoint), station);
        assertThat(System.nanoTime() - from).isGreaterThan(1_500_000_000L);
        assertThat(station.ends.get(endpoint).cause()).isEqualTo(CloseCause.LOCAL);
    }

    @Test
    void finishDiscardsNoMoreThanAMebibyteOfAPeerThatKeepsTalking() throws IOException {
        station.transport.finish(endpoint);
        peer.configureBlocking(false);
        ByteBuffer chatter = ByteBuffer.allocateDirect(64 << 10);
        Station.pump(
                () -> {
                    chatAway(chatter);
                    return station.ends.containsKey(endpoint);
                },
                station);
        assertThat(station.receivedBytes).isZero();
        assertThat(station.ends.get(endpoint).detail()).isEqualTo("finished");
    }

    @Test
    void aReportMayAbortTheEndpointItIsAbout() throws IOException {
        station.close();
        peer.close();
        station = new Station(new TcpTransportProvider()) {
            @Override
            public void received(int number, ByteBuffer bytes) {
                super.received(number, bytes);
                transport.abort(number);
            }
        };
        peer = SocketChannel.open(station.listen());
        write("one");
        write("two");
        Station.pump(() -> station.ends.size() == 1, station);
        assertThat(station.ends.values()).allMatch(e -> e.cause() == CloseCause.LOCAL);
    }

    @Test
    void aDialogueDoesNotShutTheOthersOut() throws IOException {
        InetSocketAddress address = station.listen();
        try (SocketChannel other = SocketChannel.open(address)) {
            other.write(ByteBuffer.wrap(new byte[] {1}));
            for (int i = 1; i <= 100; i++) {
                write("x");
                int said = i;
                Station.pump(() -> station.text(endpoint).length() == said, station);
            }
            Station.pump(() -> station.accepted.size() == 2, station);
            int second = station.accepted.get(1);
            Station.pump(() -> station.input.containsKey(second), station);
            station.transport.abort(endpoint);
            Station.pump(() -> station.ends.containsKey(endpoint), station);
            other.close();
            Station.pump(() -> station.ends.containsKey(second), station);
        }
    }

    @Test
    void eachConnectionFailsAlone() throws IOException {
        InetSocketAddress address = station.listen();
        try (SocketChannel other = SocketChannel.open(address)) {
            Station.pump(() -> station.accepted.size() == 2, station);
            peer.setOption(StandardSocketOptions.SO_LINGER, 0);
            peer.close();
            other.write(ByteBuffer.wrap("fine".getBytes(StandardCharsets.UTF_8)));
            int second = station.accepted.get(1);
            Station.pump(() -> station.text(second).equals("fine") && station.ends.containsKey(endpoint), station);
        }
    }

    private void chatAway(ByteBuffer chatter) {
        try {
            peer.write(chatter.clear());
        } catch (IOException e) {
            // The station has had enough.
        }
    }

    private void write(String text) throws IOException {
        peer.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }
}

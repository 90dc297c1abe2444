package dev.comm.transport.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.spi.Transport.CloseCause;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The reports of the transport about a peer that misbehaves on a plain socket. */
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

    private void chatAway(ByteBuffer chatter) {
        try {
            peer.write(chatter.clear());
        } catch (IOException e) {
            // The station has closed the connection.
        }
    }

    private void write(String text) throws IOException {
        peer.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }
}

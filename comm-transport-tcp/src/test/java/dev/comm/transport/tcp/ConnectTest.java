package dev.comm.transport.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.comm.api.spi.Transport.CloseCause;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.nio.channels.ServerSocketChannel;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ConnectTest {
    private final Station station = new Station(new TcpTransportProvider());

    @AfterEach
    void close() {
        station.close();
    }

    @Test
    void aRefusedConnectNamesTheAddressAndTheReason() throws IOException {
        InetSocketAddress nobody = freeAddress();
        int endpoint = station.connect(nobody);
        Station.pump(() -> station.ends.containsKey(endpoint), station);
        assertThat(station.opened).isEmpty();
        assertThat(station.ends.get(endpoint).cause()).isEqualTo(CloseCause.NOT_OPENED);
        assertThat(station.ends.get(endpoint).detail()).contains(":" + nobody.getPort(), "connection refused");
    }

    @Test
    void anUnknownNameIsNotOpened() {
        int endpoint = station.connect(InetSocketAddress.createUnresolved("no-such-host.invalid", 9021));
        Station.pump(() -> station.ends.containsKey(endpoint), station);
        assertThat(station.ends.get(endpoint).cause()).isEqualTo(CloseCause.NOT_OPENED);
        assertThat(station.ends.get(endpoint).detail()).startsWith("no-such-host.invalid:9021: check the host name");
    }

    @Test
    void aNameIsLookedUpForEachConnection() {
        InetSocketAddress door = station.transport.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        int attempts = 0;
        do { // each attempt takes the next of the addresses of a name
            int endpoint = station.connect(InetSocketAddress.createUnresolved("localhost", door.getPort()));
            station.send(endpoint, "hello");
            Station.pump(() -> station.opened.contains(endpoint) || station.ends.containsKey(endpoint), station);
            attempts++;
        } while (station.opened.isEmpty() && attempts < 8);
        Station.pump(() -> station.receivedBytes == 5, station);
        assertThat(station.accepted).hasSize(1);
    }

    @Test
    void whoIsAbortedBeforeItsNameIsKnownEndsOnce() {
        InetSocketAddress door = station.transport.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        for (int i = 0; i < 50; i++) {
            int endpoint = station.connect(InetSocketAddress.createUnresolved("localhost", door.getPort()));
            station.transport.abort(endpoint);
            Station.pump(() -> station.ends.containsKey(endpoint), station);
            assertThat(station.ends.get(endpoint).cause()).isEqualTo(CloseCause.LOCAL);
        }
    }

    @Test
    void aHangingConnectEndsWithItsTimeoutAlthoughThePollWouldWaitLonger() throws IOException {
        try (ServerSocketChannel full = ServerSocketChannel.open()) {
            full.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
            for (int i = 0; i < 8; i++) {
                station.transport.connect(
                        (InetSocketAddress) full.getLocalAddress(), TimeUnit.MILLISECONDS.toNanos(300));
            }
            long from = System.nanoTime();
            while (station.ends.isEmpty()) {
                station.transport.poll(TimeUnit.SECONDS.toNanos(60), station);
            }
            assertThat(System.nanoTime() - from).isBetween(250_000_000L, 30_000_000_000L);
            assertThat(station.ends.values()).allMatch(e -> e.cause() == CloseCause.NOT_OPENED);
            assertThat(station.ends.values()).allMatch(e -> e.detail().contains("no answer in time"));
        }
    }

    @Test
    void ipv6Works() throws IOException {
        InetSocketAddress loopback = new InetSocketAddress(InetAddress.getByName("::1"), 0);
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(loopback);
        } catch (SocketException e) {
            assumeTrue(false, "no IPv6 here");
        }
        InetSocketAddress address = station.transport.listen(loopback);
        int endpoint = station.connect(address);
        station.send(endpoint, "six");
        Station.pump(() -> station.receivedBytes == 3, station);
        assertThat(station.accepted).hasSize(1);
    }

    private static InetSocketAddress freeAddress() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
        }
    }
}

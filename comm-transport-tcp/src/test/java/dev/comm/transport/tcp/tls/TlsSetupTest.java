package dev.comm.transport.tcp.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.spi.Transport;
import dev.comm.testkit.contract.Certificates;
import dev.comm.transport.tcp.Station;
import dev.comm.transport.tcp.connection.Connection;
import dev.comm.transport.tcp.select.Reports;
import dev.comm.transport.tcp.select.SelectHandler;
import dev.comm.transport.tcp.select.SelectLoop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The time of a handshake is limited even if the connection was open before the setup was registered. */
@Timeout(120)
class TlsSetupTest {
    private static final long SHORT = TimeUnit.MILLISECONDS.toNanos(300);
    private static final long LONG = TimeUnit.SECONDS.toNanos(20);

    private final SelectLoop loop = new SelectLoop();
    private final TlsResources encryption = new TlsResources(TestEngines.of(Certificates.node()), Station.CONFIG, loop);
    private final Station sink = new Station((Transport) null);
    private TlsSetup securing;
    private boolean askedLate;

    private final SelectHandler handler = new SelectHandler() {
        @Override
        public void ready(int operations, Reports reports) {
            // The peer never answers.
        }

        @Override
        public void attend(Reports reports) {
            askedLate |= securing.isLate();
        }
    };

    @Test
    void oneThatDialsIsAttendedToAtTheEndOfItsTime() throws IOException {
        try (ServerSocketChannel silent = ServerSocketChannel.open()) {
            silent.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            InetSocketAddress target = (InetSocketAddress) silent.getLocalAddress();
            SocketChannel channel = SocketChannel.open(target);
            channel.configureBlocking(false);
            Connection connection = new Connection(1, channel, loop);
            connection.register(handler);
            long from = System.nanoTime();
            connection.setDeadline(from + SHORT);
            securing = new TlsSetup(connection, encryption, target);
            securing.advance();

            while (!askedLate && System.nanoTime() - from < LONG) {
                loop.poll(TimeUnit.SECONDS.toNanos(1), sink);
                connection.exclude(channel.validOps()); // no other event wakes the loop
            }
            assertThat(askedLate).isTrue();
            connection.end();
        } finally {
            encryption.close();
            loop.close();
        }
    }
}

package dev.comm.transport.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.spi.Lane;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connected peers are served during a flood of new connections. */
@Timeout(120)
class AcceptorTest {
    private static final int FLOOD = 400;

    @Test
    void whoIsThereIsServedBetweenTheConnectionsOfAFlood() throws Exception {
        List<Socket> flood = new ArrayList<>();
        try (Station master = new Station(new TcpTransportProvider());
                Station node = new Station(new TcpTransportProvider())) {
            InetSocketAddress address = master.listen();
            int link = node.connect(address);
            while (master.accepted.isEmpty() || node.opened.isEmpty()) {
                master.transport.poll(1_000_000, master);
                node.transport.poll(1_000_000, node);
            }
            for (int i = 0; i < FLOOD; i++) {
                flood.add(new Socket(address.getAddress(), address.getPort()));
            }
            node.transport.send(link, Lane.CONTROL, ByteBuffer.wrap(new byte[] {1, 2, 3}));
            while (master.receivedBytes == 0 && master.accepted.size() <= FLOOD) {
                pollOnce(master);
            }
            assertThat(master.accepted)
                    .as("accepted connections when the first bytes were read")
                    .hasSizeLessThan(FLOOD);
            while (master.accepted.size() <= FLOOD) {
                pollOnce(master);
            }
        } finally {
            for (Socket each : flood) {
                each.close();
            }
        }
    }

    private static void pollOnce(Station master) {
        int before = master.accepted.size();
        master.transport.poll(1_000_000, master);
        assertThat(master.accepted.size() - before).isLessThanOrEqualTo(AcceptRate.TURN_MAX);
    }
}

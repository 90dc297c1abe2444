package dev.comm.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.spi.Peer;
import dev.comm.api.spi.Transport;
import dev.comm.api.support.Rendezvous;
import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RendezvousTransportTest {
    private static final InetSocketAddress DEFAULT = new InetSocketAddress("127.0.0.1", 9021);

    @TempDir
    Path folder;

    private final List<String> calls = new ArrayList<>();
    private final List<String> reports = new ArrayList<>();

    @Test
    void withoutAnAddressAnAttemptFailsAndNobodyElseIsAsked() {
        Transport transport = transport();

        int first = transport.connect(DEFAULT, 1);
        int second = transport.connect(DEFAULT, 1);
        int count = transport.poll(1_000_000_000L, sink());

        assertThat(first).isNotEqualTo(second);
        assertThat(count).isEqualTo(2);
        assertThat(reports).hasSize(2).allMatch(report -> report.contains("NOT_OPENED"));
        assertThat(calls).containsExactly("wakeup", "wakeup", "poll 0");
    }

    @Test
    void thePublishedAddressIsReadBeforeEachAttempt() {
        Transport transport = transport();
        Rendezvous.publish(folder.resolve("master"), new InetSocketAddress("127.0.0.1", 4711));
        transport.connect(DEFAULT, 1);
        Rendezvous.publish(folder.resolve("master"), new InetSocketAddress("127.0.0.1", 4712));
        transport.connect(DEFAULT, 1);

        assertThat(calls).containsExactly("connect /127.0.0.1:4711", "connect /127.0.0.1:4712");
    }

    @Test
    void everythingElseIsTheTransports() {
        Transport transport = transport();
        transport.abort(7);
        transport.finish(8);
        transport.flush(9);
        transport.stopListening();
        transport.poll(5, sink());
        transport.close();

        assertThat(calls).containsExactly("abort 7", "finish 8", "flush 9", "stopListening", "poll 5", "close");
    }

    private Transport transport() {
        Transport recorded = (Transport) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Transport.class}, (proxy, method, arguments) -> {
                    calls.add(method.getName() + (arguments == null ? "" : " " + arguments[0]));
                    return method.getReturnType() == int.class ? 0 : null;
                });
        return new RendezvousTransport(recorded, folder.resolve("master"));
    }

    private Transport.Sink sink() {
        return new Transport.Sink() {
            @Override
            public void opened(int endpoint, Peer peer) {}

            @Override
            public void received(int endpoint, ByteBuffer bytes) {}

            @Override
            public void writable(int endpoint) {}

            @Override
            public void closed(int endpoint, Transport.CloseCause cause, String detail) {
                reports.add(endpoint + " " + cause + " " + detail);
            }
        };
    }
}

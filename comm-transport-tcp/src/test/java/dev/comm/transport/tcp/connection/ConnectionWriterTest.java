package dev.comm.transport.tcp.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.comm.api.spi.Lane;
import dev.comm.transport.tcp.select.Reports;
import dev.comm.transport.tcp.select.SelectHandler;
import dev.comm.transport.tcp.select.SelectLoop;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever a write fails of is one connection's end. */
class ConnectionWriterTest {
    private final Cork cork = new Cork();
    private final SelectLoop loop = new SelectLoop();
    private final List<SocketChannel> channels = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (SocketChannel channel : channels) {
            channel.close();
        }
        loop.close();
    }

    @Test
    void aWriteThatThrowsHarmsNoOtherConnection() throws IOException {
        Wire broken = mock();
        when(broken.write(any())).thenThrow(new IllegalStateException("broken"));
        Connection bad = open(broken);
        Wire whole = mock();
        Connection good = open(whole);
        ConnectionWriter failing = new ConnectionWriter(bad, cork);
        cork.on();
        failing.send(Lane.CONTROL, frame());
        new ConnectionWriter(good, cork).send(Lane.CONTROL, frame());
        verify(whole, never()).write(any());
        cork.off();

        verify(whole).write(argThat(queue -> queue.bytes(Lane.CONTROL) == 4));
        assertThat(bad.broken()).contains("broken");
        assertThat(failing.queuedBytes()).isZero();
        assertThat(good.broken()).isNull();
    }

    private static ByteBuffer[] frame() {
        return new ByteBuffer[] {ByteBuffer.allocate(4)};
    }

    private Connection open(Wire wire) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channels.add(channel);
        channel.configureBlocking(false);
        Connection connection = new Connection(channels.size(), channel, loop);
        connection.register(new Silent());
        connection.travelBy(wire);
        connection.become(ConnectionPhase.CONNECTING, ConnectionPhase.OPEN);
        return connection;
    }

    private static final class Silent implements SelectHandler {
        @Override
        public void ready(int operations, Reports reports) {}

        @Override
        public void attend(Reports reports) {}
    }
}

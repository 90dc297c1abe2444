package dev.comm.transport.tcp.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.spi.Lane;
import dev.comm.transport.tcp.buffer.OutboundQueue;
import dev.comm.transport.tcp.select.Reports;
import dev.comm.transport.tcp.select.SelectHandler;
import dev.comm.transport.tcp.select.SelectLoop;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A write that fails, for any reason, ends its own connection only. */
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
        Connection bad = open(queue -> {
            throw new IllegalStateException("broken");
        });
        List<Long> written = new ArrayList<>();
        Connection good = open(queue -> {
            written.add(queue.bytes(Lane.CONTROL));
            return 0;
        });
        ConnectionWriter failing = new ConnectionWriter(bad, cork);
        cork.on();
        failing.send(Lane.CONTROL, frame());
        new ConnectionWriter(good, cork).send(Lane.CONTROL, frame());
        assertThat(written).isEmpty();
        cork.off();

        assertThat(written).containsExactly(4L);
        assertThat(bad.broken()).contains("broken");
        assertThat(failing.queuedBytes()).isZero();
        assertThat(good.broken()).isNull();
    }

    private static ByteBuffer[] frame() {
        return new ByteBuffer[] {ByteBuffer.allocate(4)};
    }

    /** The write operation of a wire. */
    private interface Writing {
        long write(OutboundQueue queue);
    }

    private Connection open(Writing writing) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channels.add(channel);
        channel.configureBlocking(false);
        Connection connection = new Connection(channels.size(), channel, loop);
        connection.register((SelectHandler) Proxy.newProxyInstance(
                SelectHandler.class.getClassLoader(),
                new Class<?>[] {SelectHandler.class},
                (self, method, given) -> null));
        connection.travelBy(new Wire() {
            @Override
            public ConnectionReader.ReadResult read(Reports reports) {
                return ConnectionReader.ReadResult.DRAINED;
            }

            @Override
            public long write(OutboundQueue queue) {
                return writing.write(queue);
            }

            @Override
            public boolean isWaiting(OutboundQueue queue) {
                return false;
            }

            @Override
            public boolean closeOutput() {
                return true;
            }
        });
        connection.become(ConnectionPhase.CONNECTING, ConnectionPhase.OPEN);
        return connection;
    }
}

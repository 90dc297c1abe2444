package dev.comm.transport.tcp.connection;

import dev.comm.transport.tcp.buffer.GatheringWriter;
import dev.comm.transport.tcp.buffer.OutboundQueue;
import dev.comm.transport.tcp.select.Reports;
import dev.comm.transport.tcp.select.SelectLoop;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The wire of a connection without encryption. */
public final class PlainWire implements Wire {
    private final Connection connection;
    private final GatheringWriter gather;

    public PlainWire(Connection connection, GatheringWriter gather) {
        this.connection = connection;
        this.gather = gather;
    }

    @Override
    public ConnectionReader.ReadResult read(Reports reports) throws IOException {
        ByteBuffer buffer = connection.loop().readBuffer().clear();
        int count = connection.channel().read(buffer);
        if (count < 0) {
            return ConnectionReader.ReadResult.END_OF_STREAM;
        }
        if (count > 0) {
            reports.received(connection.number(), buffer.flip());
        }
        return count < SelectLoop.READ_BYTES ? ConnectionReader.ReadResult.DRAINED : ConnectionReader.ReadResult.MORE;
    }

    @Override
    public long write(OutboundQueue queue) throws IOException {
        return gather.write(connection.channel(), queue);
    }

    @Override
    public boolean isWaiting(OutboundQueue queue) {
        return !queue.isEmpty();
    }

    @Override
    public boolean closeOutput() {
        return true; // when the output is shut, the peer is notified
    }
}

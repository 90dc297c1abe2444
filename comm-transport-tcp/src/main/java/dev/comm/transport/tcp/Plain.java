package dev.comm.transport.tcp;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Carries the bytes of a connection without encryption. */
final class Plain implements Wire {
    private final Connection connection;
    private final Gather gather;

    Plain(Connection connection, Gather gather) {
        this.connection = connection;
        this.gather = gather;
    }

    @Override
    public Inbound.Turn read(Reports reports) throws IOException {
        ByteBuffer buffer = connection.loop().readBuffer().clear();
        int count = connection.channel().read(buffer);
        if (count < 0) {
            return Inbound.Turn.END_OF_STREAM;
        }
        if (count > 0) {
            reports.received(connection.number(), buffer.flip());
        }
        return count < SelectLoop.READ_BYTES ? Inbound.Turn.DRAINED : Inbound.Turn.MORE;
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
    public boolean farewell() {
        return true; // shutting the output tells the peer
    }
}

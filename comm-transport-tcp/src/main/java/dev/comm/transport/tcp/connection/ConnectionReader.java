package dev.comm.transport.tcp.connection;

import dev.comm.transport.tcp.select.Reports;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The reader of one connection, on the polling side. It reads a bounded number of times in each poll, so that a busy
 * connection cannot starve the others.
 */
public final class ConnectionReader {
    private static final int READS_PER_TURN = 4;
    private static final long DISCARD_BYTES = 1 << 20;

    /** The result of a read. */
    public enum ReadResult {
        /** No more data is available now. */
        DRAINED,
        /** More data may be available at once. */
        MORE,
        /** The peer has shut its output. */
        END_OF_STREAM
    }

    private final Connection connection;
    private boolean ended;
    private long discarded;

    public ConnectionReader(Connection connection) {
        this.connection = connection;
    }

    /** Reports the received bytes, or discards them if the endpoint is finishing. */
    public ReadResult read(Reports reports) throws IOException {
        ReadResult turn = ReadResult.MORE;
        for (int i = 0;
                turn == ReadResult.MORE && i < READS_PER_TURN && connection.phase() != ConnectionPhase.GONE;
                i++) {
            turn = connection.phase() == ConnectionPhase.OPEN
                    ? connection.wire().read(reports)
                    : discard();
        }
        ended |= turn == ReadResult.END_OF_STREAM;
        return turn;
    }

    private ReadResult discard() throws IOException {
        ByteBuffer buffer = connection.loop().readBuffer().clear();
        int count = connection.channel().read(buffer);
        if (count < 0) {
            return ReadResult.END_OF_STREAM;
        }
        discarded += count;
        return count < buffer.capacity() ? ReadResult.DRAINED : ReadResult.MORE;
    }

    /**
     * Returns whether a finished endpoint can close, because the peer has shut its output or 1 MiB of input was
     * discarded.
     */
    public boolean hasHeardEnough() {
        return ended || discarded > DISCARD_BYTES;
    }
}

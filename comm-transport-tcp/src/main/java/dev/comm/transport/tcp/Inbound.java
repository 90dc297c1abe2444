package dev.comm.transport.tcp;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Reads a bounded number of times per poll, so that a busy connection cannot starve the others; part of the polling
 * side.
 */
final class Inbound {
    private static final int READS_PER_TURN = 4;
    private static final long DISCARD_BYTES = 1 << 20;

    /** The result of a read. */
    enum Turn {
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

    Inbound(Connection connection) {
        this.connection = connection;
    }

    /** Reports the received bytes, or discards them if the endpoint is finishing. */
    Turn read(Reports reports) throws IOException {
        Turn turn = Turn.MORE;
        for (int i = 0; turn == Turn.MORE && i < READS_PER_TURN && connection.phase() != Phase.GONE; i++) {
            turn = connection.phase() == Phase.OPEN ? connection.wire().read(reports) : discard();
        }
        ended |= turn == Turn.END_OF_STREAM;
        return turn;
    }

    private Turn discard() throws IOException {
        ByteBuffer buffer = connection.loop().readBuffer().clear();
        int count = connection.channel().read(buffer);
        if (count < 0) {
            return Turn.END_OF_STREAM;
        }
        discarded += count;
        return count < buffer.capacity() ? Turn.DRAINED : Turn.MORE;
    }

    /** Returns whether a finished endpoint can close: the peer has shut its output, or 1 MiB of input was discarded. */
    boolean hasHeardEnough() {
        return ended || discarded > DISCARD_BYTES;
    }
}

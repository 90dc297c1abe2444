package dev.comm.transport.tcp;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Reads an endpoint in turns, so that one that talks much leaves the others their share; part of the polling side. */
final class Inbound {
    private static final int READS_PER_TURN = 4;
    private static final long DISCARD_BYTES = 1 << 20;

    /** How a turn ended. */
    enum Turn {
        /** Nothing is left for now. */
        DRAINED,
        /** There may be more at once. */
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

    /** Reports what has come in, or discards it if the endpoint is finishing. */
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

    /**
     * Whether a finished endpoint has listened long enough: to the peer's end, or to a mebibyte of what nobody wants.
     */
    boolean hasHeardEnough() {
        return ended || discarded > DISCARD_BYTES;
    }
}

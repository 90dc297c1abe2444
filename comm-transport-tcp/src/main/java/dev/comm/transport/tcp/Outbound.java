package dev.comm.transport.tcp;

import dev.comm.api.spi.Lane;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;

/**
 * The caller's side of an endpoint: writes, finishes and aborts. A failed write is left for the polling side to report.
 */
final class Outbound {
    /** A finishing endpoint whose peer takes no byte for so long is dropped. */
    static final int STALL_SECONDS = 10;

    private static final int DISCARD_SECONDS = 2;

    private final Connection connection;
    private final OutboundQueue queue = new OutboundQueue();
    private final Cork cork;
    /** The socket is full. */
    private boolean waiting;
    /** The cork knows it. */
    private boolean held;

    Outbound(Connection connection, Cork cork) {
        this.connection = connection;
        this.cork = cork;
    }

    void send(Lane lane, ByteBuffer[] frame) {
        Phase now = connection.phase();
        if (connection.broken() != null || !now.takesFrames()) {
            return;
        }
        queue.add(lane, frame);
        // Asked again: who opens it looks at the queue after it has moved on. A full socket tells when there is room;
        // trying before would cost a copy of the queue's head for every frame.
        if (connection.phase() == Phase.OPEN && !waiting && !cork.holds(this, lane)) {
            write();
        }
    }

    void flush() {
        Phase now = connection.phase();
        if (connection.broken() == null && (now == Phase.OPEN || now == Phase.FINISHING)) {
            write();
        }
    }

    /** Is held from now on; false if it was before. */
    boolean beHeld() {
        boolean isNew = !held;
        held = true;
        return isNew;
    }

    /** What was held goes, unless it went with something else. */
    void letGo() {
        held = false;
        if (!waiting && !queue.isEmpty()) {
            flush();
        }
    }

    private void write() {
        try {
            Wire wire = connection.wire();
            long count = wire.write(queue);
            waiting = wire.isWaiting(queue);
            if (waiting) {
                extendFinish(count);
                connection.include(SelectionKey.OP_WRITE);
                return;
            }
            connection.exclude(SelectionKey.OP_WRITE);
            if (connection.phase() == Phase.FINISHING) {
                shutOutput(wire);
            }
        } catch (IOException e) {
            fail(e);
        } catch (RuntimeException e) {
            // Whoever uncorks writes for all: what is wrong with one connection must not reach the others.
            fail(new IOException(e.toString(), e));
        }
    }

    private void fail(IOException e) {
        queue.clear();
        connection.breakOff(e);
    }

    private void extendFinish(long count) {
        if (count > 0 && connection.phase() == Phase.FINISHING) {
            connection.setDeadlineIn(STALL_SECONDS);
        }
    }

    private void shutOutput(Wire wire) throws IOException {
        if (!wire.farewell()) {
            connection.include(SelectionKey.OP_WRITE);
            return;
        }
        connection.channel().shutdownOutput();
        connection.setDeadlineIn(DISCARD_SECONDS);
        connection.become(Phase.FINISHING, Phase.SHUT);
        connection.wantAttention();
    }

    void finish() {
        for (Phase now = connection.phase(); now.isBeforeOpen(); now = connection.phase()) {
            if (abortFrom(now)) {
                return;
            }
        }
        if (connection.phase() == Phase.OPEN) {
            connection.setDeadlineIn(STALL_SECONDS); // before the other side can see the phase
            connection.become(Phase.OPEN, Phase.FINISHING);
            connection.wantAttention();
            flush();
        }
    }

    void abort() {
        if (held) {
            flush(); // what was sent before has been on its way
        }
        Phase now = connection.phase();
        while (now != Phase.GONE && !abortFrom(now)) {
            now = connection.phase();
        }
    }

    private boolean abortFrom(Phase now) {
        if (!connection.become(now, Phase.GONE)) {
            return false;
        }
        SocketOptions.resetOnClose(connection.channel());
        connection.release();
        queue.clear();
        connection.noteAbort("closed by this side");
        return true;
    }

    /** Bytes of both lanes. */
    long queuedBytes() {
        return queue.bytes(Lane.CONTROL) + queue.bytes(Lane.BULK);
    }

    long queuedBytes(Lane lane) {
        return queue.bytes(lane);
    }

    long writtenBytes() {
        return queue.writtenBytes();
    }
}

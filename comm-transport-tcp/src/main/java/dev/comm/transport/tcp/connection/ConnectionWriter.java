package dev.comm.transport.tcp.connection;

import dev.comm.api.spi.Lane;
import dev.comm.transport.tcp.buffer.OutboundQueue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;

/** The caller's side of an endpoint, which writes, finishes and aborts. The polling side reports a failed write. */
public final class ConnectionWriter {
    /** The time after which a finishing endpoint is closed if its peer takes no byte. */
    public static final int STALL_SECONDS = 10;

    private static final int DISCARD_SECONDS = 2;

    private final Connection connection;
    private final OutboundQueue queue = new OutboundQueue();
    private final Cork cork;
    /** Whether the socket is full. */
    private boolean waiting;
    /** Whether the cork holds frames of this endpoint. */
    private boolean held;

    public ConnectionWriter(Connection connection, Cork cork) {
        this.connection = connection;
        this.cork = cork;
    }

    public void send(Lane lane, ByteBuffer[] frame) {
        ConnectionPhase now = connection.phase();
        if (connection.broken() != null || !now.takesFrames()) {
            return;
        }
        queue.add(lane, frame);
        // The phase is read again, because the polling side checks the queue after it has opened the connection. A full
        // socket becomes writable later; an earlier attempt would copy the first bytes of the queue for every frame.
        if (connection.phase() == ConnectionPhase.OPEN && !waiting && !cork.holds(this, lane)) {
            write();
        }
    }

    /** Copies the queued bytes of a lane. */
    public void detach(Lane lane) {
        queue.detach(lane);
    }

    public void flush() {
        ConnectionPhase now = connection.phase();
        if (connection.broken() == null && (now == ConnectionPhase.OPEN || now == ConnectionPhase.FINISHING)) {
            write();
        }
    }

    /** Marks this endpoint as held. Returns false if it is already marked. */
    boolean beHeld() {
        boolean isNew = !held;
        held = true;
        return isNew;
    }

    /** Writes the held frames, unless another write has already sent them. */
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
            if (connection.phase() == ConnectionPhase.FINISHING) {
                shutOutput(wire);
            }
        } catch (IOException e) {
            fail(e);
        } catch (RuntimeException e) {
            // The uncork writes for all endpoints, so the failure of one connection must not reach the others.
            fail(new IOException(e.toString(), e));
        }
    }

    private void fail(IOException e) {
        queue.clear();
        connection.breakOff(e);
    }

    private void extendFinish(long count) {
        if (count > 0 && connection.phase() == ConnectionPhase.FINISHING) {
            connection.setDeadlineIn(STALL_SECONDS);
        }
    }

    private void shutOutput(Wire wire) throws IOException {
        if (!wire.closeOutput()) {
            connection.include(SelectionKey.OP_WRITE);
            return;
        }
        connection.channel().shutdownOutput();
        connection.setDeadlineIn(DISCARD_SECONDS);
        connection.become(ConnectionPhase.FINISHING, ConnectionPhase.SHUT);
        connection.wantAttention();
    }

    public void finish() {
        for (ConnectionPhase now = connection.phase(); now.isBeforeOpen(); now = connection.phase()) {
            if (abortFrom(now)) {
                return;
            }
        }
        if (connection.phase() == ConnectionPhase.OPEN) {
            connection.setDeadlineIn(STALL_SECONDS); // before the polling side can see the phase
            connection.become(ConnectionPhase.OPEN, ConnectionPhase.FINISHING);
            connection.wantAttention();
            flush();
        }
    }

    public void abort() {
        if (held) {
            flush(); // frames sent before the abort still go out
        }
        ConnectionPhase now = connection.phase();
        while (now != ConnectionPhase.GONE && !abortFrom(now)) {
            now = connection.phase();
        }
    }

    private boolean abortFrom(ConnectionPhase now) {
        if (!connection.become(now, ConnectionPhase.GONE)) {
            return false;
        }
        SocketOptions.resetOnClose(connection.channel());
        connection.release();
        queue.clear();
        connection.noteAbort("closed by this side");
        return true;
    }

    /** Returns the number of queued bytes of both lanes. */
    public long queuedBytes() {
        return queue.bytes(Lane.CONTROL) + queue.bytes(Lane.BULK);
    }

    public long queuedBytes(Lane lane) {
        return queue.bytes(lane);
    }

    public long writtenBytes() {
        return queue.writtenBytes();
    }
}

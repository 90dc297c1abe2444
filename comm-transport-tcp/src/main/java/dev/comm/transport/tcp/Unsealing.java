package dev.comm.transport.tcp;

import java.io.IOException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/** Reads and decrypts the bytes of one connection; part of the polling side. */
final class Unsealing {
    private final Connection connection;
    private final SSLEngine engine;
    private final Encryption encryption;
    private final Rest rest;
    private final EmptyRecords emptyRecords = new EmptyRecords();
    private boolean answerDue;

    Unsealing(Connection connection, SSLEngine engine, Encryption encryption, Rest rest) {
        this.connection = connection;
        this.engine = engine;
        this.encryption = encryption;
        this.rest = rest;
    }

    Inbound.Turn read(Reports reports) throws IOException {
        ByteBuffer packets = connection.loop().readBuffer().clear();
        rest.restore(packets);
        int room = packets.remaining();
        int count = connection.channel().read(packets);
        boolean goodbye = open(packets.flip(), reports);
        rest.keep(packets);
        if (goodbye) {
            return Inbound.Turn.END_OF_STREAM;
        }
        if (count < 0) {
            throw new SSLException("the connection was cut before the peer said goodbye (TLS close_notify);"
                    + " what it sent last may be missing");
        }
        return count < room ? Inbound.Turn.DRAINED : Inbound.Turn.MORE;
    }

    /** Reports the content of whole records; returns true after the peer's {@code close_notify}. */
    private boolean open(ByteBuffer packets, Reports reports) throws IOException {
        ByteBuffer opened = encryption.opened().clear();
        try {
            while (packets.hasRemaining() && connection.phase() == Phase.OPEN) {
                SSLEngineResult result = unwrap(packets, opened);
                Status status = result.getStatus();
                if (status == Status.CLOSED) {
                    return true;
                }
                if (status == Status.BUFFER_UNDERFLOW) {
                    return false;
                }
                if (status == Status.BUFFER_OVERFLOW) {
                    report(opened, reports);
                    opened.clear();
                }
            }
            return false;
        } finally {
            report(opened, reports); // data before a broken record is valid
        }
    }

    private SSLEngineResult unwrap(ByteBuffer packets, ByteBuffer opened) throws IOException {
        SSLEngineResult result;
        try {
            result = engine.unwrap(packets, opened);
        } catch (RuntimeException e) {
            throw new SSLException("the TLS engine failed: " + e, e);
        }
        if (result.bytesConsumed() > 0 && result.bytesProduced() == 0) {
            emptyRecords.count();
        }
        answerDue |= result.getHandshakeStatus() == HandshakeStatus.NEED_WRAP;
        if (result.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
            throw new SSLException("the peer requested another handshake, which is not supported");
        }
        return result;
    }

    private void report(ByteBuffer opened, Reports reports) {
        if (opened.flip().hasRemaining() && connection.phase() == Phase.OPEN) {
            reports.received(connection.number(), opened);
        }
    }

    /** Returns whether the engine may have something to write since the last call. */
    boolean takeAnswerDue() {
        boolean due = answerDue;
        answerDue = false;
        return due;
    }
}

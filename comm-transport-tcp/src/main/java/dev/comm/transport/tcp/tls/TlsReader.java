package dev.comm.transport.tcp.tls;

import dev.comm.transport.tcp.buffer.PendingBytes;
import dev.comm.transport.tcp.connection.Connection;
import dev.comm.transport.tcp.connection.ConnectionPhase;
import dev.comm.transport.tcp.connection.ConnectionReader;
import dev.comm.transport.tcp.select.Reports;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/** The reader that decrypts the bytes of one connection, on the polling side. */
final class TlsReader {
    private final Connection connection;
    private final SSLEngine engine;
    private final TlsResources encryption;
    private final PendingBytes rest;
    private final EmptyRecordLimit emptyRecords = new EmptyRecordLimit();
    private boolean answerDue;

    TlsReader(Connection connection, SSLEngine engine, TlsResources encryption, PendingBytes rest) {
        this.connection = connection;
        this.engine = engine;
        this.encryption = encryption;
        this.rest = rest;
    }

    ConnectionReader.ReadResult read(Reports reports) throws IOException {
        ByteBuffer packets = connection.loop().readBuffer().clear();
        rest.restore(packets);
        int room = packets.remaining();
        int count = connection.channel().read(packets);
        boolean goodbye = open(packets.flip(), reports);
        rest.keep(packets);
        if (goodbye) {
            return ConnectionReader.ReadResult.END_OF_STREAM;
        }
        if (count < 0) {
            throw new SSLException("the connection was cut before the peer said goodbye (TLS close_notify);"
                    + " its last bytes may be missing");
        }
        return count < room ? ConnectionReader.ReadResult.DRAINED : ConnectionReader.ReadResult.MORE;
    }

    /** Reports the content of whole records. Returns true after the peer's {@code close_notify}. */
    private boolean open(ByteBuffer packets, Reports reports) throws IOException {
        ByteBuffer opened = encryption.opened().clear();
        try {
            while (packets.hasRemaining() && connection.phase() == ConnectionPhase.OPEN) {
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
            report(opened, reports); // data before a broken record are valid
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
        if (opened.flip().hasRemaining() && connection.phase() == ConnectionPhase.OPEN) {
            reports.received(connection.number(), opened);
        }
    }

    /** Returns whether the engine may have had something to write since the last call. */
    boolean takeAnswerDue() {
        boolean due = answerDue;
        answerDue = false;
        return due;
    }
}

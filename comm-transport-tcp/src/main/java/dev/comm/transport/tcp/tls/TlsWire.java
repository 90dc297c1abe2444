package dev.comm.transport.tcp.tls;

import dev.comm.transport.tcp.buffer.OutboundQueue;
import dev.comm.transport.tcp.buffer.PendingBytes;
import dev.comm.transport.tcp.connection.Connection;
import dev.comm.transport.tcp.connection.ConnectionPhase;
import dev.comm.transport.tcp.connection.ConnectionReader;
import dev.comm.transport.tcp.connection.Wire;
import dev.comm.transport.tcp.select.Reports;
import java.io.IOException;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;

/**
 * The wire of an encrypted connection. Each direction has its own class, because an {@code SSLEngine} lets one thread
 * encrypt while another thread decrypts.
 */
final class TlsWire implements Wire {
    private final Connection connection;
    private final SSLEngine engine;
    private final TlsReader unsealing;
    private final TlsWriter sealing;

    TlsWire(Connection connection, SSLEngine engine, TlsResources encryption, PendingBytes incoming) {
        this.connection = connection;
        this.engine = engine;
        unsealing = new TlsReader(connection, engine, encryption, incoming);
        sealing = new TlsWriter(connection.channel(), engine, encryption);
    }

    @Override
    public ConnectionReader.ReadResult read(Reports reports) throws IOException {
        ConnectionReader.ReadResult turn = unsealing.read(reports);
        if (connection.phase() == ConnectionPhase.OPEN && engineHasWords()) {
            reports.writable(connection.number()); // only the caller's side may write the engine's answer
        }
        return turn;
    }

    @Override
    public long write(OutboundQueue queue) throws IOException {
        return sealing.write(queue);
    }

    @Override
    public boolean isWaiting(OutboundQueue queue) {
        return !queue.isEmpty() || sealing.isWaiting();
    }

    @Override
    public boolean closeOutput() throws IOException {
        return sealing.closeOutput();
    }

    private boolean engineHasWords() {
        return unsealing.takeAnswerDue() && engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP;
    }
}

package dev.comm.transport.tcp;

import java.io.IOException;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;

/**
 * Carries the bytes of an encrypted connection. Each direction has its own class, since an {@code SSLEngine} lets one
 * thread encrypt while another decrypts.
 */
final class Encrypted implements Wire {
    private final Connection connection;
    private final SSLEngine engine;
    private final Unsealing unsealing;
    private final Sealing sealing;

    Encrypted(Connection connection, SSLEngine engine, Encryption encryption, Rest incoming) {
        this.connection = connection;
        this.engine = engine;
        unsealing = new Unsealing(connection, engine, encryption, incoming);
        sealing = new Sealing(connection.channel(), engine, encryption);
    }

    @Override
    public Inbound.Turn read(Reports reports) throws IOException {
        Inbound.Turn turn = unsealing.read(reports);
        if (connection.phase() == Phase.OPEN && engineHasWords()) {
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
    public boolean farewell() throws IOException {
        return sealing.farewell();
    }

    private boolean engineHasWords() {
        return unsealing.takeAnswerDue() && engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP;
    }
}

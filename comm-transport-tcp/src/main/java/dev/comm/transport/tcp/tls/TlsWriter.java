package dev.comm.transport.tcp.tls;

import dev.comm.transport.tcp.buffer.GatheringWriter;
import dev.comm.transport.tcp.buffer.OutboundQueue;
import dev.comm.transport.tcp.buffer.PendingBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayDeque;
import java.util.Queue;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/**
 * The writer that encrypts the bytes of one connection, on the caller's side. It stores the bytes that the socket does
 * not take, at most {@link TlsResources#SEALED_BYTES}, and encrypts nothing more until these bytes are written. Bytes
 * count as written when the socket has taken their whole record.
 */
final class TlsWriter {
    private static final OutboundQueue NOTHING = new OutboundQueue();

    /** An encrypted record that is not completely written, with the number of bytes of each lane in it. */
    private record SealedRecord(int length, long control, long bulk) {}

    private final WritableByteChannel channel;
    private final SSLEngine engine;
    private final TlsResources encryption;
    private final PendingBytes rest = new PendingBytes();
    private final Queue<SealedRecord> underWay = new ArrayDeque<>(2);
    /** The number of bytes of the first record that the socket has taken. */
    private long begun;

    private boolean closing;

    TlsWriter(WritableByteChannel channel, SSLEngine engine, TlsResources encryption) {
        this.channel = channel;
        this.engine = engine;
        this.encryption = encryption;
    }

    long write(OutboundQueue queue) throws IOException {
        long sum = rest.isEmpty() ? 0 : give(restored(), queue);
        while (rest.isEmpty() && sum < GatheringWriter.FLUSH_BYTES && (!queue.isEmpty() || hasWords())) {
            seal(queue);
            sum += give(encryption.sealed().flip(), queue);
        }
        return sum;
    }

    private ByteBuffer restored() {
        ByteBuffer sealed = encryption.sealed().clear();
        rest.restore(sealed);
        return sealed.flip();
    }

    /** Encrypts as many bytes as fit into one write. */
    private void seal(OutboundQueue queue) throws IOException {
        ByteBuffer sealed = encryption.sealed().clear();
        TlsInput parts = encryption.parts();
        parts.fill(queue);
        int recordMax = engine.getSession().getPacketBufferSize();
        try {
            do {
                sealOne(parts, sealed, queue);
            } while ((parts.bytes() > 0 || hasWords()) && sealed.remaining() >= recordMax);
        } catch (RuntimeException e) {
            throw new SSLException("the TLS engine failed: " + e, e);
        } finally {
            parts.clear();
        }
    }

    private void sealOne(TlsInput parts, ByteBuffer sealed, OutboundQueue queue) throws IOException {
        SSLEngineResult result = engine.wrap(parts.array(), 0, parts.count(), sealed);
        int used = result.bytesConsumed();
        if (result.bytesProduced() == 0 && used == 0) {
            throw new SSLException("the encrypted channel is closed (" + result.getStatus() + ")");
        }
        parts.used(used);
        long control = queue.take(used);
        underWay.add(new SealedRecord(result.bytesProduced(), control, used - control));
        if (result.getStatus() == Status.CLOSED && !closing) {
            throw new SSLException("the encrypted channel is closed");
        }
    }

    private long give(ByteBuffer sealed, OutboundQueue queue) throws IOException {
        int count = channel.write(sealed);
        rest.keep(sealed);
        begun += count;
        for (SealedRecord first = underWay.peek(); first != null && first.length <= begun; first = underWay.peek()) {
            begun -= first.length;
            queue.written(first.control, first.bulk);
            underWay.remove();
        }
        return count;
    }

    boolean isWaiting() {
        return !rest.isEmpty() || hasWords();
    }

    /** Returns whether the engine itself has to send something, such as a key update. */
    private boolean hasWords() {
        return engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP;
    }

    boolean closeOutput() throws IOException {
        if (!closing) {
            closing = true;
            engine.closeOutbound();
        }
        write(NOTHING);
        return !isWaiting();
    }
}

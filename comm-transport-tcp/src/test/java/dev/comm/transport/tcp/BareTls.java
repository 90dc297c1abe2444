package dev.comm.transport.tcp;

import dev.comm.testkit.contract.RawPeer;
import dev.comm.transport.tcp.tls.TlsEngines;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;

/** A peer that speaks TLS on a bare socket and does everything on the thread of its caller. */
final class BareTls implements RawPeer {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    final SocketChannel channel;
    final SSLEngine engine;
    private final ByteBuffer incoming = ByteBuffer.allocate(256 << 10).flip();
    private final ByteBuffer opened = ByteBuffer.allocate(64 << 10);
    private final ByteBuffer sealed = ByteBuffer.allocate(512 << 10).flip();
    private final ByteArrayOutputStream plain = new ByteArrayOutputStream();
    /** A function that may change the bytes on their path to the socket. */
    UnaryOperator<byte[]> mangle = UnaryOperator.identity();

    private boolean ended;
    private boolean handshaken;

    BareTls(InetSocketAddress door, TlsEngines engines) {
        try {
            channel = SocketChannel.open(door);
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            engine = engines.client(door);
            engine.beginHandshake();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Continues with the handshake and with reads until the socket has no more. */
    void pump() {
        if (ended) {
            return;
        }
        try {
            while (flush() && advance()) {
                // The next step may be possible at once.
            }
        } catch (IOException e) {
            ended = true;
        }
    }

    boolean isHandshaken() {
        return handshaken;
    }

    private boolean advance() throws IOException {
        HandshakeStatus status = engine.getHandshakeStatus();
        handshaken |= status == HandshakeStatus.NOT_HANDSHAKING;
        if (status == HandshakeStatus.NEED_TASK) {
            for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                task.run();
            }
            return true;
        }
        if (status == HandshakeStatus.NEED_WRAP) {
            seal(NOTHING);
            return true;
        }
        return open();
    }

    private boolean open() throws IOException {
        SSLEngineResult result = engine.unwrap(incoming, opened.clear());
        plain.write(opened.array(), 0, result.bytesProduced());
        if (result.getStatus() == Status.CLOSED) {
            ended = true;
        }
        if (result.getStatus() != Status.BUFFER_UNDERFLOW) {
            return result.bytesConsumed() > 0;
        }
        incoming.compact();
        int count = channel.read(incoming);
        incoming.flip();
        ended |= count < 0;
        return count > 0;
    }

    int seal(ByteBuffer source) throws IOException {
        sealed.compact();
        SSLEngineResult result = engine.wrap(source, sealed);
        sealed.flip();
        if (mangle != null && result.bytesProduced() > 0) {
            byte[] last = Arrays.copyOfRange(sealed.array(), sealed.limit() - result.bytesProduced(), sealed.limit());
            byte[] changed = mangle.apply(last);
            sealed.limit(sealed.limit() - result.bytesProduced());
            sealed.compact().put(changed).flip();
        }
        return result.bytesConsumed();
    }

    /** Returns one record with all given bytes, which the caller must write. */
    ByteBuffer record(ByteBuffer source) throws IOException {
        ByteBuffer record = ByteBuffer.allocate(source.remaining() + (1 << 15));
        engine.wrap(source, record);
        return record.flip();
    }

    /** Writes bytes that the engine has not encrypted. */
    void writeBare(byte[] bytes) {
        sealed.compact().put(bytes).flip();
        pump();
    }

    private boolean flush() throws IOException {
        if (sealed.hasRemaining()) {
            channel.write(sealed);
        }
        return !sealed.hasRemaining();
    }

    @Override
    public int write(byte[] bytes) {
        pump();
        ByteBuffer source = ByteBuffer.wrap(bytes);
        try {
            while (!ended && handshaken && flush() && source.hasRemaining()) {
                seal(source);
            }
        } catch (IOException e) {
            ended = true;
        }
        return source.position();
    }

    @Override
    public boolean hasUnread() {
        try {
            return channel.socket().getInputStream().available() > 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public byte[] read() {
        pump();
        byte[] bytes = plain.toByteArray();
        plain.reset();
        return bytes;
    }

    @Override
    public boolean hasEnded() {
        return ended;
    }

    /** Sends the goodbye of TLS and closes the output. */
    @Override
    public void shutOutput() {
        try {
            sayGoodbye();
            channel.shutdownOutput();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void sayGoodbye() throws IOException {
        engine.closeOutbound();
        while (!engine.isOutboundDone()) {
            seal(NOTHING);
        }
        flush();
    }

    /** Sends the goodbye of TLS and closes the connection. */
    @Override
    public void die() {
        try {
            if (channel.isOpen() && !ended) {
                sayGoodbye();
            }
            channel.close();
        } catch (IOException e) {
            cut();
        }
    }

    /** Closes the connection without a goodbye. */
    void cut() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void reset() {
        try {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

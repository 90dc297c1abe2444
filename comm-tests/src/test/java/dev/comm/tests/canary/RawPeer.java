package dev.comm.tests.canary;

import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.StreamCommand;
import dev.comm.api.spi.Bytes;
import dev.comm.core.codec.FrameDecoder;
import dev.comm.core.codec.FrameEncoder;
import dev.comm.tests.security.CarelessTls;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import javax.net.ssl.SSLSocket;

/** One end of a connection that speaks the protocol by hand and may say anything. */
public final class RawPeer implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 60_000;

    private final Socket socket;
    private final FrameDecoder decoder = new FrameDecoder(1 << 20);
    private final Queue<Command> heard = new ArrayDeque<>();
    private final List<byte[]> said = new ArrayList<>();
    private final byte[] buffer = new byte[64 << 10];

    /** @param socket a connection, with TLS or without */
    public RawPeer(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    /** A frame with its payload, whole; nothing is sent if the other end is gone. */
    public void say(Command command, byte[] payload) {
        byte[] head = head(command, payload.length);
        byte[] frame = java.util.Arrays.copyOf(head, head.length + payload.length);
        System.arraycopy(payload, 0, frame, head.length, payload.length);
        say(frame);
    }

    /** A frame without a payload. */
    public void say(Command command) {
        say(command, new byte[0]);
    }

    /** Returns the frame of a command, without a payload. */
    public static byte[] bytes(Command command) {
        return head(command, 0);
    }

    /** The encoder refuses a payload where none belongs; a hostile peer does not. */
    private static byte[] head(Command command, int payloadBytes) {
        boolean belongs = command.content().hasPayload();
        boolean isData = command instanceof StreamCommand.Data; // the encoder wants a stream and bytes there
        int count = isData ? Math.max(1, payloadBytes) : belongs ? payloadBytes : 0;
        ByteBuffer head = FrameEncoder.encode(command, isData ? 1 : 0, false, count);
        byte[] bytes = new byte[head.remaining()];
        head.get(bytes);
        ByteBuffer.wrap(bytes).putInt(8, bytes.length - 24 + payloadBytes);
        return bytes;
    }

    /** Bytes as they are. */
    public void say(byte[] bytes) {
        said.add(bytes);
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException gone) {
            // the next read sees the end of the connection
        }
    }

    /** All that this end said so far. */
    public List<byte[]> said() {
        return List.copyOf(said);
    }

    /** The next frame of a type; others are skipped. */
    public <C extends Command> C hear(Class<C> type) throws IOException {
        while (true) {
            Command next = heard.poll();
            if (type.isInstance(next)) {
                return type.cast(next);
            }
            if (next == null && !read()) {
                throw new IOException("the connection ended before " + type.getSimpleName());
            }
        }
    }

    /** Whether the other end closes. */
    public boolean isClosed() throws IOException {
        try {
            while (read()) {
                heard.clear();
            }
            return true;
        } catch (SocketTimeoutException stillOpen) {
            return false;
        }
    }

    /** All that the other end says until it closes. */
    public List<Command> hearAll() throws IOException {
        while (read()) {
            // read on
        }
        return List.copyOf(heard);
    }

    /** Returns the channel binding of a connection that this side opened; empty without encryption. */
    Bytes binding() throws IOException {
        return socket instanceof SSLSocket encrypted ? CarelessTls.binding(encrypted) : Bytes.EMPTY;
    }

    private boolean read() throws IOException {
        int count;
        try {
            count = socket.getInputStream().read(buffer);
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException reset) {
            return false;
        }
        if (count > 0) {
            decoder.decode(ByteBuffer.wrap(buffer, 0, count), (header, command, payload) -> heard.add(command));
        }
        return count >= 0;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

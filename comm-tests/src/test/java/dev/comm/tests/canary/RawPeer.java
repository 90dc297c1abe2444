package dev.comm.tests.canary;

import dev.comm.api.protocol.Command;
import dev.comm.core.codec.FrameDecoder;
import dev.comm.core.codec.FrameEncoder;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;

/** One end of a connection that speaks the protocol by hand and may say anything. */
final class RawPeer implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;
    private final FrameDecoder decoder = new FrameDecoder(1 << 20);
    private final Queue<Command> heard = new ArrayDeque<>();
    private final byte[] buffer = new byte[64 << 10];

    RawPeer(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    /** A frame with its payload, whole; nothing is sent if the other end is gone. */
    void say(Command command, byte[] payload) {
        byte[] head = head(command, payload.length);
        byte[] frame = java.util.Arrays.copyOf(head, head.length + payload.length);
        System.arraycopy(payload, 0, frame, head.length, payload.length);
        say(frame);
    }

    void say(Command command) {
        say(command, new byte[0]);
    }

    /** The encoder refuses a payload where none belongs; a hostile peer does not. */
    private static byte[] head(Command command, int payloadBytes) {
        boolean belongs = command.content().hasPayload();
        ByteBuffer head = FrameEncoder.encode(command, 0, false, belongs ? payloadBytes : 0);
        byte[] bytes = new byte[head.remaining()];
        head.get(bytes);
        ByteBuffer.wrap(bytes).putInt(8, bytes.length - 24 + payloadBytes);
        return bytes;
    }

    void say(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException gone) {
            // the end of the connection is seen by whoever reads
        }
    }

    /** The next frame of a type; others are skipped. */
    <C extends Command> C hear(Class<C> type) throws IOException {
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
    boolean isClosed() throws IOException {
        try {
            while (read()) {
                heard.clear();
            }
            return true;
        } catch (SocketTimeoutException stillOpen) {
            return false;
        }
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

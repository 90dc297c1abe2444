package dev.comm.core.link;

import dev.comm.api.Payload;
import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.MembershipCommand;
import dev.comm.api.protocol.MessageCommand;
import dev.comm.api.protocol.StreamCommand;
import dev.comm.api.spi.Lane;
import dev.comm.api.spi.Transport;
import dev.comm.core.codec.FrameEncoder;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/** A command with its payload, which a link sends frame by frame. */
final class OutboundFrame {
    static final int CHUNK = 256 << 10;

    private final Command command;
    private final long length;
    private final Object token;
    private final int stream;
    private Payload payload;
    /** The pieces that are left, if the payload may have changed; otherwise null. */
    private ArrayDeque<ByteBuffer> copied;

    private long position = -1;
    private boolean behindWelcome;

    OutboundFrame(Command command, Payload payload, Object token, int stream) {
        this.command = command;
        this.payload = payload;
        this.length = payload == null ? 0 : payload.length();
        this.token = token;
        this.stream = stream;
    }

    Command command() {
        return command;
    }

    Object token() {
        return token;
    }

    /** Queues this message behind a large WELCOME, in order with the other messages behind it. */
    OutboundFrame behindWelcome() {
        behindWelcome = true;
        return this;
    }

    /** Returns the order key. Messages with one key keep their order; different keys take turns. */
    Object orderKey() {
        if (behindWelcome) {
            return OutboundFrames.WELCOME;
        }
        if (command instanceof MessageCommand.Message message) {
            return message.from();
        }
        return command instanceof MessageCommand.MessageEnd end ? (Object) end.from() : this;
    }

    /** Returns whether this message must wait for all other queued messages. */
    boolean isLast() {
        return command instanceof MembershipCommand.Leave;
    }

    boolean isDone() {
        return position == length;
    }

    /** Returns whether the transport has the first frame. */
    boolean isBegun() {
        return position >= 0;
    }

    /** Copies the bytes that are left, because the owner of a payload in memory may change it from now on. */
    void detach() {
        if (payload == null || copied != null || !payload.isInMemory()) {
            return;
        }
        ArrayDeque<ByteBuffer> pieces = new ArrayDeque<>();
        for (long at = position; at < length; at += CHUNK) {
            pieces.add(copy(at, (int) Math.min(CHUNK, length - at)));
        }
        copied = pieces;
        payload = null;
    }

    private ByteBuffer copy(long at, int count) {
        return ByteBuffer.allocate(count).put(payload.slice(at, count)).flip();
    }

    /** Sends the next frame and returns its size. */
    int sendChunk(Transport transport, int endpoint) {
        Command now = position < 0 ? command : DATA;
        position = Math.max(position, 0);
        int count = (int) Math.min(CHUNK, length - position);
        boolean more = position + count < length;
        ByteBuffer head = FrameEncoder.encode(now, stream, more, count);
        int size = head.remaining() + count;
        if (count == 0) {
            transport.send(endpoint, Lane.BULK, head);
        } else {
            transport.send(
                    endpoint, Lane.BULK, head, copied == null ? payload.slice(position, count) : copied.remove());
        }
        position += count;
        return size;
    }

    private static final Command DATA = new StreamCommand.Data();
}

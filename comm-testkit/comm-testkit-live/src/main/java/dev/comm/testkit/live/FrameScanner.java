package dev.comm.testkit.live;

import dev.comm.api.protocol.FrameHeader;
import dev.comm.api.protocol.FrameType;
import java.nio.ByteBuffer;
import org.apiguardian.api.API;

/**
 * Finds where frames end in a stream of bytes that is cut anywhere; looks at headers only. As soon as something is not
 * Comm's, it gives up, and the rest of the stream is bytes without meaning.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class FrameScanner {
    private static final int TYPE_OFFSET = 3;
    private static final int LENGTH_OFFSET = 8;

    private final ByteBuffer header = ByteBuffer.allocate(FrameHeader.SIZE);
    private long bodyLeft;
    private boolean foreign;

    /** The type of a frame that begins here, or null if it is none. */
    public static FrameType typeOf(ByteBuffer bytes) {
        if (bytes.remaining() <= TYPE_OFFSET || bytes.getShort(bytes.position()) != FrameHeader.MAGIC) {
            return null;
        }
        return FrameType.ofCode(bytes.get(bytes.position() + TYPE_OFFSET) & 0xFF);
    }

    /** Whether the stream turned out not to be Comm's. */
    public boolean isForeign() {
        return foreign;
    }

    /** Whether the next byte is the first of a frame. */
    public boolean isBetweenFrames() {
        return !foreign && header.position() == 0;
    }

    /** Bytes of the frame under way that are still to come, or -1 while its header is not complete. */
    public long left() {
        return header.hasRemaining() ? -1 : bodyLeft;
    }

    /** The type of the frame under way, once its header is complete. */
    public FrameType type() {
        return FrameType.ofCode(header.get(TYPE_OFFSET) & 0xFF);
    }

    /**
     * Moves on by so many of the bytes, counted from their position, which stays; never beyond the end of a frame.
     *
     * @return how many bytes belong to the frame under way (all, if the stream is foreign)
     */
    public int scan(ByteBuffer bytes) {
        if (foreign) {
            return bytes.remaining();
        }
        int at = bytes.position();
        while (header.hasRemaining() && at < bytes.limit()) {
            header.put(bytes.get(at++));
            if (!header.hasRemaining()) {
                open();
            }
        }
        if (foreign) {
            return bytes.remaining();
        }
        if (!header.hasRemaining()) {
            int part = (int) Math.min(bodyLeft, bytes.limit() - at);
            bodyLeft -= part;
            at += part;
        }
        return at - bytes.position();
    }

    private void open() {
        bodyLeft = header.getInt(LENGTH_OFFSET);
        foreign = header.getShort(0) != FrameHeader.MAGIC || type() == null || bodyLeft < 0;
    }

    /** Whether the last byte that was scanned ended a frame; then the next one begins one. */
    public boolean takeEnd() {
        if (foreign || header.hasRemaining() || bodyLeft > 0) {
            return false;
        }
        header.clear();
        return true;
    }
}

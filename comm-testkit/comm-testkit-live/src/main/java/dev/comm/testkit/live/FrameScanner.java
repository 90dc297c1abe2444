package dev.comm.testkit.live;

import dev.comm.api.protocol.FrameHeader;
import dev.comm.api.protocol.FrameType;
import java.nio.ByteBuffer;
import org.apiguardian.api.API;

/**
 * A scanner that finds the ends of frames in a stream of bytes that is split anywhere. It reads headers only. At the
 * first bytes that are not of Comm it gives up, and treats the rest of the stream as bytes without meaning.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class FrameScanner {
    private static final int TYPE_OFFSET = 3;
    private static final int LENGTH_OFFSET = 8;

    private final ByteBuffer header = ByteBuffer.allocate(FrameHeader.SIZE);
    private long bodyLeft;
    private boolean foreign;

    /** Returns the type of a frame that begins here, or null if the bytes are no frame. */
    public static FrameType typeOf(ByteBuffer bytes) {
        if (bytes.remaining() <= TYPE_OFFSET || bytes.getShort(bytes.position()) != FrameHeader.MAGIC) {
            return null;
        }
        return FrameType.ofCode(bytes.get(bytes.position() + TYPE_OFFSET) & 0xFF);
    }

    /** Returns whether the stream is not a stream of Comm. */
    public boolean isForeign() {
        return foreign;
    }

    /** Returns whether the next byte is the first byte of a frame. */
    public boolean isBetweenFrames() {
        return !foreign && header.position() == 0;
    }

    /** Returns the number of missing bytes of the frame under way, or -1 while its header is not complete. */
    public long left() {
        return header.hasRemaining() ? -1 : bodyLeft;
    }

    /** Returns the type of the frame under way. Its header has to be complete. */
    public FrameType type() {
        return FrameType.ofCode(header.get(TYPE_OFFSET) & 0xFF);
    }

    /**
     * Scans the bytes from their position, at most to the end of a frame. The position of the buffer does not change.
     *
     * @return the number of scanned bytes, which belong to the frame under way; all bytes if the stream is foreign
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

    /** Returns whether the last scanned byte ended a frame. If so, the next byte begins a frame. */
    public boolean takeEnd() {
        if (foreign || header.hasRemaining() || bodyLeft > 0) {
            return false;
        }
        header.clear();
        return true;
    }
}

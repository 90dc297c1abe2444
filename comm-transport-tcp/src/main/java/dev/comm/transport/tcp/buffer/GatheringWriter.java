package dev.comm.transport.tcp.buffer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;

/**
 * A writer of many frames with few system calls. Heap bytes are copied into one direct buffer of 260 KiB. Otherwise the
 * JDK would allocate a direct copy of each whole buffer and keep one for each thread. Large direct buffers are written
 * without a copy, between the copied stretches. The writer belongs to the caller's side, and all endpoints of a
 * transport share it.
 */
public final class GatheringWriter {
    /**
     * The size of the direct buffer, which holds one piece of a payload with its header. Otherwise each piece would
     * need a second write.
     */
    static final int STAGING_BYTES = (256 << 10) + (4 << 10);
    /** The maximum size of one flush, so that a full queue and a fast reader do not hold the caller's lock for long. */
    public static final int FLUSH_BYTES = 1 << 20;

    private static final int VIEWS_MAX = 64;
    /** The size below which a copy is cheaper than an entry of its own. */
    private static final int COPY_BELOW_BYTES = 4 << 10;

    private final ByteBuffer staging = ByteBuffer.allocateDirect(STAGING_BYTES);
    private final ByteBuffer[] stretches = new ByteBuffer[VIEWS_MAX];
    private final ByteBuffer[] views = new ByteBuffer[VIEWS_MAX];
    private int viewCount;
    private int staged;
    private boolean stretching;
    private long offered;

    public GatheringWriter() {
        for (int i = 0; i < VIEWS_MAX; i++) {
            stretches[i] = staging.duplicate();
        }
    }

    /**
     * Writes until the queue is empty, the socket takes no more bytes, or the maximum of a flush is reached. Returns
     * the number of bytes written.
     */
    public long write(GatheringByteChannel channel, OutboundQueue queue) throws IOException {
        long sum = 0;
        while (sum < FLUSH_BYTES && !queue.isEmpty()) {
            fill(queue);
            long taken = offer(channel);
            queue.written(taken);
            sum += taken;
            if (taken < offered) {
                break;
            }
        }
        return sum;
    }

    private void fill(OutboundQueue queue) {
        viewCount = 0;
        staged = 0;
        offered = 0;
        stretching = false;
        Frame frame = queue.first();
        while (frame != null && add(frame)) {
            frame = queue.after(frame);
        }
    }

    /** Adds a frame. Returns whether the whole frame fitted. */
    private boolean add(Frame frame) {
        for (int i = frame.first; i < frame.buffers.length; i++) {
            ByteBuffer buffer = frame.buffers[i];
            boolean whole = buffer.isDirect() && buffer.remaining() >= COPY_BELOW_BYTES ? pass(buffer) : copy(buffer);
            if (!whole) {
                return false;
            }
        }
        return true;
    }

    private boolean pass(ByteBuffer buffer) {
        if (viewCount == VIEWS_MAX || offered >= FLUSH_BYTES) {
            return false;
        }
        views[viewCount++] = buffer.duplicate();
        offered += buffer.remaining();
        stretching = false;
        return true;
    }

    private boolean copy(ByteBuffer buffer) {
        int count = Math.min(buffer.remaining(), STAGING_BYTES - staged);
        if (count == 0) {
            return !buffer.hasRemaining();
        }
        if (!stretching && !beginStretch()) {
            return false;
        }
        staging.put(staged, buffer, buffer.position(), count);
        staged += count;
        offered += count;
        views[viewCount - 1].limit(staged);
        return count == buffer.remaining();
    }

    private boolean beginStretch() {
        if (viewCount == VIEWS_MAX) {
            return false;
        }
        ByteBuffer stretch = stretches[viewCount];
        stretch.limit(staged).position(staged);
        views[viewCount++] = stretch;
        stretching = true;
        return true;
    }

    private long offer(GatheringByteChannel channel) throws IOException {
        try {
            return viewCount == 1 ? channel.write(views[0]) : channel.write(views, 0, viewCount);
        } finally {
            for (int i = 0; i < viewCount; i++) {
                views[i] = null; // a duplicate would keep the caller's memory alive
            }
        }
    }
}

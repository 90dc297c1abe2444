package dev.comm.testkit.sim.network;

import dev.comm.api.protocol.FrameHeader;
import java.util.SplittableRandom;
import org.apiguardian.api.API;

/** Where a bit of a frame is turned over; a frame without such a place is hit anywhere. */
@API(status = API.Status.INTERNAL, since = "0.1")
public enum Damage {
    /** Anywhere. */
    ANYWHERE(0, Integer.MAX_VALUE),
    /** In the first bytes, which name the kind of frame. */
    HEADER(0, FrameHeader.SIZE),
    /** In the announcement of its length. */
    LENGTH(8, 12),
    /** Behind the header. */
    BODY(FrameHeader.SIZE, Integer.MAX_VALUE);

    private final int from;
    private final int to;

    Damage(int from, int to) {
        this.from = from;
        this.to = to;
    }

    /** A copy of a frame with one bit turned over. */
    public byte[] done(byte[] frame, SplittableRandom random) {
        byte[] damaged = frame.clone();
        if (damaged.length > 0) {
            int start = from < damaged.length ? from : 0;
            int place = start + random.nextInt(Math.min(to, damaged.length) - start);
            damaged[place] ^= (byte) (1 << random.nextInt(8));
        }
        return damaged;
    }
}

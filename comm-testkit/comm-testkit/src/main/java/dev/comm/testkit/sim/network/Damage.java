package dev.comm.testkit.sim.network;

import dev.comm.api.protocol.FrameHeader;
import java.util.SplittableRandom;
import org.apiguardian.api.API;

/** The part of a frame in which one bit is flipped. In a frame without this part, any bit may be flipped. */
@API(status = API.Status.INTERNAL, since = "0.1")
public enum Damage {
    /** Anywhere. */
    ANYWHERE(0, Integer.MAX_VALUE),
    /** In the first bytes, which name the kind of frame. */
    HEADER(0, FrameHeader.SIZE),
    /** In the length field of the frame. */
    LENGTH(8, 12),
    /** Behind the header. */
    BODY(FrameHeader.SIZE, Integer.MAX_VALUE);

    private final int from;
    private final int to;

    Damage(int from, int to) {
        this.from = from;
        this.to = to;
    }

    /** Returns a copy of a frame with one flipped bit. */
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

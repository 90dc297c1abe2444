package dev.comm.testkit;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.apiguardian.api.API;

/**
 * The verdict of a rule on a frame.
 *
 * @param action the action on the frame
 * @param delay the delay of the frame; later frames of the same connection wait too
 * @param position the position of the byte with the flipped bit; a position beyond the end is taken modulo the length
 * @param replacement the read-only bytes that replace the frame, or null
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record FrameVerdict(Action action, Duration delay, int position, ByteBuffer replacement) {
    /** The action on a frame. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public enum Action {
        /** The frame passes unchanged. */
        PASS,
        /**
         * The whole frame disappears, as by a bug of the sender or by a middlebox that drops it. TCP alone never drops
         * a frame.
         */
        DROP,
        /** The frame arrives later. */
        DELAY,
        /** The frame arrives twice. */
        DUPLICATE,
        /** The frame arrives with one flipped bit. */
        CORRUPT,
        /** Other bytes arrive in place of the frame. */
        REPLACE
    }

    private static FrameVerdict of(Action action) {
        return new FrameVerdict(action, Duration.ZERO, 0, null);
    }

    /** Returns the verdict that lets the frame pass unchanged. */
    public static FrameVerdict pass() {
        return of(Action.PASS);
    }

    /** Returns the verdict that drops the frame. */
    public static FrameVerdict drop() {
        return of(Action.DROP);
    }

    /** Returns the verdict that delays the frame and all later frames of the connection. */
    public static FrameVerdict delay(Duration length) {
        return new FrameVerdict(Action.DELAY, length, 0, null);
    }

    /** Returns the verdict that sends the frame twice. */
    public static FrameVerdict duplicate() {
        return of(Action.DUPLICATE);
    }

    /** Returns the verdict that flips one bit in the byte at this position. */
    public static FrameVerdict corrupt(int position) {
        return new FrameVerdict(Action.CORRUPT, Duration.ZERO, position, null);
    }

    /** Returns the verdict that replaces the frame by other bytes, which need not be a frame. */
    public static FrameVerdict replace(byte[] bytes) {
        return new FrameVerdict(
                Action.REPLACE, Duration.ZERO, 0, ByteBuffer.wrap(bytes.clone()).asReadOnlyBuffer());
    }
}

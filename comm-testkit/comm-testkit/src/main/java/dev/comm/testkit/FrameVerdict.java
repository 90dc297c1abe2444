package dev.comm.testkit;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.apiguardian.api.API;

/**
 * The fate of a frame.
 *
 * @param action the action on the frame
 * @param delay the delay of the frame; later frames of the same connection wait too
 * @param position which byte has a bit flipped; beyond the end it is taken modulo the length
 * @param replacement the bytes that take its place, or null; to be read only
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record FrameVerdict(Action action, Duration delay, int position, ByteBuffer replacement) {
    /** The action on a frame. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public enum Action {
        /** Nothing. */
        PASS,
        /** It disappears whole: a bug of the sender, or a middlebox that eats it. TCP alone never does that. */
        DROP,
        /** It comes later. */
        DELAY,
        /** It comes twice. */
        DUPLICATE,
        /** It comes with one bit flipped. */
        CORRUPT,
        /** Other bytes come in its place. */
        REPLACE
    }

    private static FrameVerdict of(Action action) {
        return new FrameVerdict(action, Duration.ZERO, 0, null);
    }

    /** It goes on as it is. */
    public static FrameVerdict pass() {
        return of(Action.PASS);
    }

    /** It disappears. */
    public static FrameVerdict drop() {
        return of(Action.DROP);
    }

    /** The frame and all later ones come later. */
    public static FrameVerdict delay(Duration length) {
        return new FrameVerdict(Action.DELAY, length, 0, null);
    }

    /** It comes twice. */
    public static FrameVerdict duplicate() {
        return of(Action.DUPLICATE);
    }

    /** It comes with a bit of this byte flipped. */
    public static FrameVerdict corrupt(int position) {
        return new FrameVerdict(Action.CORRUPT, Duration.ZERO, position, null);
    }

    /** Other bytes come in its place; they need not be a frame. */
    public static FrameVerdict replace(byte[] bytes) {
        return new FrameVerdict(
                Action.REPLACE, Duration.ZERO, 0, ByteBuffer.wrap(bytes.clone()).asReadOnlyBuffer());
    }
}

package dev.comm.testkit;

import java.time.Duration;
import org.apiguardian.api.API;

/**
 * What becomes of a frame.
 *
 * @param action what is done
 * @param delay how much later it goes on; what was sent after it on the same connection waits too
 * @param position which byte has a bit flipped; beyond the end it is taken modulo the length
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Verdict(Action action, Duration delay, int position) {
    /** What is done to a frame. */
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
        CORRUPT
    }

    /** It goes on as it is. */
    public static Verdict pass() {
        return new Verdict(Action.PASS, Duration.ZERO, 0);
    }

    /** It disappears. */
    public static Verdict drop() {
        return new Verdict(Action.DROP, Duration.ZERO, 0);
    }

    /** It and what follows it come later. */
    public static Verdict delay(Duration length) {
        return new Verdict(Action.DELAY, length, 0);
    }

    /** It comes twice. */
    public static Verdict duplicate() {
        return new Verdict(Action.DUPLICATE, Duration.ZERO, 0);
    }

    /** It comes with a bit of this byte flipped. */
    public static Verdict corrupt(int position) {
        return new Verdict(Action.CORRUPT, Duration.ZERO, position);
    }
}

package dev.comm.api.error;

import java.time.Duration;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * Refuses arguments that can never be right, on the thread of the caller and before a machine sees them. Every message
 * has the cure first.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Arguments {
    /** The most characters of a name or a label: as UTF-8 they fit into every frame. */
    public static final int NAME_LENGTH_MAX = 100;

    private static final int SHOWN_MAX = 40;

    private Arguments() {}

    /**
     * Returns the value.
     *
     * @param what the missing thing, with its article, for example {@code "a timeout"}
     * @throws NullPointerException if the value is null
     */
    public static <T> T given(T value, String what) {
        return Objects.requireNonNull(value, () -> "give " + what + ": it is null");
    }

    /**
     * Returns a timeout that is zero or more.
     *
     * @throws NullPointerException if it is null
     * @throws IllegalArgumentException if it is negative
     */
    public static Duration timeout(Duration value) {
        if (given(value, "a timeout").isNegative()) {
            throw new IllegalArgumentException("give a timeout of zero or more, not " + value);
        }
        return value;
    }

    /**
     * Returns a rank that some member can have.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public static int rank(int value) {
        return atLeast(0, value, "a rank");
    }

    /**
     * Returns a number that is not too low.
     *
     * @param what the number with its article, such as {@code "a rank"}
     * @throws IllegalArgumentException if it is less than the lowest one
     */
    public static int atLeast(int lowest, int value, String what) {
        if (value < lowest) {
            throw new IllegalArgumentException("give " + what + " of at least " + lowest + ", not " + value);
        }
        return value;
    }

    /**
     * Returns a name with 1 to {@link #NAME_LENGTH_MAX} characters that arrives unchanged.
     *
     * @param what the name with its article, such as {@code "a handler's name"}
     * @throws NullPointerException if it is null
     * @throws IllegalArgumentException if it is empty, too long, or has half a surrogate pair
     */
    public static String name(String value, String what) {
        if (given(value, what).isEmpty()) {
            throw new IllegalArgumentException(
                    "give " + what + " with 1 to " + NAME_LENGTH_MAX + " characters: it is empty");
        }
        return nameOrEmpty(value, what);
    }

    /**
     * Returns a name like {@link #name}, which may be empty.
     *
     * @throws NullPointerException if it is null
     * @throws IllegalArgumentException if it is too long, or has half a surrogate pair
     */
    public static String nameOrEmpty(String value, String what) {
        int length = given(value, what).length();
        if (length > NAME_LENGTH_MAX) {
            throw new IllegalArgumentException("shorten " + what + " to " + NAME_LENGTH_MAX + " characters, it has "
                    + length + ": '" + value.substring(0, SHOWN_MAX) + "…'");
        }
        if (!isWellFormed(value)) {
            throw new IllegalArgumentException(
                    "remove half a surrogate pair from " + what + ", which no member would receive unchanged");
        }
        return value;
    }

    /** Whether a text has no half of a surrogate pair, which UTF-8 cannot express. */
    public static boolean isWellFormed(String value) {
        return value.codePoints().noneMatch(each -> each >= Character.MIN_SURROGATE && each <= Character.MAX_SURROGATE);
    }
}

package dev.comm.api.error;

import java.time.Duration;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * Checks that reject arguments that can never be right. They run on the thread of the caller, before the arguments
 * reach a machine. Every message has the cure first.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Arguments {
    /** The largest number of characters of a name or a label. A name of this length fits into every frame as UTF-8. */
    public static final int NAME_LENGTH_MAX = 100;

    private static final int SHOWN_MAX = 40;

    private Arguments() {}

    /**
     * Returns the value.
     *
     * @param what name of the argument with its article, for example {@code "a timeout"}
     * @throws NullPointerException if the value is null
     */
    public static <T> T given(T value, String what) {
        return Objects.requireNonNull(value, () -> "give " + what + ": it is null");
    }

    /**
     * Returns a timeout that is zero or more.
     *
     * @throws NullPointerException if the value is null
     * @throws IllegalArgumentException if the value is negative
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
     * @throws IllegalArgumentException if the value is negative
     */
    public static int rank(int value) {
        return atLeast(0, value, "a rank");
    }

    /**
     * Returns a number that is not less than the lowest one.
     *
     * @param what name of the number with its article, such as {@code "a rank"}
     * @throws IllegalArgumentException if the value is less than the lowest one
     */
    public static int atLeast(int lowest, int value, String what) {
        if (value < lowest) {
            throw new IllegalArgumentException("give " + what + " of at least " + lowest + ", not " + value);
        }
        return value;
    }

    /**
     * Returns a name with 1 to {@link #NAME_LENGTH_MAX} characters that other members receive unchanged.
     *
     * @param what kind of name with its article, such as {@code "a handler's name"}
     * @throws NullPointerException if the value is null
     * @throws IllegalArgumentException if the name is empty, too long, or has half a surrogate pair
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
     * @throws NullPointerException if the value is null
     * @throws IllegalArgumentException if the name is too long, or has half a surrogate pair
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

    /** Returns whether a text has no half of a surrogate pair. UTF-8 cannot express such a half. */
    public static boolean isWellFormed(String value) {
        return value.codePoints().noneMatch(each -> each >= Character.MIN_SURROGATE && each <= Character.MAX_SURROGATE);
    }
}

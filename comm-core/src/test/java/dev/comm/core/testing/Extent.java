package dev.comm.core.testing;

/**
 * How far a test goes that could go on for ever: over many seeds, sizes or moments.
 *
 * <p>Each build runs every such test for a short time. The Maven profile {@code full} runs the same tests for long; it
 * sets the system property {@code comm.full}.
 */
public final class Extent {
    private static final boolean FULL = Boolean.getBoolean("comm.full");

    private Extent() {}

    /** Whether the tests run for long. */
    public static boolean isFull() {
        return FULL;
    }

    /**
     * A number of seeds, rounds or bytes.
     *
     * @param daily what each build does
     * @param full what the profile {@code full} does
     */
    public static int of(int daily, int full) {
        return FULL ? full : daily;
    }
}

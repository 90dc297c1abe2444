package dev.comm.core.testing;

/**
 * The extent of tests that have no natural end, such as tests over many seeds, sizes or moments.
 *
 * <p>Each build runs every such test for a short time. The Maven profile {@code full} runs the same tests for a long
 * time; the profile sets the system property {@code comm.full}.
 */
public final class Extent {
    private static final boolean FULL = Boolean.getBoolean("comm.full");

    private Extent() {}

    /** Returns whether the tests run for a long time. */
    public static boolean isFull() {
        return FULL;
    }

    /**
     * Returns a number of seeds, rounds or bytes.
     *
     * @param daily number for each build
     * @param full number for the profile {@code full}
     */
    public static int of(int daily, int full) {
        return FULL ? full : daily;
    }
}

package dev.comm.testkit.sim.network;

import java.util.SplittableRandom;
import org.apiguardian.api.API;

/**
 * The behaviour of the network and the machines without faults.
 *
 * @param fastNanos the usual time of a segment, at most twice this
 * @param slowNanos the longest time of an unlucky segment
 * @param slowShare the probability of an unlucky segment, 0 to 1
 * @param windowBytes the largest number of bytes of a direction that are under way or unread; a writer waits for free
 *     space
 * @param splitShare the probability that a write or read is cut into pieces, 0 to 1
 * @param readableAfterReset whether bytes that arrived before a reset can still be read, as on Linux; elsewhere they
 *     are lost
 * @param buggified whether the environment makes all allowed troubles: writes of one byte, needless wake-ups, late
 *     timers
 * @param pauseNanos the longest pause of a process in a buggified environment; 0 for no pauses
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Conditions(
        long fastNanos,
        long slowNanos,
        double slowShare,
        int windowBytes,
        double splitShare,
        boolean readableAfterReset,
        boolean buggified,
        long pauseNanos) {
    /** The conditions of a quiet local network. */
    public static final Conditions QUIET = new Conditions(50_000, 50_000, 0, 256 << 10, 0, false, false, 0);

    /** Draws the conditions of one run: small and large windows, few and many splits, rare and frequent stalls. */
    public static Conditions drawn(SplittableRandom random) {
        return new Conditions(
                10_000L << random.nextInt(6),
                1_000_000L << random.nextInt(6),
                random.nextInt(3) == 0 ? 0 : 0.002 * (1 << random.nextInt(6)),
                (4 << 10) << random.nextInt(7),
                random.nextInt(4) == 0 ? 0 : 0.05 * (1 << random.nextInt(4)),
                random.nextBoolean(),
                false,
                0);
    }

    /** Returns the same conditions with another window. */
    public Conditions window(int bytes) {
        return new Conditions(
                fastNanos, slowNanos, slowShare, bytes, splitShare, readableAfterReset, buggified, pauseNanos);
    }

    /** Returns the same conditions, with or without reading of the bytes that arrived before a reset. */
    public Conditions readableAfterReset(boolean value) {
        return new Conditions(fastNanos, slowNanos, slowShare, windowBytes, splitShare, value, buggified, pauseNanos);
    }

    /**
     * Returns the same conditions in a difficult environment.
     *
     * @param longestPauseNanos the longest pause of a process; 0 for no pauses
     */
    public Conditions buggified(long longestPauseNanos) {
        return new Conditions(
                fastNanos, slowNanos, slowShare, windowBytes, splitShare, readableAfterReset, true, longestPauseNanos);
    }

    long latencyNanos(SplittableRandom random) {
        long fast = fastNanos + random.nextLong(fastNanos + 1);
        return slowShare > 0 && random.nextDouble() < slowShare ? fast + random.nextLong(slowNanos) : fast;
    }

    /** Draws the number of available bytes that are taken at once. */
    int piece(int available, SplittableRandom random) {
        if (available <= 1 || splitShare == 0 || random.nextDouble() >= splitShare) {
            return available;
        }
        return 1 + random.nextInt(random.nextBoolean() ? Math.min(available, 40) : available);
    }
}

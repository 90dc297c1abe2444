package dev.comm.testkit.sim.network;

import java.util.SplittableRandom;
import org.apiguardian.api.API;

/**
 * How the network and the machines behave while nothing is broken.
 *
 * @param fastNanos usual time of a segment, at most twice this
 * @param slowNanos longest time of an unlucky segment
 * @param slowShare probability of an unlucky segment, 0 to 1
 * @param windowBytes bytes of a direction that are under way or unread, at most; a writer waits beyond
 * @param splitShare probability that a write or read is cut into pieces, 0 to 1
 * @param readableAfterReset whether bytes that came before a reset can still be read, as on Linux; elsewhere they are
 *     lost
 * @param buggified whether the environment is difficult in all ways that are allowed: writes of one byte, needless
 *     wake-ups, late timers
 * @param pauseNanos longest time for which a process stands still now and then if it is buggified; 0 for never
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
    /** A quiet local network. */
    public static final Conditions QUIET = new Conditions(50_000, 50_000, 0, 256 << 10, 0, false, false, 0);

    /** Conditions drawn for one run: small and large windows, few and many splits, rare and frequent stalls. */
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

    /** The same with another window. */
    public Conditions window(int bytes) {
        return new Conditions(
                fastNanos, slowNanos, slowShare, bytes, splitShare, readableAfterReset, buggified, pauseNanos);
    }

    /** The same where bytes that came before a reset can still be read, or not. */
    public Conditions readableAfterReset(boolean value) {
        return new Conditions(fastNanos, slowNanos, slowShare, windowBytes, splitShare, value, buggified, pauseNanos);
    }

    /**
     * The same in a difficult environment.
     *
     * @param longestPauseNanos a process stands still now and then, at most for so long; 0 for never
     */
    public Conditions buggified(long longestPauseNanos) {
        return new Conditions(
                fastNanos, slowNanos, slowShare, windowBytes, splitShare, readableAfterReset, true, longestPauseNanos);
    }

    long latencyNanos(SplittableRandom random) {
        long fast = fastNanos + random.nextLong(fastNanos + 1);
        return slowShare > 0 && random.nextDouble() < slowShare ? fast + random.nextLong(slowNanos) : fast;
    }

    /** How many of the available bytes are taken at once. */
    int piece(int available, SplittableRandom random) {
        if (available <= 1 || splitShare == 0 || random.nextDouble() >= splitShare) {
            return available;
        }
        return 1 + random.nextInt(random.nextBoolean() ? Math.min(available, 40) : available);
    }
}

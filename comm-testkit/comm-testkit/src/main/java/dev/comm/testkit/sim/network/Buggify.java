package dev.comm.testkit.sim.network;

import java.util.SplittableRandom;
import org.apiguardian.api.API;

/**
 * Lets the environment use every liberty that it has. Each kind of trouble is switched on or off for a whole run, and
 * then happens now and then. Rare combinations come up this way that a plain mixture would never show.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Buggify {
    /** Nothing happens. */
    static final Buggify OFF = new Buggify();

    private static final double ACTIVE_SHARE = 0.4;

    /** Where the environment may be difficult. */
    public enum Site {
        /** A socket takes one byte of the offered ones. */
        PARTIAL_WRITE(0.25),
        /** A socket that was ready gives no bytes this time. */
        EMPTY_READ(0.2),
        /** A socket says that it takes bytes although nobody waited for that. */
        NEEDLESS_WRITABLE(0.1),
        /** A poll ends without anything to report. */
        NEEDLESS_WAKE_UP(0.1),
        /** A timer is as late as a busy scheduler makes it. */
        LATE_TIMER(0.2),
        /** The whole process stands still, as in a collection of garbage. */
        PAUSE(0.002);

        private final double share;

        Site(double share) {
            this.share = share;
        }
    }

    private final SplittableRandom random;
    private final boolean[] active = new boolean[Site.values().length];

    private Buggify() {
        random = null;
    }

    /** Draws the kinds of trouble that are switched on. */
    Buggify(SplittableRandom random) {
        this.random = random;
        for (int i = 0; i < active.length; i++) {
            active[i] = random.nextDouble() < ACTIVE_SHARE;
        }
    }

    public boolean fires(Site site) {
        return active[site.ordinal()] && random.nextDouble() < site.share;
    }

    /** A time up to the longest, of any order of magnitude. */
    public long nanos(long longest) {
        long magnitude = 1L << random.nextInt(Long.SIZE - Long.numberOfLeadingZeros(longest));
        return 1 + random.nextLong(magnitude);
    }
}

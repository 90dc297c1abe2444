package dev.comm.testkit.sim.network;

import java.util.SplittableRandom;
import org.apiguardian.api.API;

/**
 * The troubles that an environment is allowed to make. Each kind of trouble is switched on or off for a whole run, and
 * then happens in some cases. This reaches rare combinations that a plain mixture would never produce.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Buggify {
    /** The object under which no trouble happens. */
    static final Buggify OFF = new Buggify();

    private static final double ACTIVE_SHARE = 0.4;

    /** A kind of trouble. */
    public enum Site {
        /** A socket takes only one of the offered bytes. */
        PARTIAL_WRITE(0.25),
        /** A socket that was ready gives no bytes this time. */
        EMPTY_READ(0.2),
        /** A socket reports that it takes bytes although the process does not wait for this report. */
        NEEDLESS_WRITABLE(0.1),
        /** A poll ends without a report. */
        NEEDLESS_WAKE_UP(0.1),
        /** A timer fires late, as with a busy scheduler. */
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

    /** Creates an object with a random choice of troubles that are switched on. */
    Buggify(SplittableRandom random) {
        this.random = random;
        for (int i = 0; i < active.length; i++) {
            active[i] = random.nextDouble() < ACTIVE_SHARE;
        }
    }

    public boolean fires(Site site) {
        return active[site.ordinal()] && random.nextDouble() < site.share;
    }

    /** Draws a time up to the longest time, of any order of magnitude. */
    public long nanos(long longest) {
        long magnitude = 1L << random.nextInt(Long.SIZE - Long.numberOfLeadingZeros(longest));
        return 1 + random.nextLong(magnitude);
    }
}

package dev.comm.core.machine;

import dev.comm.api.CommConfig;
import org.apiguardian.api.API;

/**
 * The time before the end of a live time in which a member takes no new work.
 *
 * @param nanos the margin of the settings
 * @param isSet whether the margin is no default, which would follow the live time
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record DrainMargin(long nanos, boolean isSet) {
    /** The default is at least this part of the live time, so it grows with a long one. */
    private static final int DRAINED_PART = 50;

    /** Returns the margin of the settings. */
    public static DrainMargin of(CommConfig config) {
        return new DrainMargin(
                Nanos.of(config.timing().drainMargin()), config.timing().isDrainMarginSet());
    }

    /** Returns the margin of a live time: at most half of it, and a default at most a quarter. */
    public long of(long wholeNanos) {
        return isSet
                ? Math.min(nanos, wholeNanos / 2)
                : Math.min(Math.max(nanos, wholeNanos / DRAINED_PART), wholeNanos / 4);
    }
}

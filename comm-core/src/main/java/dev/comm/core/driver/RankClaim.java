package dev.comm.core.driver;

import dev.comm.api.CommConfig;
import org.apiguardian.api.API;

/**
 * The place of a rank, which belongs to the first process that uses it. A process that this one starts inherits the
 * variables of the place, but not the place.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class RankClaim {
    private RankClaim() {}

    /**
     * Takes the place for this process until it ends, if the settings name its file.
     *
     * @throws dev.comm.api.error.ConfigException if another process holds it
     */
    public static void take(CommConfig config) {
        if (config.launchFiles().rank() != null) {
            FileClaim.keep(
                    config.launchFiles().rank(),
                    "start this program without the variables COMM_… that it inherited, or with a comm run of its own",
                    "is rank " + config.rank() + " of this run, so this process cannot become a member");
        }
    }
}

package dev.comm.core.driver;

import dev.comm.api.CommConfig;
import org.apiguardian.api.API;

/**
 * The place of a rank, which belongs to the first process that takes it. A child of that process inherits the variables
 * of the place, but not the place.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class RankClaim {
    private RankClaim() {}

    /**
     * Takes the place for this process until the process ends, if the settings name the file of the place.
     *
     * @throws dev.comm.api.error.ConfigException if another process holds the place
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

package dev.comm.api;

import java.nio.file.Path;
import org.apiguardian.api.API;

/**
 * The files that a launcher names for its ranks by the settings {@code rank.file} and {@code departures}. A program has
 * no use for these files.
 *
 * @param rank file that the process of a rank locks until the process ends, or null. A second process with the same
 *     file, such as a child that inherited the variables of its parent, cannot become a member
 * @param departures file to which the master appends a line for each member that departs, or null
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record LaunchFiles(Path rank, Path departures) {}

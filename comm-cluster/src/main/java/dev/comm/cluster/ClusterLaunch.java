package dev.comm.cluster;

import dev.comm.api.launch.Launch;
import dev.comm.api.launch.Meeting;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A place that a scheduler gave.
 *
 * @param place rank, size and their source
 * @param run the id of the run
 * @param meeting the meeting of the ranks
 * @param left asks for the time that is left
 */
record ClusterLaunch(TaskPlace place, String run, Meeting meeting, Supplier<Optional<Duration>> left)
        implements Launch {
    @Override
    public int rank() {
        return place.rank();
    }

    @Override
    public int size() {
        return place.size();
    }

    @Override
    public int spares() {
        return place.spares();
    }

    @Override
    public String source() {
        return place.source();
    }

    @Override
    public Optional<Duration> rest() {
        return left.get();
    }
}

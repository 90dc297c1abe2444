package dev.comm.cluster;

import dev.comm.api.launch.Launch;
import dev.comm.api.launch.Meeting;
import java.time.Duration;
import java.util.Optional;

/**
 * A place that a scheduler gave.
 *
 * @param place rank, size and their source
 * @param run the id of the run
 * @param meeting the meeting of the ranks
 * @param time the questions for the time that is left
 */
record ClusterLaunch(TaskPlace place, String run, Meeting meeting, TimeQuestions time) implements Launch {
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
        return time.first().get();
    }

    @Override
    public Optional<Duration> restNow() {
        return time.again().get();
    }
}

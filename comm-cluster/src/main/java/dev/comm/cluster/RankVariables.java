package dev.comm.cluster;

import dev.comm.api.launch.Launch;
import dev.comm.api.launch.LaunchProvider;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The place that a process manager gives by a variable for the rank. */
abstract class RankVariables implements LaunchProvider {
    private static final String OWN_SIZE = "COMM_SIZE";

    private final RankScheme scheme;

    RankVariables(RankScheme scheme) {
        this.scheme = scheme;
    }

    @Override
    public final String name() {
        return scheme.name();
    }

    @Override
    public final Optional<Launch> find(Map<String, String> environment) {
        Variables variables = new Variables(environment);
        return variables.text(scheme.rank()).isPresent() && isInnermost(variables)
                ? Optional.of(launch(variables))
                : Optional.empty();
    }

    /** Returns whether no manager that is asked later started this process more directly. The default is true. */
    boolean isInnermost(Variables variables) {
        return true;
    }

    /** Returns the questions for the time that is left. By default Slurm answers them, if it started the job. */
    TimeQuestions time(Variables variables) {
        return variables.text("SLURM_JOB_ID").isPresent() ? TimeLeft.ofSlurm(variables) : TimeQuestions.NONE;
    }

    private Launch launch(Variables variables) {
        int tasks = tasks(variables);
        TaskPlace place =
                TaskPlace.of(variables.number(scheme.rank()).orElseThrow(), tasks, variables.spares(), scheme.rank());
        RunKey key = scheme.key(variables);
        boolean isOneHost = tasks > 0 && variables.number(scheme.tasksHere()).orElse(0) == tasks;
        Team team = new Team(variables.first(RankScheme.HOSTS).orElse(""), "", isOneHost);
        return new ClusterLaunch(
                place,
                key.run(),
                new MeetingFolder(key.folder(variables), place.isMaster(), team, key.ports()),
                time(variables));
    }

    /** Returns the number of tasks with the spares, which the size that a user gives does not count. */
    private int tasks(Variables variables) {
        boolean isOfUser = scheme.size().equals(OWN_SIZE);
        OptionalInt counted = isOfUser ? OptionalInt.empty() : variables.number(scheme.size());
        return counted.orElseGet(() -> variables.spares() + sizeOf(variables));
    }

    private int sizeOf(Variables variables) {
        return variables
                .number(OWN_SIZE)
                .orElseThrow(() -> new IllegalArgumentException("export COMM_SIZE, the number of ranks: "
                        + scheme.rank() + " gives the rank, and no variable the number"));
    }
}

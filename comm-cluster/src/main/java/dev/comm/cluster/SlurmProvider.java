package dev.comm.cluster;

import dev.comm.api.launch.Launch;
import dev.comm.api.launch.LaunchProvider;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;
import org.apiguardian.api.API;

/**
 * Finds the place of a task that {@code srun} started. Slurm counts the tasks of a heterogeneous step through all its
 * groups. The script of a batch job is no rank, and neither is a process that outlived its task.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SlurmProvider implements LaunchProvider {
    private final LongPredicate isAncestor;

    /** Creates the provider; for the service loader. */
    public SlurmProvider() {
        this(Ancestors::include);
    }

    /** Creates a provider that asks whether a process is this one or one of its ancestors. */
    SlurmProvider(LongPredicate isAncestor) {
        this.isAncestor = isAncestor;
    }

    @Override
    public String name() {
        return "slurm";
    }

    @Override
    public Optional<Launch> find(Map<String, String> environment) {
        Variables variables = new Variables(environment);
        return SlurmStep.of(variables)
                .filter(step -> isTask(variables) && (step.tasks() > 1 || variables.spares() > 0))
                .map(step -> launch(step, variables));
    }

    /** A process that got the variables in another way, as by a file of variables, is no task. */
    private boolean isTask(Variables variables) {
        return variables
                .text("SLURM_TASK_PID")
                .filter(pid -> pid.matches("\\d{1,18}"))
                .map(pid -> isAncestor.test(Long.parseLong(pid)))
                .orElse(true);
    }

    private static Launch launch(SlurmStep step, Variables variables) {
        TaskPlace place = TaskPlace.of(step.task(), step.tasks(), variables.spares(), "SLURM_PROCID");
        RunKey key = step.key(variables);
        return new ClusterLaunch(
                place,
                key.run(),
                new MeetingFolder(key.folder(variables), place.isMaster(), step.team(variables), key.ports()),
                TimeLeft.ofSlurm(variables));
    }
}

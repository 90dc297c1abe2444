package dev.comm.api.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.launch.Launch;
import dev.comm.api.launch.LaunchProvider;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Without a provider, a task of a Slurm step is told which artifact is missing. */
class LaunchSearchTest {
    private static final class Slurm implements LaunchProvider {
        @Override
        public String name() {
            return "slurm";
        }

        @Override
        public Optional<Launch> find(Map<String, String> environment) {
            return Optional.empty();
        }
    }

    private static Map<String, String> task() {
        return new HashMap<>(Map.of(
                "SLURM_STEP_ID", "0",
                "SLURM_PROCID", "2",
                "SLURM_STEP_NUM_TASKS", "4",
                "SLURM_TASK_PID", Long.toString(ProcessHandle.current().pid())));
    }

    private static Optional<Launch> without(Map<String, String> environment) {
        return new LaunchSearch(List.of(), "").find(environment);
    }

    @Test
    void aTaskIsToldWhichArtifactIsMissing() {
        assertThatThrownBy(() -> without(task()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("add the artifact dev.comm:comm-cluster to the class path")
                .hasMessageContaining("this is task 2 of 4 of a Slurm step");
    }

    @Test
    void aTaskUnderAWrapperIsATask() {
        Map<String, String> environment = task();
        ProcessHandle.current().parent().ifPresent(each -> {
            environment.put("SLURM_TASK_PID", Long.toString(each.pid()));
            assertThatThrownBy(() -> without(environment)).hasMessageContaining("comm-cluster");
        });
    }

    @Test
    void whatIsNoTaskOfSeveralNeedsNoArtifact() {
        assertThat(without(Map.of())).isEmpty();
        assertThat(without(changed("SLURM_STEP_ID", "4294967291")))
                .as("a batch script")
                .isEmpty();
        assertThat(without(changed("SLURM_STEP_ID", "")))
                .as("an older batch script")
                .isEmpty();
        assertThat(without(changed("SLURM_STEP_NUM_TASKS", "1"))).isEmpty();
        assertThat(without(changed("SLURM_TASK_PID", "999999999")))
                .as("a child's child")
                .isEmpty();
        assertThat(without(changed("SLURM_PROCID", "two"))).isEmpty();
    }

    private static Map<String, String> changed(String name, String value) {
        Map<String, String> environment = task();
        environment.put(name, value);
        return environment;
    }

    @Test
    void aProviderThatKnowsSlurmHasTheLastWord() {
        assertThat(new LaunchSearch(List.of(new Slurm()), "").find(task())).isEmpty();
    }
}

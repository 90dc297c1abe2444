package dev.comm.launcher.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The hosts that a scheduler gives by variables or by a file. */
class ScheduledHostsTest {
    @TempDir
    Path folder;

    @Test
    void slurmGivesHostsAndTasks() {
        Allocation found = ScheduledHosts.ofSlurm(Map.of(
                        "SLURM_JOB_NODELIST", "n[0-2],login",
                        "SLURM_TASKS_PER_NODE", "2(x3),1",
                        "SLURM_JOB_CPUS_PER_NODE", "8(x4)"))
                .orElseThrow();

        assertThat(found.hosts())
                .containsExactly(
                        new HostSlots("n0", 2),
                        new HostSlots("n1", 2),
                        new HostSlots("n2", 2),
                        new HostSlots("login", 1));
        assertThat(found.source()).isEqualTo("SLURM_JOB_NODELIST, SLURM_TASKS_PER_NODE");
    }

    @Test
    void withoutTasksTheProcessorsAreTheSlots() {
        Allocation found = ScheduledHosts.ofSlurm(
                        Map.of("SLURM_JOB_NODELIST", "n[0-1]", "SLURM_JOB_CPUS_PER_NODE", "16,8"))
                .orElseThrow();

        assertThat(found.hosts()).containsExactly(new HostSlots("n0", 16), new HostSlots("n1", 8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "x", "1(x3)", "2(x999999)", "1,,1"})
    void aNumberForOtherHostsGivesNoSlots(String counts) {
        Allocation found = ScheduledHosts.ofSlurm(
                        Map.of("SLURM_JOB_NODELIST", "n[0-1]", "SLURM_TASKS_PER_NODE", counts))
                .orElseThrow();

        assertThat(found.hosts()).containsExactly(new HostSlots("n0", 0), new HostSlots("n1", 0));
        assertThat(found.source()).isEqualTo("SLURM_JOB_NODELIST");
    }

    @Test
    void anotherSchedulerGivesAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("nodes"), "n0\nn0\nn1\n");

        Allocation found =
                ScheduledHosts.any(Map.of("PBS_NODEFILE", file.toString())).orElseThrow();

        assertThat(found.hosts()).containsExactly(new HostSlots("n0", 2), new HostSlots("n1", 1));
        assertThat(found.source()).isEqualTo("PBS_NODEFILE");
    }

    @Test
    void outsideOfAJobThereIsNone() throws IOException {
        assertThat(ScheduledHosts.any(Map.of("SLURM_JOB_NODELIST", " "))).isEmpty();
        assertThat(ScheduledHosts.ofSlurm(Map.of("PBS_NODEFILE", "x"))).isEmpty();
    }
}

package dev.comm.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.launch.Launch;
import dev.comm.api.launch.LaunchProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each scheduler's recorded variables give the rank; what is no rank gets none. */
class ProvidersOfRanksTest {
    private final LaunchProvider slurm = new SlurmProvider(pid -> true);

    private Optional<Launch> slurm(Map<String, String> environment) {
        return slurm.find(environment);
    }

    @Test
    void aTaskOfAStepIsARank() {
        Launch launch = slurm(Recorded.environment("slurm-step")).orElseThrow();

        assertThat(launch.rank()).isEqualTo(2);
        assertThat(launch.size()).isEqualTo(4);
        assertThat(launch.source()).isEqualTo("SLURM_PROCID");
        assertThat(launch.run()).matches("[0-9a-f]{32}");
        assertThat(launch.meeting().candidates())
                .hasSize(8)
                .allSatisfy(each -> assertThat(each.getHostString()).isEqualTo("n0"))
                .allSatisfy(each -> assertThat(each.isUnresolved()).isTrue())
                .allSatisfy(each -> assertThat(each.getPort()).isBetween(20_000, 31_999));
    }

    /** Building settings makes no folder. */
    @Test
    void findingIsPure() {
        Map<String, String> environment = Recorded.environment("slurm-step");
        Path shared = Path.of(System.getProperty("java.io.tmpdir"), "comm-" + System.nanoTime());
        environment.put("COMM_SHARED", shared.toString());

        assertThat(slurm(environment).orElseThrow().meeting().place()).startsWith(shared.toString());
        assertThat(Files.exists(shared)).isFalse();
    }

    @Test
    void theScriptOfABatchJobIsNoRank() {
        assertThat(Recorded.environment("slurm-batch")).containsEntry("SLURM_PROCID", "0");
        assertThat(slurm(Recorded.environment("slurm-batch"))).isEmpty();
        Map<String, String> newer = Recorded.environment("slurm-step");
        newer.put("SLURM_STEP_ID", "4294967291");
        assertThat(slurm(newer)).isEmpty();
    }

    @Test
    void aProcessThatIsNotBelowTheTaskIsNoRank() {
        assertThat(new SlurmProvider(pid -> false).find(Recorded.environment("slurm-step")))
                .isEmpty();
        assertThat(Ancestors.include(ProcessHandle.current().pid())).isTrue();
        assertThat(Ancestors.include(999_999_999L)).isFalse();
    }

    @Test
    void aTaskOfAnArrayIsARunOfItsOwn() {
        Map<String, String> environment = Recorded.environment("slurm-array");
        Launch launch = slurm(environment).orElseThrow();
        assertThat(environment).containsEntry("SLURM_ARRAY_TASK_ID", "7");
        assertThat(launch.rank()).isEqualTo(1);
        assertThat(launch.size()).isEqualTo(2);
    }

    @Test
    void aRestartedJobIsAnotherRun() {
        Map<String, String> environment = Recorded.environment("slurm-step");
        String first = slurm(environment).orElseThrow().run();
        environment.put("SLURM_RESTART_COUNT", "1");
        assertThat(slurm(environment).orElseThrow().run()).isNotEqualTo(first);
    }

    @Test
    void theLastTasksAreSpares() {
        Map<String, String> environment = Recorded.environment("slurm-step");
        environment.put("COMM_SPARES", "2");
        Launch spare = slurm(environment).orElseThrow();
        assertThat(spare.rank()).isEqualTo(-1);
        assertThat(spare.size()).isEqualTo(2);
        assertThat(spare.spares()).isEqualTo(2);

        environment.put("COMM_SPARES", "4");
        assertThatThrownBy(() -> slurm(environment))
                .hasMessage("lower COMM_SPARES, or start more tasks: 4 spares leave no rank of 4 tasks");
    }

    /** The groups of a heterogeneous step have different ports of srun. */
    @Test
    void aHeterogeneousStepIsOneRun() {
        Launch first = slurm(Recorded.environment("slurm-het-first")).orElseThrow();
        Launch last = slurm(Recorded.environment("slurm-het")).orElseThrow();

        assertThat(List.of(first.rank(), last.rank())).containsExactly(1, 4);
        assertThat(List.of(first.size(), last.size())).containsExactly(5, 5);
        assertThat(first.run()).isEqualTo(last.run());
        assertThat(first.meeting().place()).isEqualTo(last.meeting().place());
        assertThat(first.meeting().candidates()).isEqualTo(last.meeting().candidates());
    }

    @Test
    void aStepOfOneGroupHasTheTasksOfThatGroup() {
        Launch launch = slurm(Recorded.environment("slurm-het-one-group")).orElseThrow();
        assertThat(launch.rank()).isEqualTo(1);
        assertThat(launch.size()).isEqualTo(2);
    }

    /** A job number may be used again after Slurm lost its state. */
    @Test
    void theStartOfTheJobTellsRunsApart() {
        Map<String, String> environment = Recorded.environment("slurm-step");
        environment.put("SLURM_JOB_START_TIME", "1796000000");
        String first = slurm(environment).orElseThrow().run();
        environment.put("SLURM_JOB_START_TIME", "1796000777");
        assertThat(slurm(environment).orElseThrow().run()).isNotEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource({
        "openmpi, dev.comm.cluster.OpenMpiProvider, 1, 2, OMPI_COMM_WORLD_RANK",
        "pmi, dev.comm.cluster.PmiProvider, 1, 2, PMI_RANK",
        "flux, dev.comm.cluster.FluxProvider, 0, 4, FLUX_TASK_RANK",
        "jsm, dev.comm.cluster.JsmProvider, 2, 4, JSM_NAMESPACE_RANK",
        "pals, dev.comm.cluster.PalsProvider, 1, 2, PALS_RANKID"
    })
    void otherManagersGiveRankAndSize(
            String name, Class<? extends LaunchProvider> type, int rank, int size, String from)
            throws ReflectiveOperationException {
        Map<String, String> environment = Recorded.environment(name);
        environment.put("COMM_RUN_ID", "00000000000000010000000000000002");
        Launch launch = type.getConstructor().newInstance().find(environment).orElseThrow();
        assertThat(launch.rank()).isEqualTo(rank);
        assertThat(launch.size()).isEqualTo(size);
        assertThat(launch.source()).isEqualTo(from);
        assertThat(type.getConstructor().newInstance().find(Map.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"slurm-pmi2", "slurm-cray", "slurm-pmix"})
    void underSrunWithAnMpiPluginSlurmAnswers(String name) {
        Map<String, String> environment = Recorded.environment(name);
        assertThat(new PmiProvider().find(environment)).isEmpty();
        assertThat(new PmixProvider().find(environment)).isEmpty();
        assertThat(new PalsProvider().find(environment)).isEmpty();
        assertThat(slurm(environment).orElseThrow().rank()).isEqualTo(1);
        assertThat(slurm(environment).orElseThrow().size()).isEqualTo(2);
    }

    /** Rank and number of the outer task are equal by chance, as mpiexec starts its proxies by srun. */
    @Test
    void aManagerInsideAStepCounts() {
        Map<String, String> environment = Recorded.environment("slurm-step");
        environment.putAll(Recorded.environment("pmi"));
        environment.put("SLURM_PROCID", "1");
        assertThat(new PmiProvider().find(environment).orElseThrow().size()).isEqualTo(2);
    }

    @Test
    void aManagerThatTellsNoRunsApartAsksForTheRun() {
        assertThatThrownBy(() -> new PmiProvider().find(Recorded.environment("pmi")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("export COMM_RUN_ID");
    }

    @Test
    void pmixAloneNeedsTheSize() {
        Map<String, String> environment = Recorded.environment("openmpi");
        assertThatThrownBy(() -> new PmixProvider().find(environment)).hasMessageStartingWith("export COMM_SIZE");
        environment.put("COMM_SIZE", "8");
        assertThat(new PmixProvider().find(environment).orElseThrow().rank()).isEqualTo(1);
        environment.put("COMM_SPARES", "1");
        assertThat(new PmixProvider().find(environment).orElseThrow().size())
                .as("the size does not count the spares")
                .isEqualTo(8);
    }
}

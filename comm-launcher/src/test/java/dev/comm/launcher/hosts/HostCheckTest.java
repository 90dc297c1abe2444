package dev.comm.launcher.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The check with a command in place of srun, which starts all tasks on this machine. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the probe starts from a POSIX shell")
class HostCheckTest {
    private static final Duration LONG = Duration.ofMinutes(20);
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    /** Starts a task for each host but those in $1. */
    private static final String SRUN = """
            #!/bin/sh
            while :; do
              case $1 in
                --nodelist=*) hosts=${1#--nodelist=}; shift ;;
                --*) shift ;;
                *) break ;;
              esac
            done
            export SLURM_JOB_ID=$$ SLURM_STEP_ID=0 SLURM_STEP_NUM_NODES=1 SLURM_STEP_NODELIST=$hosts
            export SLURM_SUBMIT_DIR='%s'
            unset SLURM_TASK_PID COMM_SHARED COMM_SECRET COMM_SECRET_FILE COMM_BIND
            SLURM_STEP_NUM_TASKS=$(echo "$hosts" | tr , '\\n' | wc -l | tr -d ' ')
            export SLURM_STEP_NUM_TASKS
            task=0
            for host in $(echo "$hosts" | tr , ' '); do
              export SLURM_PROCID=$task SLURMD_NODENAME=$host
              [ "$host" = silent ] || "$@" 2>&1 | sed "s/^/$task: /" &
              task=$((task + 1))
            done
            wait
            """;

    @TempDir
    Path folder;

    private CheckResult check(String script, Duration time, String java, String... hosts) throws Exception {
        Path srun = Files.writeString(folder.resolve("srun"), script);
        assertThat(srun.toFile().setExecutable(true)).isTrue();
        List<HostSlots> all =
                List.of(hosts).stream().map(each -> new HostSlots(each, 1)).toList();
        return new HostCheck(new Allocation(all, "test"), time, srun.toString()).run(java);
    }

    private String srun() {
        return SRUN.formatted(folder);
    }

    @Test
    void goodHostsAreInTheTableAndLeaveNothing() throws Exception {
        CheckResult result = check(srun(), LONG, JAVA, "n0", "n1", "n2");

        assertThat(result.faults().stream().filter(fault -> !fault.contains("network")))
                .as(result.toString())
                .isEmpty();
        assertThat(result.table()).hasSize(4);
        assertThat(result.table().get(1)).matches("n0 +\\d+\\S* .*127\\.0\\.0\\.1:\\d+");
        assertThat(result.table().get(2)).matches("n1 +\\d+\\S* .* ok +ok +[+-]\\d.* s +ok");
        assertNothingIsLeft(folder.resolve(".comm"));
        assertNothingIsLeft(Path.of(""));
    }

    private static void assertNothingIsLeft(Path where) throws IOException {
        try (var files = Files.list(where)) {
            assertThat(files.map(each -> each.getFileName().toString()))
                    .noneMatch(name -> name.startsWith(".comm-hosts"));
        }
    }

    @Test
    void oneHostNeedsNoOther() throws Exception {
        CheckResult result = check(srun(), LONG, JAVA, "n0");

        assertThat(result.faults().stream().filter(fault -> !fault.contains("network")))
                .as(result.toString())
                .isEmpty();
    }

    @Test
    void theAddressOfTheUserIsTried() throws Exception {
        String script = srun().replace(" COMM_BIND\n", "\nexport COMM_BIND=0.0.0.0:0\n");
        CheckResult result = check(script, LONG, JAVA, "n0", "n1");

        assertThat(result.table().get(1)).matches("n0 .* 0\\.0\\.0\\.0:\\d+");
        assertThat(result.table().get(2)).matches("n1 .* ok");
    }

    @Test
    void aMissingJavaIsTold() throws Exception {
        CheckResult result = check(srun(), LONG, "no-such-java", "n0", "n1");

        assertThat(result.isGood()).isFalse();
        assertThat(result.faults()).singleElement().asString().endsWith(": n0 has no java; n1 has no java");
    }

    @Test
    void anOldJavaIsTold() throws Exception {
        Path java = Files.writeString(folder.resolve("java"), """
                #!/bin/sh
                [ "$1" = -version ] || exit 1
                echo 'openjdk version "11.0.2" 2019-01-15' >&2
                """);
        assertThat(java.toFile().setExecutable(true)).isTrue();

        assertThat(check(srun(), LONG, java.toString(), "n0").faults())
                .singleElement()
                .asString()
                .endsWith(": n0 has Java 11.0.2");
    }

    /** The first host waits half of the time for the one that does not come. */
    @Test
    void aHostThatDoesNotAnswerIsTold() throws Exception {
        CheckResult result = check(srun(), Duration.ofSeconds(4), JAVA, "n0", "silent");

        assertThat(result.faults())
                .anySatisfy(fault -> assertThat(fault)
                        .startsWith("look at the host by 'scontrol show node'")
                        .contains("silent did not answer"));
    }

    @Test
    void aCommandThatHangsEndsAndIsTold() throws Exception {
        CheckResult result =
                check("#!/bin/sh\necho 'srun: queued' >&2\nexec sleep 3600\n", Duration.ofSeconds(1), JAVA, "n0");

        assertThat(result.faults()).singleElement().asString().contains("n0 did not answer");
    }
}

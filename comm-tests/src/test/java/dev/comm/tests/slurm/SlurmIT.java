package dev.comm.tests.slurm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.comm.core.testing.FullOnly;
import dev.comm.launcher.Main;
import dev.comm.tests.packaging.ReadmeSnippets;
import dev.comm.tests.slurm.SlurmCluster.Ended;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Programs, batch files and the check of hosts on a real Slurm of four hosts. Each host has a network of its own, so no
 * rank reaches another one by a loopback address.
 */
@Timeout(value = 40, unit = TimeUnit.MINUTES)
class SlurmIT {
    /** Slurm ends a job after these minutes, so that no test hangs. */
    private static final String LIMIT = "--time=20";

    private static final List<String> JVM = List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp");
    private static final Pattern PROCESS = Pattern.compile("(\\d): rank (\\d) is process (\\d+)");

    @TempDir
    static Path folder;

    private static SlurmCluster cluster;
    private static String classPath;

    /** Starts the cluster once. Each test that is skipped counts, so this is no method of the class. */
    @BeforeEach
    void start() throws Exception {
        if (cluster != null) {
            return;
        }
        String missing = File.separatorChar == '/' ? SlurmCluster.missing() : "this is not Linux";
        assumeTrue(missing.isEmpty(), () -> "no real Slurm can start here: " + missing);
        classPath = compiled() + File.pathSeparator + System.getProperty("java.class.path");
        cluster = SlurmCluster.start(folder);
    }

    private static Path compiled() throws IOException {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        Path source = Files.writeString(
                folder.resolve("Darts.java"), ReadmeSnippets.programs().get("Darts"));
        String path = System.getProperty("java.class.path");
        int code = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-d", classes.toString(), "-cp", path, "-proc:none", source.toString());
        assertThat(code).isZero();
        return classes;
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
            cluster = null;
        }
    }

    private static List<String> words(Stream<String> first, String... more) {
        return Stream.concat(first, Stream.of(more)).toList();
    }

    /** Returns a command of Java with the class path of this test. */
    private static List<String> java(String... arguments) {
        return words(Stream.concat(JVM.stream(), Stream.of(classPath)), arguments);
    }

    private static List<String> comm(String... arguments) {
        return words(java(Main.class.getName()).stream(), arguments);
    }

    private static List<String> srun(String... program) {
        List<String> command = new ArrayList<>(
                List.of("srun", LIMIT, "-N4", "-n4", "--label", "--no-kill", "--kill-on-bad-exit=0", "--wait=0"));
        command.addAll(java(program));
        return command;
    }

    @Test
    void aProgramNeedsNoWrapper() throws Exception {
        Ended run = cluster.run("login", srun("Darts"));

        assertThat(run.code()).as(run.output()).isZero();
        assertThat(run.output().lines().filter(line -> line.startsWith("0: pi is about 3.14")))
                .as(run.output())
                .singleElement()
                .asString()
                .endsWith("; no part from ranks []");
        assertNoMeetingIsLeft();
    }

    private static void assertNoMeetingIsLeft() throws IOException {
        try (Stream<Path> left = Files.list(folder.resolve(".comm"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    @FullOnly("aProgramNeedsNoWrapper; this one by sbatch, with a file of comm slurm script")
    void aBatchFileRunsAsItWasPrinted() throws Exception {
        List<String> script = new ArrayList<>(comm("slurm", "script", "-n", "4", "--time", "20m"));
        script.addAll(List.of("--job-name", "darts", "--output", "my darts.out", "--"));
        script.addAll(java("-Dhostile=it's \"$HOME\" `id`\n#SBATCH --ntasks=9", "Darts"));
        List<String> command = words(Stream.of("sh", "-c", "\"$@\" | sbatch --nodes=4 --wait", "sh"));

        Ended submitted = cluster.run(
                "login", Stream.concat(command.stream(), script.stream()).toList());

        String output = Files.readString(folder.resolve("my darts.out"));
        assertThat(submitted.code()).as(submitted.output() + output).isZero();
        assertThat(output).contains("0: pi is about 3.14").contains("; no part from ranks []");
        assertNoMeetingIsLeft();
    }

    @Test
    @FullOnly("CrashIT; this one under srun, which must not end the others")
    void theOthersGoOnAfterKill9() throws Exception {
        List<String> steps = srun(StepsUntilLoss.class.getName());
        Process run =
                cluster.start("login", words(Stream.of("env", "COMM_DEAD_TIMEOUT=5m"), steps.toArray(new String[0])));
        List<String> output = new ArrayList<>();
        try (BufferedReader lines = run.inputReader(StandardCharsets.UTF_8)) {
            String process = awaitProcesses(lines, output);
            assertThat(cluster.run("n2", List.of("kill", "-9", process)).code()).isZero();
            lines.lines().forEach(output::add);
        }

        assertThat(SlurmCluster.code(run)).as(output.toString()).isEqualTo(137);
        assertThat(output)
                .contains(
                        "0: rank 0 goes on with [0, 1, 3]",
                        "1: rank 1 goes on with [0, 1, 3]",
                        "3: rank 3 goes on with [0, 1, 3]");
    }

    /** Reads the output until all ranks have begun, and returns the process of rank 2. */
    private static String awaitProcesses(BufferedReader lines, List<String> output) throws IOException {
        String ofRank2 = null;
        int begun = 0;
        while (begun < 4) {
            String line = lines.readLine();
            assertThat(line).as(output.toString()).isNotNull();
            output.add(line);
            Matcher process = PROCESS.matcher(line);
            if (process.matches()) {
                begun++;
                ofRank2 = process.group(2).equals("2") ? process.group(3) : ofRank2;
            }
        }
        return ofRank2;
    }

    @Test
    @FullOnly("DrainIT; this one by scancel, at all ranks at once")
    void q1_aCancelledRunEndsInOrder() throws Exception {
        Process run = cluster.start("login", srun(StepsUntilLoss.class.getName()));
        List<String> output = new ArrayList<>();
        try (BufferedReader lines = run.inputReader(StandardCharsets.UTF_8)) {
            awaitProcesses(lines, output);
            Ended cancelled = cluster.run("login", List.of("scancel", "--signal=TERM", "--user=root"));
            assertThat(cancelled.code()).as(cancelled.output()).isZero();
            lines.lines().forEach(output::add);
        }

        assertThat(SlurmCluster.code(run)).as(output.toString()).isEqualTo(143);
        for (int rank = 0; rank < 4; rank++) {
            String end = "start the run again to go on: this process was asked to end (SIGTERM); rank " + rank
                    + " ends with code 143";
            assertThat(output).as(output.toString()).anyMatch(line -> line.contains(end));
        }
        assertThat(output).anyMatch(line -> line.contains("; no rank of 4 was lost (ranks from SLURM_PROCID)"));
    }

    @Test
    @FullOnly("HostCheckTest; this one with hosts of their own")
    void theCheckOfHostsFindsAFolderThatIsNotShared() throws Exception {
        Path shared = Files.createDirectory(folder.resolve("shared"));
        String java = JVM.get(0);
        List<String> check = words(
                Stream.of("salloc", LIMIT, "-N4", "env", "COMM_SHARED=" + shared),
                comm("hosts", "--check", "--timeout", "8m", "--java", java).toArray(new String[0]));

        Ended good = cluster.run("login", check);
        assertThat(good.code()).as(good.output()).isZero();
        for (int host = 0; host < 4; host++) {
            assertThat(good.output())
                    .containsPattern("(?m)^n" + host + " +\\d.* 10\\.213\\.87\\.1" + host + " .*MiB +ok +ok ");
        }

        assertThat(cluster.run("n2", List.of("mount", "-t", "tmpfs", "none", shared.toString()))
                        .code())
                .isZero();
        Ended bad = cluster.run("login", check);
        assertThat(cluster.run("n2", List.of("umount", shared.toString())).code())
                .isZero();
        assertThat(bad.code()).as(bad.output()).isEqualTo(3);
        assertThat(bad.output().lines().filter(line -> line.startsWith("comm hosts: ")))
                .as(bad.output())
                .containsExactly("comm hosts: name a folder that all hosts see in COMM_SHARED, or set COMM_SECRET_FILE:"
                        + " n2 does not see the files of the first host in " + shared);
    }
}

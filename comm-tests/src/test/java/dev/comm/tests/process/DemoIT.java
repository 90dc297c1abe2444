package dev.comm.tests.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.core.testing.Extent;
import dev.comm.core.testing.FullOnly;
import dev.comm.launcher.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code comm demo} with real processes prints the same bytes for any number of nodes, and repeats the work of a killed
 * node.
 */
class DemoIT {
    /** The demo chooses the options of its nodes; these reach them, too, and suit their short lives. */
    private static final String FAST_NODES = "-XX:TieredStopAtLevel=1";

    @TempDir
    Path folder;

    @Test
    void theTableHasTheSameBytesForAnyNumberOfNodesAndAfterAKill() throws Exception {
        assertThat(demo("--nodes", "1", "--out", "one")).contains("Done: ");
        assertThat(demo("--nodes", "3", "--kill", "1", "--out", "killed")).contains("Done: ", "killed rank [3]");
        byte[] table = Files.readAllBytes(folder.resolve("one/hot-spots.csv"));
        assertThat(Files.readAllBytes(folder.resolve("killed/hot-spots.csv"))).isEqualTo(table);
        assertThat(new String(table, java.nio.charset.StandardCharsets.UTF_8))
                .contains("Pleiades", "Hyades", "alpha Persei", "IC 2602");
        String report = Files.readString(folder.resolve("killed/report.json"));
        Matcher redone = Pattern.compile("\"redone\": (\\d+)").matcher(report);
        assertThat(redone.find()).isTrue();
        assertThat(Integer.parseInt(redone.group(1))).isPositive();
        assertThat(report).containsPattern("\"cause\": \"(CLOSED|RESET)\"");
        assertThat(folder.resolve("killed/sky-map.png")).isNotEmptyFile();
    }

    @Test
    void badArgumentsAreNamedAndExitWith2() throws Exception {
        assertThat(run(2, "--nodes", "2", "--kill", "2")).contains("--kill");
        assertThat(run(2, "--nodes", "none")).contains("--nodes");
        Files.createFile(folder.resolve("file"));
        assertThat(run(2, "--out", "file")).contains("--out file: no files can be written there");
        assertThat(run(2, "--out", "file/below")).contains("--out file/below: no files can be written there");
    }

    @Test
    @FullOnly("badArgumentsAreNamedAndExitWith2; this one with other arguments")
    void unknownArgumentsAreNamedAndExitWith2() throws Exception {
        assertThat(run(2, "--background", "grey")).contains("grey");
        assertThat(run(2, "--trails", "3")).contains("--trails");
    }

    @Test
    void aSignalLeavesNeitherNodesNorASecret() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "demo",
                        "--out",
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.txt").toFile());
        builder.environment().remove("XDG_RUNTIME_DIR");
        builder.environment().put("TMPDIR", folder.toString());
        builder.environment().put("JDK_JAVA_OPTIONS", FAST_NODES);
        Process demo = builder.start();
        while (demo.descendants().count() < 4) {
            assertThat(demo.isAlive()).isTrue();
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(leftovers()).hasSize(2); // a folder and a file, until the end of the run
        List<ProcessHandle> nodes = demo.descendants().toList();
        demo.destroy();
        assertThat(demo.waitFor(20, TimeUnit.SECONDS)).isTrue();
        for (ProcessHandle node : nodes) {
            node.onExit().get(10, TimeUnit.SECONDS);
        }
        assertThat(leftovers()).isEmpty();
    }

    private List<Path> leftovers() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().contains("comm-demo")).toList();
        }
    }

    private String demo(String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--trials", Extent.isFull() ? "24" : "2"));
        return run(0, all.toArray(new String[0]));
    }

    private String run(int exitCode, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Djava.awt.headless=true"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName(), "demo"));
        command.addAll(List.of(arguments));
        Path output = folder.resolve("output.txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("JDK_JAVA_OPTIONS", FAST_NODES);
        Process process = builder.start();
        try {
            boolean ended = process.waitFor(3 * ForkedMember.PATIENCE_SECONDS, TimeUnit.SECONDS);
            String text = Files.readString(output);
            assertThat(ended).as("ended; it printed %s", text).isTrue();
            assertThat(process.exitValue()).as("exit code; it printed %s", text).isEqualTo(exitCode);
            return text;
        } finally {
            process.destroyForcibly();
        }
    }
}

package dev.comm.tests.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script ./comm, with a Java and a Maven that only print their calls. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the script is for POSIX shells")
@Timeout(60)
class CommScriptTest {
    private static final String MAVEN = """
            #!/bin/sh
            echo "mvn $*" >>"$CALLS"
            folder=$(dirname "$3")/$5/target/lib
            printf '[INFO] Building Comm some 0.1 [1/2]\\n[INFO] Building jar: x\\n\\033[0m\\n'
            mkdir -p "$folder"
            echo jar >"$folder/some.jar"
            """;

    @TempDir
    Path temporary;

    private Path home;
    private Path tools;
    private Path source;
    private Path script;

    /** The exit code and the output of a call. */
    private record Ended(int code, String output) {}

    @BeforeEach
    void makeATree() throws IOException {
        home = Files.createDirectories(temporary.resolve("a home with  spaces"));
        script = home.resolve("comm");
        Files.copy(Path.of("..", "comm"), script);
        assertThat(script.toFile().setExecutable(true)).isTrue();
        Files.writeString(home.resolve("pom.xml"), "<project/>");
        source = home.resolve("comm-some/src/main/Some.java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, "class Some {}");
        tools = Files.createDirectories(temporary.resolve("tools"));
        tool(tools.resolve("mvn"), MAVEN);
        java("17.0.1");
    }

    private void java(String version) throws IOException {
        java(version, ":");
    }

    private void java(String version, String first) throws IOException {
        tool(temporary.resolve("jdk/bin/java"), """
                #!/bin/sh
                [ "$1" != -version ] || { echo "openjdk version \\"%s\\" 2026" >&2; exit 0; }
                pwd
                %s
                for each in "$@"; do echo "<$each>"; done
                exit 7
                """.formatted(version, first));
    }

    private static void tool(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private Process start(Path program, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(program.toString());
        builder.command().addAll(List.of(arguments));
        Map<String, String> environment = builder.environment();
        environment.put("PATH", tools + ":/usr/bin:/bin");
        environment.put("JAVA_HOME", temporary.resolve("jdk").toString());
        environment.put("LC_ALL", "en_GB");
        environment.put("CALLS", temporary.resolve("calls").toString());
        return builder.directory(temporary.toFile()).redirectErrorStream(true).start();
    }

    private static Ended end(Process process) throws IOException, InterruptedException {
        try {
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            return new Ended(
                    process.exitValue(), new String(process.getInputStream().readAllBytes()));
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private Ended run(String... arguments) throws IOException, InterruptedException {
        return end(start(script, arguments));
    }

    private List<String> builds() throws IOException {
        Path calls = temporary.resolve("calls");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    private static void age(Path file, Duration difference) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plus(difference)));
    }

    @Test
    void itBuildsOnceAndPassesArgumentsFolderAndExitCodeThrough() throws Exception {
        Ended first = run("run", "a b", "");
        Ended second = run("again");

        assertThat(first.code()).isEqualTo(7);
        assertThat(first.output())
                .contains(
                        "comm: building for the first time",
                        "comm: module 1 of 2: Comm some\n",
                        temporary.toRealPath() + "\n",
                        "<" + home.toRealPath() + "/lib>")
                .endsWith("<-m>\n<dev.comm.launcher/dev.comm.launcher.Main>\n<run>\n<a b>\n<>\n");
        assertThat(first.output()).doesNotContain("\033").doesNotContain("jar: x");
        assertThat(second.output()).doesNotContain("building").endsWith("<again>\n");
        assertThat(builds()).hasSize(1);
        assertThat(home.resolve("lib/some.jar")).exists();
    }

    @Test
    void itBuildsAgainAfterAChangeOfASource() throws Exception {
        run();
        age(source, Duration.ofMinutes(1));
        Ended changed = run();

        assertThat(changed.output()).contains("comm: building, because sources changed");
        assertThat(builds()).hasSize(2);
    }

    @Test
    void aChangeOfATestIsNoReasonToBuild() throws Exception {
        Path test = home.resolve("comm-some/src/test/SomeTest.java");
        Files.createDirectories(test.getParent());
        run();
        Files.writeString(test, "class SomeTest {}");
        age(test, Duration.ofMinutes(1));
        run();

        assertThat(builds()).hasSize(1);
    }

    @Test
    void benchHasAFolderOfItsOwnOnTheClassPath() throws Exception {
        run("run");
        Ended bench = run("bench", "--quick");
        run("bench");

        assertThat(bench.output())
                .contains("<-cp>\n<" + home.toRealPath() + "/lib-bench/*>\n")
                .endsWith("<dev.comm.bench.run.BenchMain>\n<--quick>\n");
        assertThat(builds()).hasSize(2);
        assertThat(builds().get(0)).contains("-pl comm-examples");
        assertThat(builds().get(1)).contains("-pl comm-bench");
        assertThat(home.resolve("lib-bench/some.jar")).exists();
    }

    @Test
    void itIsFoundThroughLinks() throws Exception {
        Path folder = Files.createDirectories(temporary.resolve("bin of mine"));
        Path absolute = Files.createSymbolicLink(folder.resolve("one"), script);
        Path relative = Files.createSymbolicLink(folder.resolve("two"), absolute.getFileName());

        assertThat(end(start(relative, "x")).output()).contains(home.toRealPath() + "/lib>");
    }

    @Test
    void aBuildThatFailedLeavesNoLib() throws Exception {
        tool(tools.resolve("mvn"), "#!/bin/sh\necho broken\nexit 1\n");
        Ended failed = run();

        assertThat(failed.code()).isEqualTo(3);
        assertThat(failed.output())
                .contains("broken", "the build failed; all of its output is in " + home.toRealPath() + "/lib.log");
        assertThat(home.resolve("lib")).doesNotExist();
        assertThat(Files.isSymbolicLink(home.resolve("lib.lock"))).isFalse();
    }

    @Test
    void aMissingOrOldJavaIsSaid() throws Exception {
        java("1.8.0_442");
        assertThat(run().output()).contains("is version 8; a JDK");
        java("11.0.2");
        Ended old = run();
        Files.delete(temporary.resolve("jdk/bin/java"));
        Ended missing = run();

        assertThat(old.code()).isEqualTo(3);
        assertThat(old.output()).contains("is version 11; a JDK of version 17 or newer is needed");
        assertThat(missing.code()).isEqualTo(3);
        assertThat(missing.output()).contains("comm: JAVA_HOME is").contains("no bin/java");
    }

    @Test
    void twoAtOnceBuildOnce() throws Exception {
        tool(tools.resolve("mvn"), MAVEN.replace("mkdir", "sleep 0.5; mkdir"));
        Process first = start(script, "1");
        Process second = start(script, "2");

        assertThat(end(first).output()).endsWith("<1>\n");
        assertThat(end(second).output()).endsWith("<2>\n");
        assertThat(builds()).hasSize(1);
    }

    @Test
    void theLockOfAProcessThatDiedIsTaken() throws Exception {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Files.createSymbolicLink(home.resolve("lib.lock"), Path.of(Long.toString(dead.pid())));

        assertThat(run("x").output()).endsWith("<x>\n");
        assertThat(builds()).hasSize(1);
    }

    /**
     * Lets the tools refuse to write, as on a file system that is full or read-only. Root could write to any folder.
     */
    @ParameterizedTest
    @ValueSource(strings = {"ln", "mkdir", "cp", "mv"})
    void aFolderThatCannotBeWrittenIsSaidAtOnce(String refusing) throws Exception {
        tool(
                tools.resolve(refusing),
                "#!/bin/sh\necho '%s: x: Read-only file system' >&2\nexit 1\n".formatted(refusing));
        tool(tools.resolve("mvn"), MAVEN.replace("mkdir", "/bin/mkdir"));
        Ended refused = run();

        assertThat(refused.code()).isEqualTo(3);
        assertThat(refused.output())
                .contains(
                        "Read-only file system", "comm: let this user write to", "cannot write to " + home.toRealPath())
                .doesNotContain("waiting for it");
        assertThat(Files.isSymbolicLink(home.resolve("lib.lock"))).isFalse();
    }

    @Test
    void aLockThatIsNoneIsSaid() throws Exception {
        Files.createDirectory(home.resolve("lib.lock"));

        assertThat(run().output()).contains("comm: remove " + home.toRealPath() + "/lib.lock: it is no lock");
        assertThat(builds()).isEmpty();
    }

    @Test
    void theLockOfALivingProcessIsNotTakenWherePsIsMissing() throws Exception {
        tool(tools.resolve("ps"), "#!/bin/sh\nexit 127\n");
        Process owner = new ProcessBuilder("sleep", "600").start();
        try {
            Path lock = Files.createSymbolicLink(home.resolve("lib.lock"), Path.of(Long.toString(owner.pid())));
            Process waiting = start(script, "x");
            String said = new BufferedReader(new InputStreamReader(waiting.getInputStream())).readLine();
            Files.delete(lock);

            assertThat(said).isEqualTo("comm: process " + owner.pid() + " is building, waiting for it");
            assertThat(end(waiting).output()).endsWith("<x>\n");
        } finally {
            owner.destroyForcibly();
        }
    }

    /** Sets UTF-8, because a JVM in the locale C loses every letter outside of ASCII. */
    @Test
    void inTheLocaleCTheJvmHasUtf8AndHearsOfTheUsersLocale() throws Exception {
        java("17.0.1", "echo \"LC_ALL=$LC_ALL\"");
        locale("ANSI_X3.4-1968");
        Ended ascii = run();
        locale("UTF-8");
        Ended utf8 = run();

        assertThat(ascii.output()).contains("LC_ALL=C.UTF-8\n<-Ddev.comm.launcher.lc_all=en_GB>\n<-p>");
        assertThat(utf8.output()).contains("LC_ALL=en_GB\n<-p>");
    }

    private void locale(String charset) throws IOException {
        tool(tools.resolve("locale"), "#!/bin/sh\necho " + charset + "\n");
    }

    @Test
    void aBuildWithoutANetworkIsSaidInOneSentence() throws Exception {
        tool(tools.resolve("mvn"), """
                #!/bin/sh
                echo '[INFO] Downloading from central: x'
                for i in 1 2 3 4 5 6; do
                  echo '[ERROR] Could not transfer artifact x:x:1 from central: Unknown host'
                done
                exit 1
                """);
        Ended offline = run();

        assertThat(offline.code()).isEqualTo(3);
        assertThat(offline.output().lines())
                .hasSize(3)
                .last()
                .asString()
                .startsWith("comm: connect this machine to Maven Central")
                .endsWith("all of its output is in " + home.toRealPath() + "/lib.log");
        assertThat(home.resolve("lib.log")).content().contains("Unknown host");
    }

    @Test
    void errorsOfTheBuildAreShownWithoutColours() throws Exception {
        tool(tools.resolve("mvn"), """
                #!/bin/sh
                echo '[INFO] Scanning'
                printf '[ERROR] Some.java: \\033[1mwrong\\033[m\\n[ERROR] \\n'
                exit 1
                """);

        assertThat(run().output()).contains("[ERROR] Some.java: wrong\n").doesNotContain("\033", "Scanning");
    }

    @Test
    void aFolderWithAColonIsRefused() throws Exception {
        Path colon = Files.createDirectories(temporary.resolve("a:b"));
        Path copy = Files.copy(script, colon.resolve("comm"));
        assertThat(copy.toFile().setExecutable(true)).isTrue();
        Ended refused = end(start(copy));

        assertThat(refused.code()).isEqualTo(3);
        assertThat(refused.output()).startsWith("comm: move this checkout to a folder without ':'");
    }
}

package dev.comm.tests.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.core.testing.FullOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The Maven project of a user runs the programs of README with the dependencies and commands of README. Three processes
 * get their places from environment variables only.
 */
@Timeout(900)
@EnabledOnOs(
        value = {OS.LINUX, OS.MAC},
        disabledReason = "the commands are for a POSIX shell")
class ConsumerIT {
    private static final int RANKS = 3;
    private static final String PI = "pi is about 3\\.14\\d*; no part from ranks \\[]";
    private static final String COMMANDS = ReadmeSnippets.only("sh", "COMM_SIZE=" + RANKS);
    private static final String MODULES = "target/classes:target/dependency";
    private static final String MODULE = "org.example.consumer";

    @TempDir
    static Path folder;

    private static MavenUser user;
    private static Path plain;
    private static Path modular;

    @BeforeAll
    static void projects() throws IOException {
        user = new MavenUser(folder.resolve("user"));
        user.installComm();
        plain = project("plain", "");
        modular = project("modular", "package " + MODULE + ";\n");
        Files.writeString(
                modular.resolve("src/main/java/module-info.java"), "module " + MODULE + " { requires dev.comm; }\n");
    }

    private static Path project(String name, String head) throws IOException {
        Path project = folder.resolve(name);
        Path sources = project.resolve("src/main/java");
        Path programs = head.isEmpty() ? sources : sources.resolve(MODULE.replace('.', '/'));
        Files.createDirectories(programs);
        Files.writeString(project.resolve("pom.xml"), pom(name));
        for (Map.Entry<String, String> program : ReadmeSnippets.programs().entrySet()) {
            Files.writeString(programs.resolve(program.getKey() + ".java"), head + program.getValue());
        }
        return project;
    }

    /**
     * Returns the POM of README. Each plug-in has the version of this build, because the repository of this build has
     * it.
     */
    private static String pom(String name) {
        return """
                <project>
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>org.example</groupId>
                  <artifactId>%s</artifactId>
                  <version>1</version>
                %s
                  <build><pluginManagement><plugins>%s%s%s</plugins></pluginManagement></build>
                </project>
                """.formatted(
                        name,
                        ReadmeSnippets.only("xml", "comm-bom"),
                        plugin("maven-resources-plugin"),
                        plugin("maven-compiler-plugin"),
                        plugin("maven-dependency-plugin"));
    }

    private static String plugin(String artifact) {
        String version = Pom.of("comm-parent").plugin(artifact);
        return "<plugin><artifactId>%s</artifactId><version>%s</version></plugin>".formatted(artifact, version);
    }

    @Test
    void theCommandsOfTheReadmeRunItsProgramsOnTheClassPath() throws Exception {
        assertThat(shell(plain, COMMANDS + "wait\n")).containsPattern(PI).doesNotContain("SLF4J(W)");
        assertSquares(ranks(plain, "-cp", "target/classes:target/dependency/*", "Squares"));
    }

    @Test
    @FullOnly("StarterIT.onTheModulePath; this one with the programs of README")
    void bothProgramsRunOnTheModulePath() throws Exception {
        shell(modular, COMMANDS.lines().findFirst().orElseThrow());
        assertThat(ranks(modular, "-p", MODULES, "-m", MODULE + "/" + MODULE + ".Darts"))
                .containsPattern(PI)
                .doesNotContain("SLF4J(W)");
        assertSquares(ranks(modular, "-p", MODULES, "-m", MODULE + "/" + MODULE + ".Squares"));
    }

    private static void assertSquares(String output) {
        assertThat(output.lines()).contains("0: 1", "1: 4", "2: 9");
    }

    private static String shell(Path project, String script) throws Exception {
        try (MavenUser.Started shell = user.start(project, List.of("/bin/sh", "-e", "-c", script), place())) {
            return shell.end();
        }
    }

    /** Runs Java once for each rank, requires exit code 0 of each, and returns the output of rank 0. */
    private static String ranks(Path project, String... arguments) throws Exception {
        List<String> java = new ArrayList<>(List.of("java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        java.addAll(List.of(arguments));
        List<MavenUser.Started> started = new ArrayList<>();
        Map<String, String> place = place();
        try {
            for (int rank = 0; rank < RANKS; rank++) {
                Map<String, String> own = new TreeMap<>(place);
                own.putAll(Map.of("COMM_RANK", "" + rank, "COMM_SIZE", "" + RANKS));
                started.add(user.start(project, java, own));
            }
            for (MavenUser.Started node : started) {
                node.end();
            }
            return started.get(0).end();
        } finally {
            started.forEach(MavenUser.Started::close);
        }
    }

    /** Returns settings with a port that the system chooses, because other tests may use the default port. */
    private static Map<String, String> place() throws IOException {
        Path meeting = Files.createTempDirectory(folder, "meeting").resolve("master");
        return Map.of("COMM_BIND", "127.0.0.1:0", "COMM_RENDEZVOUS", meeting.toString());
    }
}

package dev.comm.tests.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.core.testing.Extent;
import dev.comm.core.testing.FullOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three Maven projects of users, each with one artifact of the test kit and JUnit. Maven compiles and tests each of
 * them on the class path and on the module path. Two more have Mockito, one with JUnit 5 and one with JUnit 6. Each
 * build has one project for each artifact; the full run has all.
 */
@Timeout(900)
@EnabledOnOs(
        value = {OS.LINUX, OS.MAC},
        disabledReason = "the user's Maven is a POSIX script")
class KitConsumersIT {
    private static final Path PROJECTS = Path.of("src/test/projects");
    private static final Path CONSUMERS = PROJECTS.resolve("testkit-consumers");
    private static final Path SERIALIZER = PROJECTS.resolve("cluster-test-project/src/main");
    private static final String SERVICES = "resources/META-INF/services/dev.comm.api.spi.SerializerProvider";
    private static final String PACKAGE = "java/org/example/fits";
    private static final String PLAIN = "-plain";
    private static final String MODULAR = "-modular";
    private static final List<String> BOTH = List.of(PLAIN, MODULAR);
    private static final Map<String, String> ARTIFACTS = Map.of(
            "simulated", "comm-testkit",
            "live", "comm-testkit-live",
            "contracts", "comm-testkit-contracts");

    /** The projects, each with the paths on which Maven tests it. */
    private static final Map<String, List<String>> VARIANTS = Extent.isFull()
            ? Map.of("simulated", BOTH, "live", BOTH, "contracts", BOTH)
            : Map.of("simulated", List.of(), "live", List.of(MODULAR), "contracts", List.of(MODULAR));

    private static final List<MockedProject> MOCKED =
            MockedProject.all().subList(Extent.of(1, 0), MockedProject.all().size());

    @TempDir
    static Path folder;

    private static String output;

    @BeforeAll
    static void build() throws Exception {
        MavenUser user = new MavenUser(folder.resolve("user"));
        user.installComm();
        Path all = Files.createDirectories(folder.resolve("all"));
        Files.writeString(all.resolve("pom.xml"), aggregator());
        for (String consumer : ARTIFACTS.keySet()) {
            for (String variant : VARIANTS.get(consumer)) {
                write(consumer, all.resolve(consumer + variant), variant.equals(MODULAR));
            }
        }
        for (MockedProject mocked : MOCKED) {
            mocked.write(all.resolve(mocked.name()));
        }
        try (MavenUser.Started maven = user.start(all, List.of("/bin/sh", "-c", "mvn -B -fae test"), Map.of())) {
            output = maven.end();
        }
    }

    private static void write(String consumer, Path target, boolean isModular) throws IOException {
        copy(CONSUMERS.resolve(consumer), target);
        if (consumer.equals("contracts")) {
            for (String name : List.of("Line", "Points", "LineSerializer", "LineProvider")) {
                copy(PACKAGE + "/" + name + ".java", target.resolve("src/main"));
            }
            copy(PACKAGE + "/LineSerializerTest.java", target.resolve("src/test"));
            copy(SERVICES, target.resolve("src/main"));
        }
        if (!isModular) {
            Files.delete(target.resolve("src/main/java/module-info.java"));
        }
        Files.writeString(target.resolve("pom.xml"), pom(consumer, isModular));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    private static void copy(String name, Path to) throws IOException {
        Files.createDirectories(to.resolve(name).getParent());
        Files.copy(SERIALIZER.resolve(name), to.resolve(name));
    }

    private static String aggregator() {
        return project(
                "all",
                "<packaging>pom</packaging><modules>%s</modules>"
                        .formatted(Stream.concat(
                                        ARTIFACTS.keySet().stream()
                                                .flatMap(name -> VARIANTS.get(name).stream()
                                                        .map(name::concat)),
                                        MOCKED.stream().map(MockedProject::name))
                                .map("<module>%s</module>"::formatted)
                                .collect(Collectors.joining())));
    }

    private static String pom(String consumer, boolean isModular) {
        return project(consumer + (isModular ? MODULAR : PLAIN), """
                <properties>
                  <maven.compiler.release>17</maven.compiler.release>
                  <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
                </properties>
                <dependencies>%s%s</dependencies>
                <build><plugins>%s%s%s</plugins></build>
                """.formatted(
                dependency(
                        "dev.comm",
                        ARTIFACTS.get(consumer),
                        Pom.of("comm-parent").own("version")),
                dependency(
                        "org.junit.jupiter",
                        "junit-jupiter",
                        Pom.of("comm-parent").own("properties/junit.version")),
                plugin("maven-resources-plugin", ""),
                plugin("maven-compiler-plugin", ""),
                plugin(
                        "maven-surefire-plugin",
                        "<systemPropertyVariables><modular>" + isModular + "</modular></systemPropertyVariables>")));
    }

    private static String project(String name, String content) {
        return """
                <project>
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>org.example</groupId>
                  <artifactId>%s</artifactId>
                  <version>1</version>
                  %s
                </project>
                """.formatted(name, content);
    }

    private static String dependency(String group, String artifact, String version) {
        return "<dependency><groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version></dependency>"
                .formatted(group, artifact, version);
    }

    private static String plugin(String artifact, String configuration) {
        String version = Pom.of("comm-parent").plugin(artifact);
        return "<plugin><artifactId>%s</artifactId><version>%s</version><configuration>%s</configuration></plugin>"
                .formatted(artifact, version, configuration);
    }

    @Test
    @FullOnly("aHandlerIsTestedWithAMock; this one has a program on a simulated cluster")
    void aProgramIsTestedOnASimulatedCluster() throws IOException {
        assertTested("simulated", "org.example.sums.SumTest", "7");
    }

    @Test
    void itIsTestedOverRealSocketsAndInRealProcesses() throws IOException {
        assertTested("live", "org.example.teams.SumTest", "6");
    }

    @Test
    void aSerializerIsTestedByItsContract() throws IOException {
        assertTested("contracts", "org.example.fits.AloneTest", "5");
        assertTested("contracts", "org.example.fits.LineSerializerTest", "[1-9]\\d");
    }

    @Test
    void aHandlerIsTestedWithAMockWhicheverJUnitThereIs() throws IOException {
        for (MockedProject mocked : MOCKED) {
            assertReported(mocked.name(), "PriceServiceTest", "3");
        }
        assertThat(output).doesNotContain("self-attaching").doesNotContain("loaded dynamically");
    }

    private static void assertTested(String consumer, String test, String count) throws IOException {
        for (String variant : VARIANTS.get(consumer)) {
            assertReported(consumer + variant, test, count);
        }
    }

    private static void assertReported(String project, String test, String count) throws IOException {
        Path report = folder.resolve("all/" + project + "/target/surefire-reports/" + test + ".txt");
        assertThat(Files.readString(report))
                .as("%s%n%s", report, output)
                .containsPattern("Tests run: " + count + ", Failures: 0, Errors: 0, Skipped: ");
    }
}

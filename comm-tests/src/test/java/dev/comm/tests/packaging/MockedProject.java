package dev.comm.tests.packaging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Maven project of a user with the dependencies, plug-ins and classes of the manual of the test kit. */
record MockedProject(String name, String junit) {
    private static final Pattern BLOCK = Pattern.compile("```(\\w*)\n(.*?)```", Pattern.DOTALL);
    private static final Pattern SERVICE = Pattern.compile("(?m)^(?:public )?class (PriceService\\w*)");

    /** Returns one project for each JUnit that users may have. */
    static List<MockedProject> all() {
        Pom parent = Pom.of("comm-parent");
        return List.of(
                new MockedProject("mocked-junit5", parent.own("properties/junit.version")),
                new MockedProject("mocked-junit6", parent.own("properties/junit6.version")));
    }

    void write(Path folder) throws IOException {
        Path sources = Files.createDirectories(folder.resolve("src/test/java"));
        for (String block : blocks("java").toList()) {
            for (MatchResult service : SERVICE.matcher(block).results().toList()) {
                Files.writeString(sources.resolve(service.group(1) + ".java"), block);
            }
        }
        Files.writeString(folder.resolve("pom.xml"), pom());
    }

    /**
     * Returns the POM of the manual. Each plug-in has the version of this build, because the repository of this build
     * has it.
     */
    private String pom() {
        return """
                <project>
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>org.example</groupId>
                  <artifactId>%s</artifactId>
                  <version>1</version>
                  <properties>
                    <maven.compiler.release>17</maven.compiler.release>
                    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
                  </properties>
                  <dependencies>%s%s
                    <dependency>
                      <groupId>org.junit.jupiter</groupId>
                      <artifactId>junit-jupiter</artifactId>
                      <version>%s</version>
                      <scope>test</scope>
                    </dependency>
                  </dependencies>
                  <build>
                    <pluginManagement><plugins>%s%s%s%s</plugins></pluginManagement>
                %s
                  </build>
                </project>
                """.formatted(
                        name,
                        shown("<artifactId>comm-testkit</artifactId>"),
                        shown("<artifactId>mockito-core</artifactId>"),
                        junit,
                        plugin("maven-resources-plugin"),
                        plugin("maven-compiler-plugin"),
                        plugin("maven-dependency-plugin"),
                        plugin("maven-surefire-plugin"),
                        shown("-javaagent:"));
    }

    private static String plugin(String artifact) {
        String version = Pom.of("comm-parent").plugin(artifact);
        return "<plugin><artifactId>%s</artifactId><version>%s</version></plugin>".formatted(artifact, version);
    }

    private static String shown(String text) {
        return blocks("xml").filter(block -> block.contains(text)).findFirst().orElseThrow();
    }

    private static Stream<String> blocks(String language) {
        try {
            return BLOCK.matcher(Files.readString(Pom.ROOT.resolve("docs/TESTKIT.md")))
                    .results()
                    .filter(block -> block.group(1).equals(language))
                    .map(block -> block.group(2));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

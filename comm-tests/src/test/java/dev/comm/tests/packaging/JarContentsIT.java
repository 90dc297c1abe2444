package dev.comm.tests.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each published jar contains the licence, its version, and names for debuggers. */
@Timeout(120)
class JarContentsIT {
    private static final List<String> LAUNCHER = List.of(
            "comm-launcher",
            "comm-api",
            "comm-core",
            "picocli",
            "slf4j-api",
            "logback-classic",
            "logback-core",
            "apiguardian-api",
            "comm-transport-tcp",
            "comm-cluster");

    static Stream<String> published() {
        return Jars.PUBLISHED.stream();
    }

    @ParameterizedTest
    @MethodSource("published")
    void theLicenceIsInside(String artifact) throws IOException {
        try (JarFile jar = open(artifact)) {
            assertThat(content(jar, jar.getJarEntry("META-INF/LICENSE")))
                    .isEqualTo(Files.readString(Pom.ROOT.resolve("LICENSE"), StandardCharsets.ISO_8859_1));
        }
    }

    @ParameterizedTest
    @MethodSource("published")
    void theManifestSaysWhatItIsAndInWhichVersion(String artifact) throws IOException {
        Pom pom = Pom.of(artifact);
        String version = pom.effective("version");
        try (JarFile jar = open(artifact)) {
            Attributes main = jar.getManifest().getMainAttributes();
            assertThat(main.getValue("Implementation-Title")).isEqualTo(pom.own("name"));
            assertThat(main.getValue("Implementation-Version")).isEqualTo(version);
            assertThat(main.getValue("Implementation-Vendor")).isEqualTo(pom.effective("organization/name"));
            assertThat(version).startsWith(main.getValue("Specification-Version") + ".");
        }
    }

    /** Finds no other file in the root of a jar. For example, logback.xml could configure the program of the user. */
    @ParameterizedTest
    @MethodSource("published")
    void nothingInTheRootDecidesForTheUsersProgram(String artifact) throws IOException {
        try (JarFile jar = open(artifact)) {
            assertThat(jar.stream().map(JarEntry::getName).filter(name -> !name.contains("/")))
                    .isSubsetOf("module-info.class");
        }
    }

    @Test
    void theCommandSaysItsVersionOnTheClassPathAndOnTheModulePath() throws Exception {
        String version = "comm " + Pom.all().get(0).own("version") + " (Java " + Runtime.version() + ")\n";
        String path = Jars.path(Jars.of(LAUNCHER));
        assertThat(Project.java(List.of("-cp", path, "dev.comm.launcher.Main", "--version")))
                .isEqualTo(version);
        assertThat(Project.java(List.of("-p", path, "-m", "dev.comm.launcher/dev.comm.launcher.Main", "--version")))
                .isEqualTo(version);
    }

    /**
     * Requires names of local variables. A constructor has at least the variable {@code this}, whose name is in the
     * class file as text.
     */
    @ParameterizedTest
    @MethodSource("published")
    void debuggersSeeTheNamesOfLocalVariables(String artifact) throws IOException {
        List<String> without = new ArrayList<>();
        int found = 0;
        try (JarFile jar = open(artifact)) {
            for (JarEntry entry : jar.stream().toList()) {
                String content = entry.getName().endsWith(".class") ? content(jar, entry) : "";
                if (content.contains("<init>") && content.contains("LineNumberTable")) {
                    found++;
                    if (!content.contains("LocalVariableTable")) {
                        without.add(entry.getName());
                    }
                }
            }
        }
        assertThat(without).isEmpty();
        assertThat(found > 0).as("has code").isNotEqualTo(artifact.equals("comm"));
    }

    private static JarFile open(String artifact) throws IOException {
        return new JarFile(Jars.of(artifact).toFile());
    }

    private static String content(JarFile jar, JarEntry entry) throws IOException {
        try (InputStream in = jar.getInputStream(entry)) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}

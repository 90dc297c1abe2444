package dev.comm.tests.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A user with a local Maven repository of their own, into which Comm is installed. Plug-ins and libraries come from the
 * repository of this build, which is only read. They come from Maven Central if this build may use it.
 */
final class MavenUser {
    /** A long timeout, for two busy cores and an empty repository. */
    private static final int PATIENCE_SECONDS = 300;

    private final Path home;

    MavenUser(Path home) throws IOException {
        this.home = Files.createDirectories(home);
        Path settings = Files.writeString(home.resolve("settings.xml"), settings());
        Path bin = Files.createDirectories(home.resolve("bin"));
        boolean isOffline = System.getProperty("comm.offline").endsWith("true");
        String script = "#!/bin/sh\nexec '%s' -s '%s' -Dmaven.repo.local='%s' %s \"$@\"\n"
                .formatted(
                        Path.of(System.getProperty("maven.home"), "bin", "mvn"),
                        settings,
                        repository(),
                        isOffline ? "-o -Daether.offline.protocols=file" : "");
        Path mvn = Files.writeString(bin.resolve("mvn"), script);
        Files.setPosixFilePermissions(mvn, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static String settings() {
        String url = Path.of(System.getProperty("localRepository")).toUri().toString();
        String here =
                "<id>here</id><url>%s</url><releases><checksumPolicy>ignore</checksumPolicy></releases>".formatted(url);
        return """
                <settings>
                  <profiles>
                    <profile>
                      <id>here</id>
                      <repositories><repository>%1$s</repository></repositories>
                      <pluginRepositories><pluginRepository>%1$s</pluginRepository></pluginRepositories>
                    </profile>
                  </profiles>
                  <activeProfiles><activeProfile>here</activeProfile></activeProfiles>
                </settings>
                """.formatted(here);
    }

    private Path repository() {
        return home.resolve("repository");
    }

    /** Installs the files of every published module, as {@code mvn install} does. */
    void installComm() throws IOException {
        String version = Pom.of("comm-parent").own("version");
        for (Pom pom : Pom.all()) {
            if (pom.isPublished()) {
                Path folder =
                        repository().resolve("dev/comm").resolve(pom.artifact()).resolve(version);
                Files.createDirectories(folder);
                String name = pom.artifact() + "-" + version;
                Files.copy(pom.folder().resolve("pom.xml"), folder.resolve(name + ".pom"));
                if (pom.packaging().equals("jar")) {
                    Files.copy(Jars.of(pom.artifact()), folder.resolve(name + ".jar"));
                }
            }
        }
    }

    /**
     * Starts a program with the Maven and the Java of this build, and with no other settings of Comm than the given
     * ones.
     */
    Started start(Path folder, List<String> command, Map<String, String> environment) throws IOException {
        Path java = Path.of(System.getProperty("java.home"));
        ProcessBuilder builder = Project.builder(command).directory(folder.toFile());
        Map<String, String> variables = builder.environment();
        variables.keySet().removeIf(name -> name.startsWith("COMM_") || name.equals("MAVEN_ARGS"));
        variables.put("JAVA_HOME", java.toString());
        variables.put("JDK_JAVA_OPTIONS", "-XX:+UseSerialGC -XX:TieredStopAtLevel=1"); // no process lives long
        variables.put("PATH", home.resolve("bin") + ":" + java.resolve("bin") + ":" + variables.get("PATH"));
        variables.putAll(environment);
        Path output = Files.createTempFile(home, "output", ".txt");
        return new Started(builder.redirectOutput(output.toFile()).start(), output);
    }

    /** A process, and the file with its output. */
    record Started(Process process, Path output) implements AutoCloseable {
        /** Waits for the end, requires exit code 0, and returns the output. */
        String end() throws Exception {
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            String text = Files.readString(output, StandardCharsets.UTF_8);
            assertThat(ended).as("ended; it printed %s", text).isTrue();
            assertThat(process.exitValue()).as("exit code; it printed %s", text).isZero();
            return text;
        }

        @Override
        public void close() {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}

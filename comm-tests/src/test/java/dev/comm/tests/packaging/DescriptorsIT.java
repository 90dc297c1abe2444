package dev.comm.tests.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The descriptors of the jars. After an intended change run {@code mvn verify -Dcomm.golden=write}, and read the
 * difference.
 */
class DescriptorsIT {
    private static final Path GOLDEN = Path.of("src/test/resources/describe-module");
    private static final String SERVICES = "META-INF/services/";
    /**
     * The limit of the size. Lower it when the jars have become smaller. Names of local variables are a twelfth of the
     * size, and each jar has 4 KB of licence.
     */
    private static final long CORE_BYTES_MAX = 1_400_000;

    static Stream<String> published() {
        return Jars.PUBLISHED.stream();
    }

    @ParameterizedTest
    @MethodSource("published")
    void theModuleIsTheReviewedOne(String artifact) throws IOException {
        String described = Project.tool(
                        "jar",
                        List.of("--describe-module", "--file", Jars.of(artifact).toString()))
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> line.replaceAll("^(\\S+?)(@\\S+)? jar:.*", "$1"))
                .sorted()
                .collect(Collectors.joining("\n", "", "\n"));
        Path golden = GOLDEN.resolve(artifact + ".txt");
        if ("write".equals(System.getProperty("comm.golden"))) {
            Files.writeString(golden, described);
        }
        assertThat(described).isEqualTo(Files.readString(golden));
    }

    @ParameterizedTest
    @MethodSource("published")
    void theClassPathOffersTheSameServicesAsTheModulePath(String artifact) throws IOException {
        Map<String, TreeSet<String>> provided = new TreeMap<>();
        for (ModuleDescriptor.Provides each : Jars.descriptor(Jars.of(artifact)).provides()) {
            provided.put(each.service(), new TreeSet<>(each.providers()));
        }
        assertThat(services(Jars.of(artifact))).isEqualTo(provided);
    }

    private static Map<String, TreeSet<String>> services(Path file) throws IOException {
        Map<String, TreeSet<String>> found = new TreeMap<>();
        try (JarFile jar = new JarFile(file.toFile())) {
            for (JarEntry entry : jar.stream().toList()) {
                if (entry.getName().startsWith(SERVICES) && !entry.isDirectory()) {
                    found.put(entry.getName().substring(SERVICES.length()), providers(jar, entry));
                }
            }
        }
        return found;
    }

    private static TreeSet<String> providers(JarFile jar, JarEntry entry) throws IOException {
        try (InputStream in = jar.getInputStream(entry)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.replaceAll("#.*", "").trim())
                    .filter(line -> !line.isEmpty())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /**
     * Requires exports to all modules. An export to one module has no effect for a jar on the class path or in another
     * loader.
     */
    @ParameterizedTest
    @MethodSource("published")
    void packagesBeginWithTheNameOfTheModuleAndExportsHaveNoFavourites(String artifact) {
        ModuleDescriptor module = Jars.descriptor(Jars.of(artifact));
        assertThat(module.isAutomatic()).isFalse();
        assertThat(module.packages().isEmpty()).as("has no code").isEqualTo(artifact.equals("comm"));
        assertThat(module.packages()).allMatch(name -> (name + ".").startsWith(module.name() + "."));
        assertThat(module.exports()).noneMatch(ModuleDescriptor.Exports::isQualified);
    }

    @Test
    void theCoreIsSmall() throws IOException {
        long bytes = 0;
        for (Path jar : Jars.of(List.of(
                "comm-api",
                "comm-core",
                "comm-transport-tcp",
                "comm-serialization-java",
                "comm-master",
                "comm-node"))) {
            bytes += Files.size(jar);
        }
        assertThat(bytes).isLessThan(CORE_BYTES_MAX);
    }
}

package dev.comm.tests.packaging;

import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The jars of this build, and the jars that they need. */
final class Jars {
    /** All artifacts on which a user may depend. */
    static final List<String> PUBLISHED = List.of(
            "comm",
            "comm-api",
            "comm-core",
            "comm-transport-tcp",
            "comm-serialization-java",
            "comm-serialization-kryo",
            "comm-master",
            "comm-node",
            "comm-cluster",
            "comm-testkit",
            "comm-testkit-live",
            "comm-testkit-contracts",
            "comm-launcher",
            "comm-examples");

    private Jars() {}

    private static Stream<Path> classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(path -> path.toString().endsWith(".jar"));
    }

    /** Returns the jar of an artifact, of this build or of others. */
    static Path of(String artifact) {
        return classPath()
                .filter(path -> path.getFileName().toString().matches(artifact + "-\\d.*"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        artifact + " is no jar on the class path; these tests run in 'mvn verify' of the whole build"));
    }

    static List<Path> of(List<String> artifacts) {
        return artifacts.stream().map(Jars::of).toList();
    }

    /** Returns the jars that a program with both serializers needs. */
    static List<Path> library() {
        return of(List.of(
                "comm-api",
                "comm-core",
                "comm-transport-tcp",
                "comm-serialization-java",
                "comm-serialization-kryo",
                "comm-master",
                "comm-node",
                "kryo5",
                "slf4j-api",
                "apiguardian-api"));
    }

    /** Returns the jars of a project that depends on the test kit, on the contracts and on JUnit. */
    static List<Path> testLibrary() {
        return of(List.of(
                "comm-testkit",
                "comm-testkit-contracts",
                "comm-api",
                "comm-core",
                "comm-master",
                "comm-node",
                "slf4j-api",
                "apiguardian-api",
                "junit-jupiter-api",
                "junit-jupiter-engine",
                "junit-platform-commons",
                "junit-platform-engine",
                "junit-platform-launcher",
                "opentest4j"));
    }

    static String path(List<Path> jars) {
        return jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    static ModuleDescriptor descriptor(Path jar) {
        return ModuleFinder.of(jar).findAll().stream()
                .map(ModuleReference::descriptor)
                .findFirst()
                .orElseThrow();
    }

    /** Merges jars into one jar without care. It keeps the first entry of each name, and loses module descriptors. */
    static Path merge(List<Path> jars, Path target) throws IOException {
        Set<String> names = new HashSet<>();
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(target))) {
            for (Path jar : jars) {
                try (JarFile in = new JarFile(jar.toFile())) {
                    for (JarEntry entry : Collections.list(in.entries())) {
                        if (!entry.getName().endsWith("module-info.class") && names.add(entry.getName())) {
                            out.putNextEntry(new JarEntry(entry.getName()));
                            in.getInputStream(entry).transferTo(out);
                        }
                    }
                }
            }
        }
        return target;
    }
}

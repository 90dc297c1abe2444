package dev.comm.core.testing;

import dev.comm.api.NamedProvider;
import dev.comm.api.spi.SerializerProvider;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.spi.ToolProvider;

/** The builder of a jar with compiled serializer providers and a services file. */
public final class ProviderJar {
    private final Path folder;
    private final Map<String, String> sources = new LinkedHashMap<>();

    public ProviderJar(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    /** Adds a provider. The expression is the result of the name method of the provider. */
    public ProviderJar provider(String simpleName, String nameExpression) {
        sources.put("plug." + simpleName, """
                package plug;
                public final class %s implements dev.comm.api.spi.SerializerProvider {
                    public String name() { return %s; }
                    public dev.comm.api.spi.Serializer create(dev.comm.api.spi.SerializerContext c) { return null; }
                }
                """.formatted(simpleName, nameExpression));
        return this;
    }

    /** Adds a provider whose class cannot be initialized. */
    public ProviderJar broken(String simpleName) {
        sources.put("plug." + simpleName, """
                package plug;
                public final class %s implements dev.comm.api.spi.SerializerProvider {
                    public %1$s() { throw new IllegalStateException("a library is missing"); }
                    public String name() { return "broken"; }
                    public dev.comm.api.spi.Serializer create(dev.comm.api.spi.SerializerContext c) { return null; }
                }
                """.formatted(simpleName));
        return this;
    }

    /** Returns a class loader over the jar, whose parent is the loader of Comm. */
    public ClassLoader loader() throws IOException {
        return new URLClassLoader(new URL[] {build().toUri().toURL()}, NamedProvider.class.getClassLoader());
    }

    /** Builds the jar and returns its path. */
    public Path build() throws IOException {
        compile();
        Path jar = folder.resolve("plug.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (String name : sources.keySet()) {
                String entry = name.replace('.', '/') + ".class";
                write(out, entry, Files.readAllBytes(folder.resolve(entry)));
            }
            String services = String.join("\n", sources.keySet());
            write(
                    out,
                    "META-INF/services/" + SerializerProvider.class.getName(),
                    services.getBytes(StandardCharsets.UTF_8));
        }
        return jar;
    }

    private static void write(JarOutputStream out, String entry, byte[] content) throws IOException {
        out.putNextEntry(new JarEntry(entry));
        out.write(content);
        out.closeEntry();
    }

    private void compile() throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of("-d", folder.toString(), "-classpath", api(), "-proc:none", "-Xlint:none"));
        for (Map.Entry<String, String> each : sources.entrySet()) {
            Path file = folder.resolve(each.getKey().substring("plug.".length()) + ".java");
            arguments.add(Files.writeString(file, each.getValue()).toString());
        }
        StringWriter errors = new StringWriter();
        ToolProvider compiler = ToolProvider.findFirst("javac").orElseThrow();
        int code = compiler.run(
                new PrintWriter(Writer.nullWriter()), new PrintWriter(errors), arguments.toArray(String[]::new));
        if (code != 0) {
            throw new IllegalStateException("the test's providers do not compile: " + errors);
        }
    }

    private static String api() {
        URL location = NamedProvider.class.getProtectionDomain().getCodeSource().getLocation();
        return Path.of(URI.create(location.toString())).toString();
    }
}

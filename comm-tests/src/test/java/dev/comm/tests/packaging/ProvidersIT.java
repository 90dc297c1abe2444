package dev.comm.tests.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The same plug-ins are found in every kind of deployment. */
@Timeout(120)
class ProvidersIT {
    private static final String MAIN = "org.example.host.Finder";
    private static final String FOUND = """
            tcp = dev.comm.transport.tcp.TcpTransportProvider
            java = dev.comm.serialization.java.JavaSerializerProvider
            kryo = dev.comm.serialization.kryo.KryoSerializerProvider
            words = org.example.words.WordsProvider
            cbor = put a jar with a provider named 'cbor' on the class path or module path: \
            there is no SerializerProvider named 'cbor'; found [java, kryo, words]
            who survives = Sentence[words=[who, survives]]
            """;

    @TempDir
    static Path folder;

    private static String library;
    private static Path plugin;
    private static Path host;

    @BeforeAll
    static void compile() throws IOException {
        library = Jars.path(Jars.library());
        plugin = Project.compile("serializer-plugin-project", null, folder.resolve("plugin"));
        host = Project.compile("plugin-host-project", null, folder.resolve("host"));
    }

    @Test
    void allOnTheClassPath() throws Exception {
        assertFound("-cp", join(library, host, plugin), MAIN);
        assertFound("-cp", join(plugin, host, library), MAIN, "no-context-loader");
    }

    @Test
    void allOnTheModulePath() throws Exception {
        assertFound("-p", join(library, host, plugin), "-m", "org.example.host/" + MAIN);
        assertFound("-p", join(plugin, host, library), "-m", "org.example.host/" + MAIN, "no-context-loader");
    }

    @Test
    void commAsModulesAndTheRestOnTheClassPath() throws Exception {
        String mixed = join(host, plugin);
        assertFound("-p", library, "--add-modules", "dev.comm.api", "-cp", mixed, MAIN);
    }

    @Test
    void thePluginOnTheClassPathOfAModularProgram() throws Exception {
        assertFound("-p", join(library, host), "-cp", plugin.toString(), "-m", "org.example.host/" + MAIN);
    }

    @Test
    void thePluginInALayerOfItsOwn() throws Exception {
        assertFound(
                "-p",
                join(library, host),
                "-m",
                "org.example.host/" + MAIN,
                "layer",
                plugin.toString(),
                "org.example.words");
    }

    /**
     * Merges the jars and keeps the first file of each name. The entry of the Java serializer stays, and that of Kryo
     * is lost.
     */
    @Test
    void aJarOfSeveralThatLostALineOfServicesNamesTheCure() throws Exception {
        Path one = Jars.merge(Jars.library(), folder.resolve("one.jar"));
        String output = Project.java(List.of("-cp", join(one, host, plugin), MAIN));
        assertThat(output)
                .contains("java = dev.comm.serialization.java.JavaSerializerProvider")
                .contains("kryo = merge the files META-INF/services of all jars when you build one jar of several"
                        + " (maven-shade-plugin: ServicesResourceTransformer):"
                        + " dev.comm.serialization.kryo.KryoSerializerProvider is there, its line in"
                        + " META-INF/services/dev.comm.api.spi.SerializerProvider is not");
    }

    private static void assertFound(String... arguments) throws Exception {
        assertThat(Project.java(List.of(arguments))).isEqualTo(FOUND);
    }

    private static String join(Object... paths) {
        return String.join(
                File.pathSeparator,
                List.of(paths).stream().map(Object::toString).toList());
    }
}

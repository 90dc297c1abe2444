package dev.comm.core.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.comm.api.CommConfig;
import dev.comm.api.NamedProvider;
import dev.comm.api.error.ProviderException;
import dev.comm.api.spi.Serializer;
import dev.comm.api.spi.SerializerContext;
import dev.comm.api.spi.SerializerProvider;
import dev.comm.api.spi.TransportProvider;
import dev.comm.core.role.RoleProvider;
import dev.comm.core.testing.ProviderJar;
import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.net.URL;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Plug-ins are found by name in every place. Two plug-ins with the same name are an error. */
class ProvidersTest {
    @TempDir
    Path folder;

    private record Given(String name) implements SerializerProvider {
        @Override
        public Serializer create(SerializerContext context) {
            return null;
        }
    }

    private ProviderJar jar(String name) throws IOException {
        return new ProviderJar(folder.resolve(name));
    }

    private static CommConfig with(ClassLoader loader) {
        return CommConfig.builder().loader(loader).build();
    }

    private static String classOf(CommConfig config, String name) {
        return Providers.find(SerializerProvider.class, name, config).getClass().getName();
    }

    @Test
    void aLoaderOfTheConfigurationIsSearched() throws IOException {
        assertThat(classOf(with(jar("a").provider("Cbor", "\"cbor\"").loader()), "cbor"))
                .isEqualTo("plug.Cbor");
    }

    @Test
    void aLayerOfTheConfigurationIsSearched() throws IOException {
        ModuleFinder finder =
                ModuleFinder.of(jar("a").provider("Cbor", "\"cbor\"").build());
        Configuration modules = ModuleLayer.boot().configuration().resolve(finder, ModuleFinder.of(), Set.of("plug"));
        ModuleLayer layer = ModuleLayer.boot()
                .defineModulesWithOneLoader(modules, getClass().getClassLoader());
        CommConfig config = CommConfig.builder().layer(layer).build();

        assertThat(Providers.find(SerializerProvider.class, "cbor", config)
                        .getClass()
                        .getModule()
                        .getName())
                .isEqualTo("plug");
    }

    @Test
    void theContextLoaderIsSearched() throws Exception {
        ClassLoader loader = jar("a").provider("Cbor", "\"cbor\"").loader();

        assertThat(inContext(loader, () -> classOf(CommConfig.builder().build(), "cbor")))
                .isEqualTo("plug.Cbor");
    }

    @Test
    void aMissingContextLoaderDisturbsNobody() throws Exception {
        ClassLoader loader = jar("a").provider("Cbor", "\"cbor\"").loader();

        assertThat(inContext(null, () -> classOf(with(loader), "cbor"))).isEqualTo("plug.Cbor");
    }

    private static <T> T inContext(ClassLoader loader, Callable<T> body) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return body.call();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void anInstanceInTheConfigurationGoesBeforeAllThatIsFound() throws IOException {
        NamedProvider mine = new Given("cbor");
        CommConfig config = CommConfig.builder()
                .providers(List.of(new Given("other"), mine))
                .loader(jar("a").provider("Cbor", "\"cbor\"").loader())
                .build();

        assertThat(Providers.find(SerializerProvider.class, "cbor", config)).isSameAs(mine);
    }

    @Test
    void anInstanceOfAnotherServiceIsNotTaken() {
        CommConfig config =
                CommConfig.builder().providers(List.of(new Given("tcp"))).build();

        assertThatThrownBy(() -> Providers.find(TransportProvider.class, "tcp", config))
                .isInstanceOf(ProviderException.class);
    }

    @Test
    void theSameClassFoundTwiceIsOneProvider() throws Exception {
        ClassLoader first = jar("a").provider("Cbor", "\"cbor\"").loader();
        ClassLoader second = jar("b").provider("Cbor", "\"cbor\"").loader();

        SerializerProvider found =
                inContext(second, () -> Providers.find(SerializerProvider.class, "cbor", with(first)));

        assertThat(found.getClass().getClassLoader()).isSameAs(first);
    }

    @Test
    void twoClassesWithOneNameAreAnErrorThatNamesBothAndTheirPlaces() throws Exception {
        ClassLoader first = jar("a").provider("Cbor", "\"cbor\"").loader();
        ClassLoader second = jar("b").provider("OtherCbor", "\"cbor\"").loader();

        assertThatThrownBy(() -> inContext(second, () -> classOf(with(first), "cbor")))
                .isInstanceOf(ProviderException.class)
                .hasMessageContaining("2 different SerializerProviders named 'cbor'")
                .hasMessageContaining("plug.Cbor of file:" + folder.resolve("a"))
                .hasMessageContaining("plug.OtherCbor of file:" + folder.resolve("b"));
    }

    @Test
    void twoInstancesWithOneNameAreAnError() {
        SerializerProvider another = new SerializerProvider() {
            @Override
            public String name() {
                return "cbor";
            }

            @Override
            public Serializer create(SerializerContext context) {
                return null;
            }
        };
        CommConfig config = CommConfig.builder()
                .providers(List.of(new Given("cbor"), another))
                .build();

        assertThatThrownBy(() -> classOf(config, "cbor"))
                .isInstanceOf(ProviderException.class)
                .hasMessageContaining("2 different");
    }

    @Test
    void aMissListsWhatWasFound() throws IOException {
        CommConfig config =
                with(jar("a").provider("B", "\"b\"").provider("A", "\"a\"").loader());

        assertThatThrownBy(() -> classOf(config, "cbor"))
                .isInstanceOf(ProviderException.class)
                .hasMessage("put a jar with a provider named 'cbor' on the class path or module path: "
                        + "there is no SerializerProvider named 'cbor'; found [a, b]");
    }

    @ParameterizedTest
    @CsvSource({
        "java, comm-serialization-java",
        "kryo, comm-serialization-kryo",
        "tcp, comm-transport-tcp",
        "master, comm-master",
        "node, comm-node"
    })
    void aMissOfAPartOfCommNamesTheArtifact(String name, String artifact) {
        assertThatThrownBy(() -> Providers.find(
                        RoleProvider.class, name, CommConfig.builder().build()))
                .isInstanceOf(ProviderException.class)
                .hasMessage("add the artifact dev.comm:" + artifact + " to the class path or module path: "
                        + "there is no RoleProvider named '" + name + "'; found []");
    }

    @Test
    void aBrokenProviderDoesNotDisturbOthers() throws IOException {
        CommConfig config =
                with(jar("a").broken("Broken").provider("Cbor", "\"cbor\"").loader());

        assertThat(classOf(config, "cbor")).isEqualTo("plug.Cbor");
    }

    @Test
    void aBrokenProviderIsNamedWhenTheNameIsMissed() throws IOException {
        CommConfig config =
                with(jar("a").broken("Broken").provider("Cbor", "\"cbor\"").loader());

        ProviderException e = catchThrowableOfType(ProviderException.class, () -> classOf(config, "broken"));

        assertThat(e)
                .hasMessageContaining("found [cbor]")
                .hasMessageContaining("plug.Broken")
                .hasMessageContaining("a library is missing");
        assertThat(e.getSuppressed()).hasSize(1);
    }

    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aLoaderThatFailsEveryTimeDoesNotHoldTheSearch() {
        ClassLoader broken = new ClassLoader(getClass().getClassLoader()) {
            @Override
            public Enumeration<URL> getResources(String name) throws IOException {
                throw new IOException("the disk is gone");
            }
        };

        assertThatThrownBy(() -> classOf(with(broken), "cbor"))
                .isInstanceOf(ProviderException.class)
                .hasMessageContaining("the disk is gone");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"Up\"", "\"\"", "null", "String.valueOf(1 / (0 * (int) 1f))"})
    void aProviderWithoutAProperNameIsReportedAndLeftOut(String expression) throws IOException {
        CommConfig config = with(jar("a").provider("Odd", expression).loader());

        assertThatThrownBy(() -> classOf(config, "cbor"))
                .isInstanceOf(ProviderException.class)
                .hasMessageContaining("found []")
                .hasMessageContaining("plug.Odd");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Java", "a b", "../x"})
    void aNameThatCannotBeOneIsRefused(String name) {
        assertThatThrownBy(() -> classOf(CommConfig.builder().build(), name))
                .isInstanceOf(ProviderException.class)
                .hasMessageContaining("1 to 63 of a-z");
    }
}

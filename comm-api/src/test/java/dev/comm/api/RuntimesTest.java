package dev.comm.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.comm.api.error.ProviderException;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.ServiceConfigurationError;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The search finds the runtime that the context loader sees, also among other runtimes. The tests of this module have
 * no other runtime.
 */
@Timeout(30)
class RuntimesTest {
    private static final String SERVICE = "META-INF/services/dev.comm.api.CommRuntime";

    @TempDir
    Path folder;

    /** A runtime that does nothing. Its copies take the place of comm-core. */
    public static class First implements CommRuntime {
        @Override
        public Communicator join(CommConfig config) {
            return null;
        }

        @Override
        public int run(CommConfig.Builder config, CommProgram program) {
            return 0;
        }
    }

    /** A second runtime, which does nothing either. */
    public static final class Second extends First {}

    /** A runtime that fails because a library is missing. */
    public static final class Broken extends First {
        public Broken() {
            throw new NoClassDefFoundError("org/slf4j/LoggerFactory");
        }
    }

    /** A class loader that defines the given classes itself, as the loader of a jar does whose parent has comm-api. */
    private static final class Below extends URLClassLoader {
        private final Set<Class<?>> own;

        Below(Path folder, ClassLoader parent, Class<?>... own) throws MalformedURLException {
            super(new URL[] {folder.toUri().toURL()}, parent);
            this.own = Set.of(own);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            Class<?> loaded = findLoadedClass(name);
            for (Class<?> each : own) {
                if (loaded == null && each.getName().equals(name)) {
                    return define(each);
                }
            }
            return loaded == null ? super.loadClass(name, resolve) : loaded;
        }

        private Class<?> define(Class<?> original) throws ClassNotFoundException {
            String file = original.getName().substring(original.getPackageName().length() + 1) + ".class";
            try (InputStream in = original.getResourceAsStream(file)) {
                byte[] code = in.readAllBytes();
                return defineClass(original.getName(), code, 0, code.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(original.getName(), e);
            }
        }
    }

    /** Returns a loader whose services file names the others and the provided classes. */
    private ClassLoader loader(Set<String> others, Class<?>... provided) throws IOException {
        StringBuilder names = new StringBuilder(String.join("\n", others)).append('\n');
        for (Class<?> each : provided) {
            names.append(each.getName()).append('\n');
        }
        Path services = folder.resolve(SERVICE);
        Files.createDirectories(services.getParent());
        Files.writeString(services, names);
        return new Below(folder, getClass().getClassLoader(), provided);
    }

    private static CommRuntime find(ClassLoader context) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(context);
        try {
            return Runtimes.current();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void theRuntimeOfTheContextLoaderIsFound() throws IOException {
        ClassLoader context = loader(Set.of(), First.class);

        assertThat(find(context).getClass().getClassLoader()).isSameAs(context);
    }

    @Test
    void withoutARuntimeTheCureComesFirst() {
        assertThatThrownBy(() -> find(null))
                .isInstanceOf(ProviderException.class)
                .hasMessageStartingWith("add the artifact dev.comm:comm-core")
                .hasMessageContaining("set the thread's context loader to the one that sees comm-core")
                .hasNoCause();
    }

    @Test
    void twoRuntimesAreAnErrorThatNamesBothAndTheirPlaces() throws IOException {
        ClassLoader context = loader(Set.of(), First.class, Second.class);

        assertThatThrownBy(() -> find(context))
                .isInstanceOf(ProviderException.class)
                .hasMessageContaining(First.class.getName() + " of ")
                .hasMessageContaining(" and " + Second.class.getName() + " of ");
    }

    @Test
    void aRuntimeThatCannotBeLoadedIsTheCause() throws IOException {
        ClassLoader context = loader(Set.of("plug.Missing"), Broken.class);

        ProviderException e = catchThrowableOfType(ProviderException.class, () -> find(context));

        assertThat(e)
                .hasMessageStartingWith("add the artifact dev.comm:comm-core")
                .hasMessageContaining("plug.Missing")
                .hasMessageContaining("org/slf4j/LoggerFactory")
                .hasCauseInstanceOf(ServiceConfigurationError.class);
        assertThat(e.getSuppressed()).hasSize(1);
    }

    @Test
    void aBrokenRuntimeDoesNotHideAnother() throws IOException {
        assertThat(find(loader(Set.of("plug.Missing"), Broken.class, First.class))
                        .getClass()
                        .getName())
                .isEqualTo(First.class.getName());
    }

    @Test
    void aRuntimeOfAnotherCopyOfThisInterfaceIsReportedAndLeftOut() throws IOException {
        loader(Set.of(), First.class);
        ClassLoader stranger = new Below(folder, getClass().getClassLoader(), CommRuntime.class, First.class);

        assertThatThrownBy(() -> find(stranger))
                .isInstanceOf(ProviderException.class)
                .hasMessageContaining("not a subtype")
                .hasCauseInstanceOf(ServiceConfigurationError.class);
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

        assertThatThrownBy(() -> find(broken))
                .isInstanceOf(ProviderException.class)
                .hasMessageContaining("the disk is gone");
    }
}

package dev.comm.serialization.java;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.error.ConfigException;
import dev.comm.api.spi.Serializer;
import dev.comm.api.spi.SerializerContext;
import dev.comm.serialization.java.Samples.Circle;
import dev.comm.serialization.java.Samples.Square;
import java.io.IOException;
import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The decisions of the list of types, case by case (SEC-05). No class outside of the list is searched. */
class TypeListTest {
    private static Serializer with(Class<?>... types) {
        return Samples.serializer(types);
    }

    @Test
    void withoutDeclaredTypesOnlyThoseOfTheJdkAreRead() throws IOException {
        byte[] circle = Samples.writeUnchecked(new Circle(1));
        assertThatIOException()
                .isThrownBy(() -> Samples.read(with(), circle, Object.class))
                .withMessageContaining("Circle is not declared");
        byte[] list = Samples.writeUnchecked(List.of("a", 1));
        assertThat(Samples.read(with(), list, Object.class)).isEqualTo(List.of("a", 1));
    }

    @Test
    void aDeclaredTypeIsRead() throws IOException {
        assertThat(Samples.read(with(Circle.class), Samples.writeUnchecked(new Circle(1)), Circle.class))
                .isEqualTo(new Circle(1));
    }

    @Test
    void aTypeBesideTheDeclaredOnesIsRefused() throws IOException {
        byte[] square = Samples.writeUnchecked(new Square(1));
        assertThatIOException()
                .isThrownBy(() -> Samples.read(with(Circle.class), square, Object.class))
                .withMessageContaining("Square is not declared");
    }

    @Test
    void aForbiddenTypeIsRefusedWithOtherWords() throws IOException {
        byte[] url = Samples.writeUnchecked(URI.create("http://localhost/").toURL());
        assertThatIOException()
                .isThrownBy(() -> Samples.read(with(Circle.class), url, Object.class))
                .withMessageContaining("type java.net.URL must never travel");
    }

    static final class Handler implements InvocationHandler, Serializable {
        private static final long serialVersionUID = 1L;

        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) {
            return null;
        }
    }

    static final class Loader extends ClassLoader implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void aForbiddenTypeCannotEvenBeDeclared() {
        for (Class<?> type : List.of(URL.class, PriorityQueue.class, Handler.class, Loader.class, URL[].class)) {
            assertThatThrownBy(() -> with(Circle.class, type))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("must never travel");
        }
    }

    /** Refuses the exploit that needs the JDK only. A map hashes a URL, and the hash sends a query to a name server. */
    @Test
    @SuppressWarnings("deprecation") // the replacement of this constructor came with JDK 20
    void anExploitThatWorksWithoutTheListDoesNothing() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        URL url = new URL("http", "victim.invalid", 80, "/", new Counting(asked));
        Map<Object, Object> chain = new HashMap<>();
        chain.put(url, 1);
        byte[] bytes = Samples.writeUnchecked(chain);
        asked.set(0);
        assertThatIOException()
                .isThrownBy(() -> Samples.read(with(Circle.class), bytes, Object.class))
                .withMessageContaining("java.net.URL must never travel");
        assertThat(asked).hasValue(0);
    }

    private static final class Counting extends URLStreamHandler {
        private final AtomicInteger asked;

        Counting(AtomicInteger asked) {
            this.asked = asked;
        }

        @Override
        protected URLConnection openConnection(URL url) {
            asked.incrementAndGet();
            return null;
        }

        @Override
        protected int hashCode(URL url) {
            return asked.incrementAndGet();
        }
    }

    /** SEC-04: decides by the name, before a class is loaded. It does not ask a loader that has the class. */
    @Test
    void noLoaderIsAskedForANameInTheBytes() throws IOException {
        Asked asked = new Asked(getClass().getClassLoader());
        Serializer serializer = new JavaSerializerProvider()
                .create(SerializerContext.builder(List.of(Circle.class), asked)
                        .payloadBytesMax(1 << 20)
                        .build());
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(asked);
        try {
            asked.names.clear();
            for (Object gadget : Canaries.gadgets()) {
                byte[] bytes = Samples.writeUnchecked(
                        new HashSet<>(List.of(List.of(1), new Object[] {gadget}).subList(1, 2)));
                assertThatIOException().isThrownBy(() -> Samples.read(serializer, bytes, Object.class));
            }
            Samples.read(serializer, Samples.writeUnchecked(new Circle(1)), Circle.class);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
        assertThat(asked.names).noneMatch(name -> name.contains("Canaries") || name.contains("Circle"));
    }

    private static final class Asked extends ClassLoader {
        final Set<String> names = ConcurrentHashMap.newKeySet();

        Asked(ClassLoader parent) {
            super(parent);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            names.add(name);
            return super.loadClass(name, resolve);
        }
    }

    /** A type that records each call of a method of its objects. */
    static final class Shy implements Serializable {
        private static final long serialVersionUID = 1L;
        static final Set<String> LOOKS = ConcurrentHashMap.newKeySet();

        @Override
        public String toString() {
            LOOKS.add("toString");
            return "shy";
        }

        @Override
        public int hashCode() {
            LOOKS.add("hashCode");
            return 1;
        }

        @Override
        public boolean equals(Object other) {
            LOOKS.add("equals");
            return this == other;
        }
    }

    /** SEC-13: calls no method of an object before its type was compared, and none for an error message. */
    @Test
    void noErrorLooksAtAnObjectThatWasRead() throws IOException {
        Serializer serializer = with(Shy.class, Circle.class);
        byte[] shy = Samples.writeUnchecked(new Shy());
        byte[] longer = java.util.Arrays.copyOf(shy, shy.length + 1);
        byte[] cut =
                java.util.Arrays.copyOf(Samples.writeUnchecked(new Object[] {new Shy(), new Shy()}), shy.length + 20);
        byte[] beside = Samples.writeUnchecked(new Object[] {new Shy(), new Square(1)});
        Shy.LOOKS.clear();
        assertThatIOException().isThrownBy(() -> Samples.read(serializer, shy, Circle.class));
        for (byte[] bytes : List.of(longer, cut, beside)) {
            assertThatIOException().isThrownBy(() -> Samples.read(serializer, bytes, Object.class));
        }
        assertThat(Shy.LOOKS).isEmpty();
    }
}

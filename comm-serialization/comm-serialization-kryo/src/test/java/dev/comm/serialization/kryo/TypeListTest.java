package dev.comm.serialization.kryo;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.esotericsoftware.kryo.kryo5.io.Output;
import dev.comm.api.error.ConfigException;
import dev.comm.api.spi.Serializer;
import dev.comm.api.spi.SerializerContext;
import dev.comm.serialization.kryo.Samples.Circle;
import dev.comm.serialization.kryo.Samples.Square;
import java.io.IOException;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The decisions of the list of types, case by case (SEC-05), and the limits of the time that a message may take. */
@Timeout(value = 60, unit = SECONDS)
class TypeListTest {
    private static final int DECLARED_FIRST = 400;
    private static final int HASH_SET = number(HashSet.class);

    private static int number(Class<?> type) {
        return BaseTypes.entries().stream()
                .filter(entry -> entry.type() == type)
                .findFirst()
                .orElseThrow()
                .number();
    }

    private static byte[] bytes(Consumer<Output> content) {
        return HostileBytesTest.bytes(content);
    }

    @Test
    void withoutDeclaredTypesOnlyThoseOfTheJdkAreRead() throws IOException {
        byte[] circle = Samples.write(Samples.serializer(Circle.class), new Circle(1));
        assertThatIOException()
                .isThrownBy(() -> Samples.read(Samples.serializer(), circle, Object.class))
                .withMessageContaining("no type with the number " + DECLARED_FIRST);
        byte[] list = Samples.write(Samples.serializer(), List.of("a", 1));
        assertThat(Samples.read(Samples.serializer(), list, Object.class)).isEqualTo(List.of("a", 1));
    }

    @Test
    void aDeclaredTypeIsReadAndOneBesideItIsRefused() throws IOException {
        Serializer both = Samples.serializer(Circle.class, Square.class);
        Serializer one = Samples.serializer(Circle.class);
        assertThat(Samples.read(one, Samples.write(one, new Circle(1)), Circle.class))
                .isEqualTo(new Circle(1));
        byte[] square = Samples.write(both, new Square(1));
        assertThatIOException()
                .isThrownBy(() -> Samples.read(one, square, Object.class))
                .withMessageContaining("no type with the number");
    }

    static final class Loader extends ClassLoader {}

    static final class Runner extends Thread {}

    @Test
    void whatMustNeverTravelCannotBeDeclared() {
        Runnable lambda = () -> {};
        for (Class<?> type : List.of(URL.class, Loader.class, Runner.class, Object.class, lambda.getClass())) {
            assertThatThrownBy(() -> Samples.serializer(Circle.class, type))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("cannot travel");
        }
    }

    /** Refuses the name of a class in the bytes. Such names reach gadgets if Kryo does not require registration. */
    @Test
    void anExploitThatWorksWithoutRegistrationDoesNothing() {
        Asked asked = new Asked(getClass().getClassLoader());
        Serializer serializer = new KryoSerializerProvider()
                .create(SerializerContext.builder(List.of(Circle.class), asked)
                        .payloadBytesMax(1 << 20)
                        .build());
        asked.names.clear();
        for (String name : List.of("java.util.PriorityQueue", "javax.naming.InitialContext", Loader.class.getName())) {
            byte[] gadget = bytes(out -> {
                out.writeVarInt(1, true);
                out.writeVarInt(0, true);
                out.writeString(name);
                out.writeVarInt(1, true);
            });
            assertThatIOException()
                    .isThrownBy(() -> Samples.read(serializer, gadget, Object.class))
                    .withMessageContaining("names a class instead of a declared type's number");
        }
        assertThat(asked.names).isEmpty();
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

    @Test
    void registrationCannotBeTurnedOff() {
        StrictKryo kryo = new StrictKryo(getClass().getClassLoader(), 64);
        assertThatThrownBy(() -> kryo.setRegistrationRequired(false)).isInstanceOf(UnsupportedOperationException.class);
        assertThat(kryo.isRegistrationRequired()).isTrue();
        assertThat(kryo.getReferences()).isFalse();
    }

    /** A type that records each call of a method of its objects. */
    static final class Shy {
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

    record Holder(Circle circle) {}

    record HolderOfAny(Object circle) {}

    /** SEC-13: calls no method of an object before its type was compared, and none for an error message. */
    @Test
    void noErrorLooksAtAnObjectThatWasRead() throws IOException {
        Serializer theirs = Samples.serializer(Shy.class, HolderOfAny.class, Circle.class);
        Serializer ours = Samples.serializer(Shy.class, Holder.class, Circle.class);
        byte[] shy = Samples.write(theirs, new Shy());
        byte[] longer = Arrays.copyOf(shy, shy.length + 1);
        byte[] held = Samples.write(theirs, new HolderOfAny(new Shy()));
        byte[] two = Samples.write(theirs, new Object[] {new Shy(), new Shy()});
        byte[] wrongArray = Samples.write(theirs, new Shy[] {new Shy()});
        Shy.LOOKS.clear();
        assertThatIOException().isThrownBy(() -> Samples.read(ours, shy, Circle.class));
        for (byte[] bytes : List.of(longer, held, Arrays.copyOf(two, two.length - 1))) {
            assertThatIOException().isThrownBy(() -> Samples.read(ours, bytes, Object.class));
        }
        assertThatIOException().isThrownBy(() -> Samples.read(ours, wrongArray, Circle[].class));
        assertThat(Shy.LOOKS).isEmpty();
    }

    record Slow(int value) {
        Slow {
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    void aMessageThatTakesTooLongEndsBetweenTwoOfItsParts() throws IOException {
        List<Slow> slow = IntStream.range(0, 300).mapToObj(Slow::new).toList();
        Map<Slow, Integer> keys = new HashMap<>();
        slow.forEach(each -> keys.put(each, 1));
        Serializer patient = Samples.serializer(Slow.class);
        Serializer impatient = new KryoSerializerProvider()
                .create(SerializerContext.builder(
                                List.of(Slow.class), getClass().getClassLoader())
                        .payloadBytesMax(1 << 20)
                        .readTimeMax(Duration.ofMillis(1))
                        .build());
        for (Object value : List.of(slow, keys, keys.keySet().toArray())) {
            byte[] bytes = Samples.write(patient, value);
            assertThatIOException()
                    .isThrownBy(() -> Samples.read(impatient, bytes, Object.class))
                    .withMessageContaining("reading it takes too long");
        }
        assertThat(Samples.read(patient, Samples.write(patient, slow), Object.class))
                .isEqualTo(slow);
    }

    @Test
    void tablesInTablesAndTablesInKeysAreBounded() throws IOException {
        Serializer deep = new KryoSerializerProvider()
                .create(SerializerContext.builder(List.of(), getClass().getClassLoader())
                        .payloadBytesMax(1 << 20)
                        .depthMax(500)
                        .build());
        assertThat(Samples.read(deep, Samples.write(deep, nested(16)), Object.class))
                .isEqualTo(nested(16));
        assertThatIOException()
                .isThrownBy(() -> Samples.write(deep, nested(17)))
                .withMessageContaining("more than 16 sets or maps are nested");
        byte[] tooDeep = bytes(out -> {
            for (int i = 0; i < 17; i++) {
                out.writeVarInt(HASH_SET + 2, true);
                out.writeVarInt(1, true);
            }
            out.writeVarInt(0, true);
        });
        assertThatIOException()
                .isThrownBy(() -> Samples.read(deep, tooDeep, Object.class))
                .withMessageContaining("more than 16 sets or maps are nested");
        Set<Integer> many = new HashSet<>(IntStream.range(0, 4_097).boxed().toList());
        byte[] asValue = Samples.write(deep, Map.of("many", many));
        assertThat(Samples.read(deep, asValue, Object.class)).isEqualTo(Map.of("many", many));
        assertThatIOException()
                .isThrownBy(() -> Samples.write(deep, Map.of(new ArrayList<>(List.of(many)), "many")))
                .withMessageContaining("tables of more than 4096 entries");
        byte[] asKey = bytes(out -> {
            out.writeVarInt(HASH_SET + 2, true);
            out.writeVarInt(1, true);
            out.writeVarInt(HASH_SET + 2, true);
            out.writeVarInt(4_097, true);
            out.writeBytes(new byte[4_097]);
        });
        assertThatIOException()
                .isThrownBy(() -> Samples.read(deep, asKey, Object.class))
                .withMessageContaining("tables of more than 4096 entries");
    }

    private static Object nested(int levels) {
        Set<Object> set = new HashSet<>();
        for (int i = 1; i < levels; i++) {
            set = new HashSet<>(Set.of(set));
        }
        return set;
    }
}

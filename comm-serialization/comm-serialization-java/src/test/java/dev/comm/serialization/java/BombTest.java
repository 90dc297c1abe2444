package dev.comm.serialization.java;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.sun.management.ThreadMXBean;
import dev.comm.api.error.ConfigException;
import dev.comm.api.spi.Serializer;
import dev.comm.api.spi.SerializerContext;
import dev.comm.serialization.java.Samples.Planet;
import java.io.IOException;
import java.io.ObjectStreamClass;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Small messages that demand much time or memory are refused. The timeouts are generous. Without the limits these
 * messages would run for ever or exhaust the heap.
 */
@Timeout(value = 60, unit = SECONDS)
class BombTest {
    /**
     * The buffers of the JDK's stream, the first buffer of a string (64 KiB), and the table of a class's fields (256
     * KiB).
     */
    private static final long CONSTANT_BYTES = 512 << 10;

    private static final long PER_BYTE = 64;

    private final Serializer serializer = Samples.serializer(Planet.class);

    @Test
    void anArrayThatAnnouncesMoreThanTheBytesHoldIsRefusedBeforeItIsAllocated() {
        for (Class<?> type : List.of(int[].class, byte[].class, double[].class, Object[].class, Planet[].class)) {
            long version = ObjectStreamClass.lookup(type).getSerialVersionUID();
            byte[] bomb = RawStream.array(type.getName(), version, Integer.MAX_VALUE - 16);
            assertThatIOException()
                    .isThrownBy(() -> Samples.read(serializer, bomb, Object.class))
                    .withMessageContaining("does not fit");
            assertBounded(bomb);
        }
    }

    @Test
    void collectionsThatAnnounceMoreThanTheBytesHoldAreRefused() throws IOException {
        for (Object collection : List.of(
                new ArrayList<>(List.of(1)),
                new HashSet<>(Set.of(1)),
                new java.util.HashMap<>(java.util.Map.of(1, 1)))) {
            byte[] bytes = Samples.writeUnchecked(collection);
            for (int place = 4; place < bytes.length - 4; place++) {
                byte[] bomb = bytes.clone();
                bomb[place] = 0x3F;
                bomb[place + 1] = (byte) 0xFF;
                assertBounded(bomb);
            }
        }
    }

    @Test
    void setsNestedDeeperThanTheLimitAreRefusedAtOnce() throws IOException {
        assertThatIOException()
                .isThrownBy(() -> Samples.read(serializer, nestedSets(100), Object.class))
                .withMessageContaining("deeper than 16 levels");
        byte[] lists = Samples.writeUnchecked(nestedLists(17));
        assertThatIOException()
                .isThrownBy(() -> Samples.read(serializer, lists, Object.class))
                .withMessageContaining("deeper than 16 levels");
    }

    @Test
    void setsNestedAsDeepAsAllowedCostLittle() throws IOException {
        Object value = Samples.read(serializer, nestedSets(7), Object.class);
        assertThat(value).isInstanceOf(HashSet.class);
        assertThatCode(() -> Samples.read(serializer, nestedSets(8), Object.class))
                .doesNotThrowAnyException();
    }

    @Test
    void aLimitAbove64LevelsIsNotGranted() throws IOException {
        Serializer deep = new JavaSerializerProvider()
                .create(SerializerContext.builder(List.of(), getClass().getClassLoader())
                        .payloadBytesMax(1 << 20)
                        .depthMax(1_000_000)
                        .build());
        byte[] bytes = Samples.writeUnchecked(nestedLists(100));
        assertThatIOException()
                .isThrownBy(() -> Samples.read(deep, bytes, Object.class))
                .withMessageContaining("deeper than 64 levels");
    }

    @Test
    void aChainOfTenThousandObjectsIsAnErrorOnBothSides() throws IOException {
        Planet chain = new Planet("p", 1);
        for (int i = 0; i < 10_000; i++) {
            Planet next = new Planet("p", 1);
            next.moon = chain;
            chain = next;
        }
        Planet longest = chain;
        assertThatIOException()
                .isThrownBy(() -> Samples.write(serializer, longest))
                .withMessageContaining("nested deeper than");
    }

    @Test
    void aTextAsRootIsBoundedByTheMessage() throws IOException {
        byte[] text = Samples.writeUnchecked("x".repeat(200_000));
        assertThat(Samples.read(serializer, text, String.class)).hasSize(200_000);
        byte[] cut = java.util.Arrays.copyOf(text, 20);
        assertBounded(cut);
    }

    @Test
    void typesThatMustNeverTravelCannotBeDeclared() {
        for (Class<?> type : List.of(java.net.URL.class, java.io.File.class, ClassLoader.class, Thread.class)) {
            assertThatCode(() -> Samples.serializer(type))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining(type.getName())
                    .hasMessageContaining("must never travel");
        }
    }

    private void assertBounded(byte[] bytes) {
        readQuietly(bytes); // the first reading also creates classes and tables of the JDK
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(self);
        readQuietly(bytes);
        assertThat(threads.getThreadAllocatedBytes(self) - before)
                .isLessThanOrEqualTo(PER_BYTE * bytes.length + CONSTANT_BYTES);
    }

    private void readQuietly(byte[] bytes) {
        try {
            Samples.read(serializer, bytes, Object.class);
        } catch (IOException expected) {
            assertThat(expected).hasMessageContaining("cannot be read");
        }
    }

    /**
     * Returns sets with two sets on each level, each of which holds both of the next level. The hash of the root takes
     * 2^levels steps.
     */
    private static byte[] nestedSets(int levels) throws IOException {
        Set<Object> root = new HashSet<>();
        Set<Object> left = root;
        Set<Object> right = new HashSet<>();
        for (int i = 0; i < levels; i++) {
            Set<Object> nextLeft = new HashSet<>(Set.of("left"));
            Set<Object> nextRight = new HashSet<>();
            left.add(nextLeft);
            left.add(nextRight);
            right.add(nextLeft);
            right.add(nextRight);
            left = nextLeft;
            right = nextRight;
        }
        return Samples.writeUnchecked(root);
    }

    private static Object nestedLists(int levels) {
        Object list = new ArrayList<>();
        for (int i = 0; i < levels; i++) {
            list = new ArrayList<>(List.of(list));
        }
        return list;
    }
}

package dev.comm.serialization.kryo;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.esotericsoftware.kryo.kryo5.io.Output;
import com.sun.management.ThreadMXBean;
import dev.comm.api.spi.Serializer;
import dev.comm.api.spi.SerializerContext;
import dev.comm.serialization.kryo.Samples.Cell;
import dev.comm.serialization.kryo.Samples.Planet;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Small messages that demand much time or memory are refused. The timeouts are generous. Without the limits these
 * messages would run for ever or exhaust the heap.
 */
@Timeout(value = 60, unit = SECONDS)
class BombTest {
    private static final long CONSTANT_BYTES = 64 << 10;
    private static final long PER_BYTE = 64;
    private static final int[] LENGTHS = {5, 1000, 100_000_000, Integer.MAX_VALUE, -1, Integer.MIN_VALUE};

    private final Serializer serializer = Samples.serializer(Planet.class, Cell.class);

    static Stream<Entry> sized() {
        return new Registry(Samples.context(Planet.class, Cell.class))
                .entries().stream().filter(entry -> !entry.type().isEnum());
    }

    @ParameterizedTest
    @MethodSource("sized")
    void noFormBelievesALengthThatTheBytesCannotHold(Entry entry) {
        for (int length : LENGTHS) {
            assertBounded(HostileBytesTest.bytes(out -> {
                out.writeVarInt(entry.number() + 2, true);
                out.writeVarInt(length, true);
            }));
            assertBounded(HostileBytesTest.bytes(out -> {
                out.writeVarInt(entry.number() + 2, true);
                out.writeByte(0); // the order of a sorted collection
                out.writeVarInt(length, true);
            }));
        }
    }

    @Test
    void aTextThatAnnouncesMoreThanTheBytesHoldIsRefused() {
        for (int length : LENGTHS) {
            byte[] bomb = HostileBytesTest.bytes(out -> {
                out.writeVarInt(1 + 2, true);
                out.writeVarIntFlag(true, length, true);
                out.writeByte('x');
            });
            assertBounded(bomb);
            assertThatIOException().isThrownBy(() -> Samples.read(serializer, bomb, String.class));
        }
    }

    @Test
    void collectionsWithinCollectionsCannotAnnounceMoreThanAllBytesTogether() {
        int number = numberOf(java.util.ArrayList.class);
        byte[] bomb = HostileBytesTest.bytes(out -> {
            for (int level = 0; level < 60; level++) {
                out.writeVarInt(number + 2, true);
                out.writeVarInt(100_000, true);
            }
            out.writeBytes(new byte[200_000]);
        });
        assertThatIOException()
                .isThrownBy(() -> Samples.read(serializer, bomb, Object.class))
                .withMessageContaining("more elements than the message has bytes");
        assertBounded(bomb);
    }

    @Test
    void tenThousandLevelsAreRefused() {
        int number = numberOf(java.util.ArrayList.class);
        byte[] bomb = HostileBytesTest.bytes(out -> writeLevels(out, number, 10_000));
        assertThatIOException()
                .isThrownBy(() -> Samples.read(serializer, bomb, Object.class))
                .withMessageContaining("deeper than 64 levels");
        assertBounded(bomb);
    }

    private static void writeLevels(Output out, int number, int levels) {
        for (int level = 0; level < levels; level++) {
            out.writeVarInt(number + 2, true);
            out.writeVarInt(1, true);
        }
        out.writeByte(0);
    }

    @Test
    void aChainOrACycleIsAnErrorForTheWriter() {
        Planet cycle = new Planet("p", 1);
        cycle.moon(cycle);
        assertThatIOException()
                .isThrownBy(() -> Samples.write(serializer, cycle))
                .withMessageContaining("deeper than 64 levels or refers to itself");
    }

    @Test
    void theDepthOfTheContextCounts() throws IOException {
        Serializer flat = new KryoSerializerProvider()
                .create(SerializerContext.builder(List.of(), getClass().getClassLoader())
                        .payloadBytesMax(1 << 20)
                        .depthMax(2)
                        .build());
        Samples.write(flat, List.of(1));
        assertThatIOException()
                .isThrownBy(() -> Samples.write(flat, List.of(List.of(1))))
                .withMessageContaining("deeper than 2 levels");
    }

    private static int numberOf(Class<?> type) {
        return new Registry(Samples.context())
                .entries().stream()
                        .filter(entry -> entry.type() == type)
                        .findFirst()
                        .orElseThrow()
                        .number();
    }

    private void assertBounded(byte[] bytes) {
        readQuietly(bytes); // the first reading also creates classes, lambdas and a Kryo instance
        borrowAgain();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(self);
        readQuietly(bytes);
        assertThat(threads.getThreadAllocatedBytes(self) - before)
                .isLessThanOrEqualTo(PER_BYTE * bytes.length + CONSTANT_BYTES);
    }

    /** Replaces the instance that was dropped after the error, so that its creation is not counted. */
    private void borrowAgain() {
        try {
            Samples.write(serializer, "x");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void readQuietly(byte[] bytes) {
        try {
            Samples.read(serializer, bytes, Object.class);
        } catch (IOException expected) {
            assertThat(expected).hasMessageContaining("cannot be read");
        }
    }
}

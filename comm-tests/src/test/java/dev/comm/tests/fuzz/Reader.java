package dev.comm.tests.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.spi.Serializer;
import dev.comm.api.spi.SerializerContext;
import dev.comm.api.spi.SerializerProvider;
import java.io.IOException;
import java.io.ObjectStreamClass;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

/** A reader of hostile bytes that checks the objects which a serializer returns. */
final class Reader {
    private static final long PAYLOAD_BYTES_MAX = 1 << 20;
    /** The limit of time, which is far above the time of an input of a fuzzer and far below that of a bomb. */
    private static final long CPU_NANOS_MAX = TimeUnit.SECONDS.toNanos(5);

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static final Class<?>[] EXPECTED = {
        Object.class, Sample.Cell.class, Collection.class, Map.class, Object[].class, Sample.Shape.class, String.class
    };

    private final Serializer serializer;
    private final ToLongFunction<byte[]> allocation;

    /**
     * Creates a reader of the types in {@link Sample}.
     *
     * @param allocation the number of bytes that the reading of an input may allocate
     */
    Reader(SerializerProvider provider, ToLongFunction<byte[]> allocation) {
        ClassLoader loader = Reader.class.getClassLoader();
        serializer = provider.create(SerializerContext.builder(Sample.types(), loader)
                .payloadBytesMax(PAYLOAD_BYTES_MAX)
                .build());
        this.allocation = allocation;
    }

    /** Reads an input, whose first byte chooses the type that the caller expects. */
    void read(byte[] input) {
        Tape tape = new Tape(input);
        Class<?> expected = EXPECTED[tape.next() % EXPECTED.length];
        byte[] bytes = tape.rest();
        Allocation.isBelow(allocation.applyAsLong(bytes), bytes.length, () -> read(bytes, expected));
        long start = THREADS.getCurrentThreadCpuTime();
        Object value = read(bytes, expected);
        assertThat(THREADS.getCurrentThreadCpuTime() - start).as("CPU time").isLessThan(CPU_NANOS_MAX);
        if (value != null) {
            assertThat(value).isInstanceOf(expected);
            assertThat(value).isNotInstanceOfAny(Class.class, ObjectStreamClass.class);
            check(value, 0);
        }
        assertThat(Canary.sung).as("code of an undeclared type ran").isNull();
    }

    /** Reads the bytes. It allows no exception except IOException. */
    private Object read(byte[] bytes, Class<?> expected) {
        try {
            return serializer.read(ByteBuffer.wrap(bytes), expected);
        } catch (IOException e) {
            if (!e.getMessage().contains(expected.getTypeName())) {
                throw new AssertionError("a message without the type: " + e.getMessage(), e);
            }
            return null;
        }
    }

    private void check(Object value, int depth) {
        if (value == null || depth > 100) {
            return;
        }
        assertThat(isDeclared(value.getClass())).as(value.getClass().getName()).isTrue();
        if (value instanceof Collection<?> elements) {
            inside(elements).forEach(each -> check(each, depth + 1));
        } else if (value instanceof Map<?, ?> map) {
            inside(map.keySet()).forEach(each -> check(each, depth + 1));
            inside(map.values()).forEach(each -> check(each, depth + 1));
        } else if (value instanceof Optional<?> optional) {
            check(optional.orElse(null), depth + 1);
        } else if (value.getClass().isArray()) {
            for (int i = 0; i < Array.getLength(value); i++) {
                check(Array.get(value, i), depth + 1);
            }
        } else if (value instanceof Record whole) {
            parts(whole, depth);
        } else if (value instanceof Sample.Body body) {
            check(body.next, depth + 1);
            check(body.tag, depth + 1);
        }
    }

    /**
     * Returns the elements of a collection. Bytes may omit or damage its internal state, which makes it useless but
     * harmless.
     */
    private static List<?> inside(Collection<?> elements) {
        try {
            return new ArrayList<>(elements);
        } catch (RuntimeException e) {
            return List.of();
        }
    }

    private void parts(Record whole, int depth) {
        try {
            for (RecordComponent part : whole.getClass().getRecordComponents()) {
                check(part.getAccessor().invoke(whole), depth + 1);
            }
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(whole.getClass().getName(), e);
        }
    }

    private static boolean isDeclared(Class<?> type) {
        Class<?> element = type;
        while (element.isArray()) {
            element = element.getComponentType();
        }
        // Within values the JDK allows the class object of a declared class, and its description.
        return element.isPrimitive()
                || element == ObjectStreamClass.class
                || element.getEnclosingClass() == Sample.class
                || element.getName()
                        .matches("java\\.(lang|util(\\.concurrent)?|time(\\.temporal)?|math)\\.[A-Za-z$0-9]+");
    }
}

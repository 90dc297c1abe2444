package dev.comm.serialization.kryo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.comm.serialization.kryo.Samples.Cell;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The reuse of Kryo instances. */
class InstancesTest {
    private final KryoSerializer serializer = new KryoSerializer(Samples.context(Cell.class));

    @Test
    void anInstanceIsUsedAgainAfterSuccessAndDroppedAfterAnyError() throws IOException {
        assertThat(serializer.idle()).isEqualTo(1);
        byte[] bytes = Samples.write(serializer, Samples.cell(1));
        assertThat(serializer.idle()).isEqualTo(1);
        assertThatIOException().isThrownBy(() -> Samples.read(serializer, new byte[] {9, 9}, Cell.class));
        assertThat(serializer.idle()).isZero();
        assertThat(Samples.read(serializer, bytes, Cell.class)).isEqualTo(Samples.cell(1));
        assertThat(serializer.idle()).isEqualTo(1);
        assertThatIOException().isThrownBy(() -> Samples.write(serializer, new Object()));
        assertThat(serializer.idle()).isZero();
        assertThatIOException().isThrownBy(() -> serializer.write(Samples.cell(1), new Full()));
        assertThat(serializer.idle()).isZero();
    }

    @Test
    void ofManyThreadsFewInstancesStay() throws Exception {
        int threads = 16;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<Boolean>> calls =
                    IntStream.range(0, 400).mapToObj(this::roundTrip).collect(Collectors.toList());
            for (Future<Boolean> result : pool.invokeAll(calls)) {
                assertThat(result.get()).isTrue();
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(serializer.idle())
                .isLessThanOrEqualTo(2 * Runtime.getRuntime().availableProcessors());
    }

    private Callable<Boolean> roundTrip(int index) {
        return () -> {
            byte[] bytes = Samples.write(serializer, Samples.cell(index));
            return Samples.read(serializer, bytes, Cell.class).equals(Samples.cell(index));
        };
    }

    /** A stream that accepts no bytes. */
    private static final class Full extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            throw new IOException("disk full");
        }
    }
}

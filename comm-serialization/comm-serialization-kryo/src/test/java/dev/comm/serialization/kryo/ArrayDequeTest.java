package dev.comm.serialization.kryo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A deque has no equals, hence its own test. */
class ArrayDequeTest {
    @Test
    void aDequeComesBackInOrder() throws IOException {
        var serializer = Samples.serializer();
        byte[] bytes = Samples.write(serializer, new ArrayDeque<>(List.of(2, 1)));
        ArrayDeque<?> copy = Samples.read(serializer, bytes, ArrayDeque.class);
        assertThat(List.<Object>copyOf(copy)).isEqualTo(List.of(2, 1));
    }
}

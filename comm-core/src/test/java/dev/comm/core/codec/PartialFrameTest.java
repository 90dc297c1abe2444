package dev.comm.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class PartialFrameTest {
    @Test
    void memoryGrowsWithTheBytesThatCameAndNotWithThoseThatWereAnnounced() {
        PartialFrame partial = new PartialFrame();
        int announced = 64 << 20;
        int received = 0;
        while (received < 1 << 20) {
            partial.fill(ByteBuffer.allocate(1000), announced);
            received += 1000;
            assertThat(partial.capacity()).isLessThanOrEqualTo(Math.max(64 << 10, 2 * received));
        }
    }

    @Test
    void smallFramesTakeNoMoreThanTheirSize() {
        PartialFrame partial = new PartialFrame();
        partial.fill(ByteBuffer.allocate(10), 24);
        assertThat(partial.capacity()).isEqualTo(24);
        partial.fill(ByteBuffer.allocate(20), 100);
        assertThat(partial.capacity()).isEqualTo(100);
        assertThat(partial.filled()).isEqualTo(30);
    }

    @Test
    void anIdleConnectionKeepsNoLargeArray() {
        PartialFrame partial = new PartialFrame();
        partial.fill(ByteBuffer.allocate(5000), 5000);
        partial.clear(true);
        assertThat(partial.capacity()).isEqualTo(5000);
        partial.clear(false);
        assertThat(partial.capacity()).isZero();
    }
}

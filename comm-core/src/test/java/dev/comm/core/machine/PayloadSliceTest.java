package dev.comm.core.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.Payload;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class PayloadSliceTest {
    private final Payload whole = Payload.of(new byte[] {0, 1, 2, 3, 4, 5});

    @Test
    void showsItsStretchAlone() {
        Payload slice = PayloadSlice.of(whole, 2, 3);

        assertThat(slice.length()).isEqualTo(3);
        assertThat(slice.bytes()).isEqualTo(ByteBuffer.wrap(new byte[] {2, 3, 4}));
    }

    @Test
    void readsNothingBehindItsEnd() {
        ByteBuffer target = ByteBuffer.allocate(10);

        int count = PayloadSlice.of(whole, 2, 3).read(1, target);

        assertThat(count).isEqualTo(2);
        assertThat(target.flip()).isEqualTo(ByteBuffer.wrap(new byte[] {3, 4}));
        assertThat(PayloadSlice.of(whole, 2, 3).read(3, ByteBuffer.allocate(1))).isZero();
    }

    @Test
    void leavesTheTargetsLimitAlone() {
        ByteBuffer target = ByteBuffer.allocate(10);

        PayloadSlice.of(whole, 0, 2).read(0, target);

        assertThat(target.limit()).isEqualTo(10);
    }

    @Test
    void mayBeEmptyButNotLargerThanTheWhole() {
        assertThat(PayloadSlice.of(whole, 6, 0).bytes().hasRemaining()).isFalse();
        assertThatThrownBy(() -> PayloadSlice.of(whole, 4, 3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> PayloadSlice.of(whole, 0, -1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void aSliceGivesNoByteOutsideOfIt() {
        Payload slice = PayloadSlice.of(Payload.of(new byte[] {1, 2, 3, 4}), 2, 2);
        ByteBuffer target = ByteBuffer.allocate(4);
        assertThatThrownBy(() -> slice.read(-1, target)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> slice.slice(-1, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> slice.slice(1, 2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(slice.read(Long.MAX_VALUE, target)).isZero();
        assertThat(target.position()).isZero();
    }
}

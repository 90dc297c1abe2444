package dev.comm.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CallOptionsTest {
    @Test
    void aNameThatDoesNotFitIntoAFrameIsRefusedAtTheCall() {
        assertThat(CallOptions.DEFAULT.name("x".repeat(100)).name()).hasSize(100);
        assertThatThrownBy(() -> CallOptions.DEFAULT.name("x".repeat(101)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("101");
    }

    @Test
    void aNameThatNoMemberWouldReceiveUnchangedIsRefusedAtTheCall() {
        assertThatThrownBy(() -> CallOptions.DEFAULT.name("a\ud83d"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("half a surrogate pair");
        assertThatThrownBy(() -> CallOptions.DEFAULT.name(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("a call's name");
    }

    @Test
    void aTimeoutIsPositive() {
        assertThatThrownBy(() -> CallOptions.DEFAULT.timeout(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CallOptions.DEFAULT.timeout(Duration.ofNanos(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

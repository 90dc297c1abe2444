package dev.comm.core.link;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Tokens are returned in order, each when the socket has taken the last of its bytes. */
class SentTokensTest {
    private final SentTokens tokens = new SentTokens();

    @Test
    void aTokenIsDueAtItsLastByte() {
        assertThat(tokens.isEmpty()).isTrue();
        tokens.add("a", 10);
        tokens.add("b", 10);
        tokens.add("c", 20);
        assertThat(tokens.take(9)).isNull();
        assertThat(tokens.take(10)).isEqualTo("a");
        assertThat(tokens.take(10)).isEqualTo("b");
        assertThat(tokens.take(19)).isNull();
        assertThat(tokens.isEmpty()).isFalse();
        assertThat(tokens.take(20)).isEqualTo("c");
        assertThat(tokens.take(Long.MAX_VALUE)).isNull();
        assertThat(tokens.isEmpty()).isTrue();
    }

    @Test
    void aTokenThatIsDueWaitsForThoseBefore() {
        tokens.add("bulk", 10);
        tokens.add("control", 0);
        assertThat(tokens.take(9)).isNull();
        assertThat(tokens.take(10)).isEqualTo("bulk");
        assertThat(tokens.take(0)).isEqualTo("control");
    }
}

package dev.comm.launcher.slurm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Words for a shell are short where they can be, and never open to the shell. */
class ShellWordTest {
    @ParameterizedTest
    @ValueSource(strings = {"java", "-Xmx2g", "--name=value", "/opt/x.y_z/1", "a,b:c@d+e%f"})
    void aPlainWordStaysAsItIs(String word) {
        assertThat(ShellWord.quote(word)).isEqualTo(word);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lib/*", "a b", "$HOME", "~", "#x", "", "`id`", "a;b", "ä"})
    void anyOtherWordIsInQuotes(String word) {
        assertThat(ShellWord.quote(word)).isEqualTo("'" + word + "'");
    }

    @Test
    void noCarriageReturnIsLeft() {
        assertThat(ShellWord.quote("a\r\nb'")).isEqualTo("'a'\"$(printf '\\r')\"'\nb'\\'''");
    }
}

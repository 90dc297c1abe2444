package dev.comm.core.driver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The strings of a peer stay within the log line that names the peer. */
class LogLineTest {
    @Test
    void aPeerCannotWriteLinesOfItsOwnOrCommandsForTerminals() {
        assertThat(LogLine.of("host a\r\nWARN all is well\u001b[2J\u0007\u2028x\u202e\u0085"))
                .isEqualTo("host a\\u000d\\u000aWARN all is well\\u001b[2J\\u0007\\u2028x\\u202e\\u0085");
    }

    @Test
    void wordsStayAsTheyAre() {
        assertThat(LogLine.of("Köln, 東京 – rank 3")).isEqualTo("Köln, 東京 – rank 3");
    }

    @Test
    void aLongOneIsCut() {
        String line = LogLine.of("x".repeat(100_000));
        assertThat(line).hasSize(LogLine.CHARACTERS_MAX + " … (cut)".length()).endsWith("(cut)");
    }

    @Test
    void halfACharacterIsNoProblem() {
        assertThat(LogLine.of("a\ud800b")).isEqualTo("a?b");
    }
}

package dev.comm.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Output of ranks, line by line. */
class LinePumpTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private String pump(InputStream from) {
        new LinePump(12, from, new PrintStream(printed, false, UTF_8)).run();
        return printed.toString(UTF_8).replace("\n", "/");
    }

    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "a, [12] a/",
        "a/, [12] a/",
        "a/b, [12] a/[12] b/",
        "/, [12] /",
        "a//b/, [12] a/[12] /[12] b/",
        "grüß/, [12] grüß/"
    })
    void eachLineBeginsWithTheRank(String text, String expected) {
        assertThat(pump(new ByteArrayInputStream(text.replace('/', '\n').getBytes(UTF_8))))
                .isEqualTo(expected);
    }

    @Test
    void anEndlessLineIsBroken() {
        String text = pump(new ByteArrayInputStream("x".repeat(200_000).getBytes(UTF_8)));

        assertThat(text.split("/")).hasSize(4).allMatch(line -> line.startsWith("[12] x") && line.length() <= 1 << 16);
        assertThat(text.chars().filter(each -> each == 'x')).hasSize(200_000);
    }

    @Test
    void aBrokenStreamIsSaid() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("gone");
            }
        };

        assertThat(pump(broken)).contains("output lost", "gone");
    }
}

package dev.comm.launcher.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The output of ranks, printed line by line. */
class LinePumpTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private final List<PrintStream> lost = new ArrayList<>();

    private String pump(InputStream from) {
        new LinePump(12, from, new PrintStream(printed, false, UTF_8), new TaggedOutput(lost::add)).run();
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

    @ParameterizedTest
    @CsvSource({
        "'10%\r20%\r', '[12] 10%\r[12] 20%\r/'",
        "'a\r/b\r/', '[12] a\r/[12] b\r/'",
    })
    void aBarKeepsItsTag(String text, String expected) {
        String bytes = text.replace("\\r", "\r").replace('/', '\n');

        assertThat(pump(new ByteArrayInputStream(bytes.getBytes(UTF_8)))).isEqualTo(expected.replace("\\r", "\r"));
    }

    /** Prints a prompt before its line ends, and does not join a line of another rank to it. */
    @Test
    @Timeout(60)
    void aPartOfALineThatStandsIsPrinted() throws Exception {
        PipedInputStream seen = new PipedInputStream();
        PrintStream to = new PrintStream(new PipedOutputStream(seen), true, UTF_8);
        TaggedOutput output = new TaggedOutput(lost::add);
        PipedOutputStream rank = new PipedOutputStream();
        LinePump pump = new LinePump(0, new PipedInputStream(rank), to, output);
        try (PartialLines partial = new PartialLines()) {
            partial.add(pump);
            new Thread(pump).start();

            rank.write("name? ".getBytes(UTF_8));
            rank.flush();
            assertThat(seen.readNBytes(10)).asString(UTF_8).isEqualTo("[0] name? ");
            new LinePump(1, new ByteArrayInputStream("hello\n".getBytes(UTF_8)), to, output).run();
            rank.write("Ada\n".getBytes(UTF_8));
            rank.close();
            assertThat(seen.readNBytes(19)).asString(UTF_8).isEqualTo("\n[1] hello\n[0] Ada\n");
        }
    }

    @Test
    void anOutputThatCannotBeWrittenIsToldOnceAndTheRankIsNotHeldUp() {
        PrintStream full = new PrintStream(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        });

        InputStream rank = new ByteArrayInputStream("a\n".repeat(10_000).getBytes(UTF_8));
        new LinePump(1, rank, full, new TaggedOutput(lost::add)).run();

        assertThat(lost).containsExactly(full);
    }
}

package dev.comm.examples.sky;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A progress bar and log lines on one terminal. */
class BarTerminalTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final BarTerminal terminal = new BarTerminal(new PrintStream(printed, true, UTF_8));

    /** Returns the lines that a terminal shows. Text after a carriage return overwrites the beginning of its line. */
    private List<String> screen() {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        int column = 0;
        for (char each : printed.toString(UTF_8).toCharArray()) {
            if (each == '\n') {
                lines.add(line.toString().stripTrailing());
                line.setLength(0);
            }
            if (each == '\n' || each == '\r') {
                column = 0;
            } else {
                line.replace(column, Math.min(column + 1, line.length()), String.valueOf(each));
                column++;
            }
        }
        lines.add(line.toString().stripTrailing());
        return lines;
    }

    @Test
    void aLineOfTheLogStandsAboveTheBar() {
        terminal.accept("Sky  40% [====      ] 4/10");
        terminal.lines().println("WARN 3 left");
        assertThat(screen()).containsExactly("WARN 3 left", "Sky  40% [====      ] 4/10");

        terminal.accept("Sky 100% [==========] 10/10");
        terminal.close();
        terminal.lines().println("end");

        assertThat(screen()).containsExactly("WARN 3 left", "Sky 100% [==========] 10/10", "end", "");
    }

    @Test
    void aShorterBarLeavesNothingOfALongerOne() {
        terminal.accept("long bar");
        terminal.accept("bar");

        assertThat(screen()).containsExactly("bar");
    }

    @Test
    void aPartOfALineWaitsForItsEnd() {
        terminal.accept("bar");
        PrintStream lines = terminal.lines();
        lines.print("one ");
        assertThat(screen()).containsExactly("bar");
        lines.println("line");

        assertThat(screen()).containsExactly("one line", "bar");
    }
}

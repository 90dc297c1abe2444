package dev.comm.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;

/** The command line, run inside of the test, and its output. */
final class CommandLineHarness {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private int code;

    static CommandLineHarness run(String... arguments) {
        CommandLineHarness harness = new CommandLineHarness();
        harness.code = Main.run(
                new PrintStream(harness.out, true, UTF_8), new PrintStream(harness.err, true, UTF_8), arguments);
        return harness;
    }

    int code() {
        return code;
    }

    String out() {
        return out.toString(UTF_8);
    }

    List<String> outLines() {
        return out().lines().toList();
    }

    String err() {
        return err.toString(UTF_8);
    }

    String lastLine() {
        return err().lines().reduce((first, second) -> second).orElse("");
    }
}

package dev.comm.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command line: help, version, bad arguments. */
class MainTest {
    @Test
    void helpNamesTheCommands() {
        CommandLineHarness help = CommandLineHarness.run("--help");

        assertThat(help.code()).isZero();
        assertThat(help.out()).contains("Usage: comm", "run", "secret", "--version");
    }

    @Test
    void helpOfRunTellsTheExitCodes() {
        CommandLineHarness help = CommandLineHarness.run("run", "--help");

        assertThat(help.code()).isZero();
        assertThat(help.out()).contains("-n", "--on-failure", "--report", "Exit codes:", "Example: comm run -n 4 --");
    }

    @Test
    void theVersionIsOneLine() {
        CommandLineHarness version = CommandLineHarness.run("--version");

        assertThat(version.code()).isZero();
        assertThat(version.outLines()).singleElement().asString().matches("comm \\S.*\\(Java .*\\)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                   | Usage: comm",
                "fly                                  | fly",
                "run -- true                          | -n",
                "run -n 2                             | COMMAND",
                "run -n 0 -- true                     | -n is 1 to 4096, not 0",
                "run -n two -- true                   | 'two'",
                "run -n 2 --allow-lost -1 -- true     | --allow-lost is 0 or more",
                "run -n 2 --grace soon -- true        | --grace 'soon': a duration is expected",
                "run -n 2 --timeout 1y -- true        | --timeout '1y'",
                "run -n 2 --on-failure panic -- true  | panic",
                "run -n 2 --set Rank=1 -- true        | write the setting like min.survivors",
                "run -n 2 --set secret=x -- true      | comm run sets it itself",
                "run -n 2 --set rank=1 -- true        | comm run sets it itself",
                "run -n 2 -- ./no-such-program        | './no-such-program' is on the PATH",
                "secret                               | comm secret new [FILE]",
            })
    void badArgumentsAreExplainedAndEndWith2(String arguments, String message) {
        CommandLineHarness bad = CommandLineHarness.run(arguments.isEmpty() ? new String[0] : arguments.split(" +"));

        assertThat(bad.code()).isEqualTo(2);
        assertThat(bad.err()).contains(message).doesNotContain("Exception");
    }
}

package dev.comm.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
                "run -- true                          | '--ranks=N'",
                "run -n 2                             | COMMAND",
                "run -n 0 -- true                     | -n is 1 to 4096, not 0",
                "run -n two -- true                   | 'two'",
                "run -n 2 --allow-lost -1 -- true     | --allow-lost is 0 or more",
                "run -n 2 --grace soon -- true        | --grace 'soon': a duration is expected",
                "run -n 2 --timeout 1y -- true        | --timeout '1y'",
                "run -n 2 --on-failure panic -- true  | panic",
                "run -n 2 --set Slots=1 -- true       | --set Slots=1: write slots; there is no setting Slots",
                "run -n 2 --set foo=bar -- true       | choose one of docs/SETTINGS.md; there is no setting foo",
                "run -n 2 --set call.timeout=1s -- ls | docs/SETTINGS.md: timeout, dead.timeout, ",
                "run -n 2 --set COMM_MIN_SURVIVORS=1 -- ls | write min.survivors; there is no setting COMM_MIN",
                "run -n 2 --set tls.cert=x -- true    | write tls.certificate; there is no setting tls.cert",
                "run -n 2 --set profil=fast -- true   | --set profil=fast: write profile; there is no setting profil",
                "run -n 2 --set types=x -- true       | there is no setting types",
                "run -n 2 --set profile=fsat -- true  | --set profile=fsat: one of lan, fast, wan is expected",
                "run -n 2 --set slots=0 -- true       | --set slots=0: a node has 1 to 4096 slots",
                "run -n 2 --set timeout=0 -- true     | --set timeout=0: a time is more than 0",
                "run -n 2 --timeout 0 -- true         | --timeout is more than 0",
                "run -n 2 --grace PT-1S -- true       | --grace is 0 to 365d",
                "run -n 2 --timeout PT9999999H -- sh  | --timeout is 0 to 365d",
                "run -n 2 --report /none/x -- true    | --report /none/x: name a file in a folder that exists",
                "run -n 2 --report / -- true          | --report /: name a file",
                "run -n 2 --set secret=x -- true      | comm run sets it itself",
                "run -n 2 --set rank=1 -- true        | comm run sets it itself",
                "run -n 2 -- ./no-such-program        | './no-such-program' is on the PATH",
                "runn -n 2 -- true                    | there is no command runn",
                "run -n 2 --set profile fast -- true  | write NAME=VALUE, such as --set profile=fast: profile has no",
                "run -n 2 --timeout 5 -- true         | --timeout 5: add a unit, such as 5s for seconds",
                "run -n 2 --grace 10 -- true          | --grace 10: add a unit",
                "run -n 2 Foo.java                    | start it with java, such as: java -cp 'lib/*' Foo.java: cannot",
                "run -n 2 ./app.jar                   | start it with java: java -jar ./app.jar: cannot start",
                "run -n 2 java -cp a.jar b.jar Main   | write the class path in quotes, such as -cp 'lib/*'",
                "secret                               | comm secret new [FILE]",
            })
    void badArgumentsAreExplainedAndEndWith2(String arguments, String message) {
        CommandLineHarness bad = CommandLineHarness.run(arguments.isEmpty() ? new String[0] : arguments.split(" +"));

        assertThat(bad.code()).isEqualTo(2);
        assertThat(bad.err()).contains(message).doesNotContain("Exception");
    }

    @Test
    void aCommandInQuotesIsExplained() {
        CommandLineHarness bad = CommandLineHarness.run("run", "-n", "2", "--", "java -version");

        assertThat(bad.code()).isEqualTo(2);
        assertThat(bad.err()).contains("comm run: leave out the quotes around the command");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run -n 0 -- true", "run -- true", "run -n 2 --time 3s -- true", "rnu", "cert new"})
    void anErrorIsNotHiddenByTheHelp(String arguments) {
        CommandLineHarness bad = CommandLineHarness.run(arguments.split(" "));

        assertThat(bad.err().lines().count()).as(bad.err()).isLessThanOrEqualTo(3);
        assertThat(bad.err()).startsWith("comm").containsPattern("see comm( run| cert new)? --help\n$");
    }

    @Test
    void theSpellingOfMpirunIsUnderstood() {
        assertThat(CommandLineHarness.run("run", "-np", "2", "--", "true").lastLine())
                .isEqualTo("comm run: done, 2 of 2 ranks ended with 0");
    }

    @Test
    void helpIsACommandToo() {
        assertThat(CommandLineHarness.run("help", "run").out())
                .isEqualTo(CommandLineHarness.run("run", "--help").out());
        assertThat(CommandLineHarness.run("help").out()).contains("Usage: comm");
    }

    @Test
    void theShellCanCompleteCommandsAndOptions() {
        CommandLineHarness script = CommandLineHarness.run("completion");

        assertThat(script.code()).isZero();
        assertThat(script.out()).contains("complete -F _complete_comm", "--allow-lost", "secret");
    }
}

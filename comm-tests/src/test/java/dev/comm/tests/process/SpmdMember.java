package dev.comm.tests.process;

import dev.comm.api.CommConfig;
import dev.comm.api.Communicator;
import dev.comm.api.Profile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/**
 * A member of a team that obeys its standard input, with one command on each line, and prints one line for each result.
 * A test can thus control the order of all events without a clock.
 */
public final class SpmdMember {
    private static final PrintStream OUT = System.out;

    private SpmdMember() {}

    /** Joins with the settings of the environment, and obeys commands until {@code exit} or the end of its input. */
    public static void main(String[] args) {
        CommConfig.Builder config = TestConfig.fromEnvironment().types(Sample.class);
        int code = Communicator.run(config, SpmdMember::obey);
        OUT.println("EXIT " + code);
        OUT.flush();
        System.exit(code);
    }

    private static void obey(Communicator comm) throws IOException {
        SpmdCommands commands = new SpmdCommands(comm);
        say("JOINED rank=" + comm.rank() + " size=" + comm.size() + " members="
                + comm.view().members().keySet());
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            String[] words = line.trim().split(" ");
            if (words[0].equals("exit")) {
                return;
            }
            if (words[0].equals("throw")) {
                throw new IllegalStateException("the program failed as it was told");
            }
            say("BEGIN " + words[0]);
            say("DONE " + words[0] + " " + commands.run(words[0], Arrays.copyOfRange(words, 1, words.length)));
        }
    }

    static void say(String line) {
        OUT.println(line);
        OUT.flush();
    }

    /** The times of the tests. The dead timeout may be long, because the socket reports crashes at once. */
    static final class TestConfig {
        private TestConfig() {}

        static CommConfig.Builder fromEnvironment() {
            return CommConfig.fromEnvironment()
                    .timing(TestTiming.of(
                            Long.parseLong(System.getProperty("test.dead.millis", "15000")),
                            Duration.ofSeconds(60),
                            Profile.LAN.timing()));
        }
    }
}

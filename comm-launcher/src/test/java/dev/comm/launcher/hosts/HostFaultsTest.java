package dev.comm.launcher.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each fault of a host is told with its cure. */
class HostFaultsTest {
    private static final List<String> GOOD = List.of(
            "java 17.0.9",
            "addresses 10.0.0.1",
            "memory 4000",
            "work ok",
            "shared ok",
            "port ok",
            "clock 3 1",
            "end ok");

    private final HostReports reports = new HostReports(100);

    private void say(int task, String... lines) {
        for (String line : lines) {
            reports.read(task + ": comm-hosts " + line);
        }
    }

    private void good(int task) {
        say(task, "host n" + task);
        say(task, GOOD.toArray(String[]::new));
    }

    private List<String> faults(int hosts) {
        List<String> names =
                IntStream.range(0, hosts).mapToObj(each -> "n" + each).toList();
        return HostFaults.of(reports.of(names), Duration.ofSeconds(10));
    }

    @Test
    void goodHostsHaveNoFault() {
        good(0);
        good(1);
        say(0, "port 10.0.0.1:20001", "clock ");

        assertThat(faults(2)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "java none            | load a JDK of version 17 or newer, .*: n1 has no java",
                "java 11.0.2          | load a JDK of version 17 or newer, .*: n1 has Java 11.0.2",
                "java 1.8.0_442       | load a JDK of version 17 or newer, .*: n1 has Java 1.8.0_442",
                "java 21.0.1          | use the same version of Java .*: n1 has Java 21.0.1, but n0 has 17.0.9",
                "work does not see /w | start the job in a folder that all hosts see .*: n1 does not see /w",
                "shared cannot write  | name a folder that all hosts see in COMM_SHARED, .*: n1 cannot write",
                "port cannot connect  | let a firewall pass the ports 20000 to 31999 of n0, .*: n1 cannot connect",
                "'addresses '         | connect the host to a network: n1 has only loopback addresses",
                "memory 100           | free memory, .*: n1 has 100 MiB free",
                "clock -9000 100      | set the clock of the host, .*: n1 is 9 s behind the first host",
                "clock 8000 10        | set the clock of the host, .*: n1 is 8 s ahead of the first host",
            })
    void aFaultHasItsCureFirst(String line, String fault) {
        good(0);
        good(1);
        say(1, line);

        assertThat(faults(2)).singleElement().asString().matches(fault);
    }

    @Test
    void ifRank0CannotListenTheOthersHaveNoFault() {
        good(0);
        good(1);
        say(0, "port cannot listen: 10.0.0.1:7777: Address already in use");
        say(1, "port cannot connect to n0:20001");

        assertThat(faults(2))
                .containsExactly("correct COMM_BIND or COMM_SHARED, so that rank 0 can listen:"
                        + " n0 cannot listen: 10.0.0.1:7777: Address already in use");
    }

    @Test
    void aClockThatIsMeasuredBadlyIsNoFault() {
        good(0);
        good(1);
        say(1, "clock 8000 7000");

        assertThat(faults(2)).isEmpty();
    }

    @Test
    void aHostThatDoesNotAnswerIsTold() {
        good(0);
        say(2, "host n2", "java 17.0.9");

        assertThat(faults(3))
                .containsExactly("look at the host by 'scontrol show node', or give more time by --timeout:"
                        + " n1 did not answer (time 10 s); n2 did not end the check (time 10 s)");
    }

    @Test
    void missingJarsAreNoSilence() {
        good(0);
        say(1, "host n1", "java 17.0.9", "jars /opt/lib/comm.jar");

        assertThat(faults(2))
                .containsExactly(
                        "move the jars of Comm to a folder that all hosts see:" + " n1 does not see /opt/lib/comm.jar");
    }

    @Test
    void manyHostsWithOneFaultAreShortened() {
        IntStream.range(0, 50).forEach(this::good);
        IntStream.range(1, 50).forEach(task -> say(task, "java none"));

        assertThat(faults(50)).singleElement().asString().endsWith("n10 has no java; and 39 more hosts");
    }

    @Test
    void strangeLinesAreKeptButBounded() {
        List<String> lines =
                new ArrayList<>(List.of("0: comm-hosts nonsense x", "9999: comm-hosts host n0", "\u001b[31m"));
        IntStream.range(0, 100).forEach(each -> lines.add("welcome to the site"));
        lines.forEach(reports::read);

        assertThat(reports.otherLines())
                .hasSize(20)
                .startsWith("0: comm-hosts nonsense x")
                .doesNotContain("\u001b[31m");
        assertThat(reports.of(List.of("n0")))
                .singleElement()
                .satisfies(each -> assertThat(each.hasJava()).isFalse());
    }
}

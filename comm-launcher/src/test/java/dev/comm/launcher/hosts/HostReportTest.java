package dev.comm.launcher.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What hosts reported, as rows of a table. */
class HostReportTest {
    private static List<String> table(String... lines) {
        HostReports reports = new HostReports(9);
        List.of(lines).forEach(reports::read);
        TextTable table = new TextTable("host", "java", "addresses", "memory", "work", "shared", "clock", "port");
        reports.of(List.of("n0", "n1")).forEach(each -> each.addTo(table));
        return table.lines();
    }

    @Test
    void theFirstHostShowsItsPortAndOthersTheirWayToIt() {
        assertThat(table(
                        " 0: comm-hosts host n0",
                        " 0: comm-hosts port 10.0.0.1:20001",
                        "1: comm-hosts host n1",
                        "1: comm-hosts addresses 10.0.0.2 10.1.0.2 172.17.0.1",
                        "1: comm-hosts clock -1500 3",
                        "1: comm-hosts port cannot connect"))
                .containsExactly(
                        "host  java  addresses            memory  work  shared  clock   port",
                        "n0    -     -                    -       -     -       -       10.0.0.1:20001",
                        "n1    -     10.0.0.2 10.1.0.2 …  -       -     -       -1.5 s  FAULT");
    }

    /** Slurm may count the tasks in another order than the list of hosts. */
    @Test
    void theHostOfTask0IsTheFirst() {
        assertThat(table("0: comm-hosts host n1", "1: comm-hosts host n0").get(1))
                .startsWith("n1 ");
    }

    @ParameterizedTest
    @CsvSource({"17.0.9, 17", "1.8.0_442, 8", "21, 21", "25-ea, 25", "none, 0", "99999, 0", "'', 0"})
    void theMajorVersionIsRead(String version, int major) {
        HostReports reports = new HostReports(1);
        reports.read("0: comm-hosts host n0");
        reports.read("0: comm-hosts java " + version);

        assertThat(reports.of(List.of("n0")).get(0).javaMajor()).isEqualTo(major);
    }
}

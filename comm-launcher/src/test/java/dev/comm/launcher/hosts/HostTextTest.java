package dev.comm.launcher.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hosts of the command line and of files, with their slots. */
class HostTextTest {
    private static String text(Allocation allocation) {
        return allocation.hosts().stream()
                .map(each -> each.name() + "=" + each.slots())
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "n0               | n0=1",
                "n0,n1:4          | n0=1 n1=4",
                "n[0-1,7]:2,login | n0=2 n1=2 n7=2 login=1",
                "n0,n1,n0:3       | n0=4 n1=1",
                "10.0.0.1:2       | 10.0.0.1=2",
            })
    void aListHasSlotsAfterAColon(String list, String hosts) {
        assertThat(text(HostText.list(list, "--hosts"))).isEqualTo(hosts);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",", "n0,", "n[0-", "n0:x", "n0:0", "n0:99999", "n 0", "$(id)", "n[1-999999]"})
    void aWrongListIsRefused(String list) {
        assertThatIllegalArgumentException().isThrownBy(() -> HostText.list(list, "--hosts"));
    }

    @Test
    void aFileMayBeOfMpirun() {
        Allocation found = HostText.file(
                List.of("# hosts", "n0 slots=4", "", "n[1-2] slots=2 user=me port=22", "n3 # spare"), "--hostfile F");
        assertThat(text(found)).isEqualTo("n0=4 n1=2 n2=2 n3=1");
        assertThat(found.source()).isEqualTo("--hostfile F");
    }

    @Test
    void aFileMayBeOfPbsOrGridEngine() {
        assertThat(text(HostText.file(List.of("n0", "n0", "n1"), "PBS_NODEFILE")))
                .isEqualTo("n0=2 n1=1");
        assertThat(text(HostText.file(List.of("n0 4 all.q@n0 UNDEFINED", "n1 2 all.q@n1 <NULL>"), "PE_HOSTFILE")))
                .isEqualTo("n0=4 n1=2");
    }

    @Test
    void aWrongFileIsRefused() {
        Stream.of(List.<String>of(), List.of("# none"), List.of("n0 slots=x"), List.of("n0 slots=0"), List.of("n0 n1"))
                .forEach(lines ->
                        assertThatIllegalArgumentException().isThrownBy(() -> HostText.file(lines, "--hostfile F")));
    }
}

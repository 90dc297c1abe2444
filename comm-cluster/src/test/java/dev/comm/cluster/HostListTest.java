package dev.comm.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostListTest {
    @Test
    void aListHasTheFormsOfSlurm() {
        assertThat(HostList.parse("login")).containsExactly("login");
        assertThat(HostList.parse("n[0-2,7],login")).containsExactly("n0", "n1", "n2", "n7", "login");
        assertThat(HostList.parse("gpu[08-11]-ib")).containsExactly("gpu08-ib", "gpu09-ib", "gpu10-ib", "gpu11-ib");
        assertThat(HostList.parse("n[8-10]")).containsExactly("n8", "n9", "n10");
        assertThat(HostList.parse("r[1-2]n[01-02]")).containsExactly("r1n01", "r1n02", "r2n01", "r2n02");
        assertThat(HostList.parse("[1-2]")).containsExactly("1", "2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", ",", "n[", "n]", "n[]", "n[3-1]", "n[a-b]", "n[1-2", "n[[1]]", "n 1", "n[1,]", "n[-1]", "a,,b",
                "n[0]]"
            })
    void anotherFormIsRefusedWithTheCure(String text) {
        assertThatThrownBy(() -> HostList.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("write hosts as n[0-3,7],login");
    }

    @ParameterizedTest
    @ValueSource(strings = {"n[0-65536]", "n[0-999999999]", "a[0-999]b[0-999]", "n[0-65535],m", "n[0-65535,0]"})
    void aListIsBounded(String text) {
        assertThatThrownBy(() -> HostList.parse(text)).hasMessageStartingWith("give a shorter list of hosts");
    }

    @Test
    void theLongestListIsRead() {
        assertThat(HostList.parse("n[00000-65535]")).hasSize(65_536).endsWith("n65535");
    }
}

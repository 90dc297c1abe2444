package dev.comm.api.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The parsing of durations and addresses. */
class ParsersTest {
    @ParameterizedTest
    @CsvSource({
        "250, PT0.25S",
        "50us, PT0.00005S",
        "250ms, PT0.25S",
        "30s, PT30S",
        "30 s, PT30S",
        "5m, PT5M",
        "2H, PT2H",
        "1d, PT24H",
        "PT30S, PT30S",
        "pt1h5m, PT1H5M",
        "0, PT0S"
    })
    void durationsAreRead(String text, Duration expected) {
        assertThat(Parsers.duration(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"s", "5 minutes", "1.5s", "-5s", "1s2", "9999999999999999s", "٣s"})
    void otherDurationsAreRefused(String text) {
        assertThatThrownBy(() -> Parsers.duration(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("30s, 5m, 2h");
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:9021, 127.0.0.1, 9021, false",
        "node-7.lab:1, node-7.lab, 1, true",
        "[::1]:65535, 0:0:0:0:0:0:0:1, 65535, false"
    })
    void addressesAreRead(String text, String host, int port, boolean unresolved) {
        assertThat(HostPort.targets(text)).singleElement().satisfies(address -> {
            assertThat(address.getHostString()).isEqualTo(host);
            assertThat(address.getPort()).isEqualTo(port);
            assertThat(address.isUnresolved()).isEqualTo(unresolved);
        });
    }

    @Test
    void aLocalNameIsLookedUp() {
        assertThat(HostPort.local("localhost:0").getAddress().isLoopbackAddress())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":1", "a", "a:", "a:b", "a:1:2", "[::1]", "http://a:1", "a b:1", "a:123456"})
    void otherAddressesAreRefused(String text) {
        assertThatThrownBy(() -> HostPort.targets(text)).isInstanceOf(IllegalArgumentException.class);
    }
}

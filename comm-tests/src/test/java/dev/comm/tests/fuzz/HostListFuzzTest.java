package dev.comm.tests.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.comm.api.CommConfig;
import dev.comm.api.error.ConfigException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

/** A list of masters as text is read or refused. */
@Tag("fuzz")
class HostListFuzzTest {
    /** Accepts only a list that can be written as the same text. It refuses every other text with a sentence. */
    @FuzzTest(maxDuration = "30m")
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void aListIsReadOrRefusedWithASentence(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        List<InetSocketAddress> masters = read(text);
        if (masters == null) {
            return;
        }
        assertThat(masters)
                .hasSize((int) text.chars().filter(each -> each == ',').count() + 1);
        assertThat(masters).allSatisfy(HostListFuzzTest::isUsable);
        String again = masters.stream().map(HostListFuzzTest::written).collect(Collectors.joining(","));
        assertThat(read(again)).isEqualTo(masters);
    }

    private static void isUsable(InetSocketAddress address) {
        assertThat(address.getPort()).isBetween(1, 65_535);
        assertThat(address.getHostString()).isNotBlank().doesNotContain(" ", ",", "/", "\n");
    }

    private static String written(InetSocketAddress address) {
        String host = address.getHostString();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    private static List<InetSocketAddress> read(String text) {
        try {
            return CommConfig.builder().master(text).build().masters();
        } catch (ConfigException e) {
            assertThat(e.getMessage()).contains("master");
            return null;
        }
    }
}

package dev.comm.transport.tcp.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.spi.OriginQuota;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The connection that is closed for a new one. Of 16 places an address may have 2. */
class OriginQuotaTest {
    private static final int MAX = 16;
    private static final String FLOOD = "203.0.113.7";

    private final OriginQuota<String> crowd = new OriginQuota<>(MAX);
    private final List<String> gone = new ArrayList<>();
    private final List<String> here = new ArrayList<>();

    private static RemoteOrigin origin(String address) throws IOException {
        return RemoteOrigin.of(new InetSocketAddress(InetAddress.getByName(address), 1));
    }

    private void come(String name, String address) throws IOException {
        RemoteOrigin origin = origin(address);
        String surplus = crowd.surplus(origin, origin.loopback());
        if (surplus != null) {
            crowd.remove(surplus);
            here.remove(surplus);
            gone.add(surplus);
        }
        crowd.add(name, origin);
        here.add(name);
        assertThat(crowd.size()).isEqualTo(here.size()).isLessThanOrEqualTo(MAX);
    }

    /**
     * Each row has addresses in the order of their connections, and the indexes of the connections that were closed.
     */
    @ParameterizedTest
    @CsvSource({
        "a a, ''",
        "a a a, 0",
        "a b a a a, '0 2'",
        "6a 6b 6c, 0",
        "6a 6b 7a, ''",
        "l l l l, ''",
        "L L L L, ''",
        "a b c d e f g h i j k m n o p q, ''",
        "a b c d e f g h i j k m n o p q r, 0",
        "a b c d e f g h i j k m n o p q r s, '0 1'",
        "a b c d e f g h i j k m n o p p q, 14",
        "a b b c c d d e e f f g g h h i j k, '1 3'",
        "a l b b c c d d e e f f l l l l j k, '1 12'",
    })
    void whoGoesIsSaid(String order, String expected) throws IOException {
        List<String> kinds = Arrays.asList(order.split(" "));
        for (int i = 0; i < kinds.size(); i++) {
            come(String.valueOf(i), address(kinds.get(i)));
        }
        assertThat(String.join(" ", gone)).isEqualTo(expected);
    }

    private static String address(String kind) {
        return switch (kind) {
            case "l" -> "127.0.0.1";
            case "L" -> "::1";
            case "6a" -> "2001:db8:1:2::1";
            case "6b" -> "2001:db8:1:2:ffff::7";
            case "6c" -> "2001:db8:1:2:0:1::";
            case "7a" -> "2001:db8:1:3::1";
            default -> "192.0.2." + (int) kind.charAt(0);
        };
    }

    @Test
    void aFloodFromOneAddressEvictsOnlyItsOwn() throws IOException {
        for (int i = 0; i < MAX - 2; i++) {
            come("quiet " + i, "192.0.2." + i);
        }
        for (int i = 0; i < 1_000; i++) {
            come("flood " + i, FLOOD);
        }
        assertThat(gone).hasSize(998).allMatch(each -> each.startsWith("flood"));
    }

    @Test
    void aFloodFromManyAddressesDoesNotEvictAQuietOne() throws IOException {
        come("quiet", "192.0.2.1");
        for (int i = 0; i < 1_000; i++) {
            come("flood " + i, "203.0.113." + i % 8);
        }
        assertThat(gone).hasSize(985).doesNotContain("quiet");
    }

    @Test
    void aFloodFromThisMachineDoesNotEvictAQuietOne() throws IOException {
        come("quiet", "192.0.2.1");
        for (int i = 0; i < 1_000; i++) {
            come("flood " + i, "127.0.0.1");
        }
        assertThat(gone).hasSize(985).doesNotContain("quiet");
    }

    @Test
    void whoHasEndedIsForgotten() throws IOException {
        for (int i = 0; i < 100; i++) {
            come("one " + i, "192.0.2." + i % 20);
        }
        List.copyOf(here).forEach(crowd::remove);
        crowd.remove("unknown");

        assertThat(crowd.size()).isZero();
        assertThat(crowd.origins()).isZero();
        assertThat(crowd.surplus(origin(FLOOD), false)).isNull();
    }
}

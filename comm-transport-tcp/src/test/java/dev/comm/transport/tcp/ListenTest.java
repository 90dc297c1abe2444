package dev.comm.transport.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.CommConfig;
import dev.comm.api.error.TransportException;
import dev.comm.api.spi.TransportConfig;
import dev.comm.api.spi.TransportProvider;
import dev.comm.core.provider.Providers;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class ListenTest {
    private static final TcpTransportProvider TCP = new TcpTransportProvider();

    @Test
    void theProviderIsFoundUnderItsName() {
        TransportProvider found = Providers.find(
                TransportProvider.class, "tcp", CommConfig.builder().build());
        assertThat(found).isInstanceOf(TcpTransportProvider.class);
    }

    @Test
    void aTakenPortSaysWhichAndWhatToDo() {
        try (Station first = new Station(TCP);
                Station second = new Station(TCP)) {
            InetSocketAddress taken = first.listen();
            assertThatThrownBy(() -> second.transport.listen(taken))
                    .isInstanceOf(TransportException.class)
                    .hasMessageContaining("port " + taken.getPort() + " is taken")
                    .hasMessageContaining("set bind (COMM_BIND) to an address with another port");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.7"})
    void anOpenDoorIsRefusedWithTheWaysOut(String host) {
        try (Station station = new Station(TCP)) {
            assertThatThrownBy(() -> station.transport.listen(new InetSocketAddress(host, 0)))
                    .isInstanceOf(TransportException.class)
                    .hasMessageContaining("Refused to listen")
                    .hasMessageContaining("Set a secret")
                    .hasMessageContaining("bind 127.0.0.1")
                    .hasMessageContaining("unsafeAnonymous");
        }
    }

    @Test
    void anAuthenticatedOrExpresslyOpenDoorIsAllowed() {
        for (boolean authenticated : new boolean[] {true, false}) {
            TransportConfig config = TransportConfig.builder()
                    .endpointsMax(16)
                    .authenticated(authenticated)
                    .unsafeAnonymous(!authenticated)
                    .build();
            try (Station station = new Station(TCP, config)) {
                assertThat(station.transport
                                .listen(new InetSocketAddress("0.0.0.0", 0))
                                .getPort())
                        .isPositive();
            }
        }
    }

    @Test
    void anAddressOfAnotherMachineIsNamed() {
        TransportConfig config =
                TransportConfig.builder().endpointsMax(16).authenticated(true).build();
        try (Station station = new Station(TCP, config)) {
            assertThatThrownBy(() -> station.transport.listen(new InetSocketAddress("192.0.2.7", 0)))
                    .hasMessageContaining("192.0.2.7")
                    .hasMessageContaining("no network interface");
        }
    }

    @Test
    void anUnknownNameCannotBeListenedOn() {
        try (Station station = new Station(TCP)) {
            assertThatThrownBy(() -> station.transport.listen(InetSocketAddress.createUnresolved("nowhere.invalid", 1)))
                    .isInstanceOf(TransportException.class)
                    .hasMessageContaining("nowhere.invalid is unknown");
        }
    }

    @Test
    void aHostNameThatStandsForTheLoopbackGetsAHint() throws UnknownHostException {
        InetAddress debian = InetAddress.getByAddress("compute7", new byte[] {127, 0, 1, 1});
        assertThat(BindGuard.hint(new InetSocketAddress(debian, 9021)))
                .contains("compute7 resolves to 127.0.1.1", "/etc/hosts");
        assertThat(BindGuard.hint(new InetSocketAddress("127.0.0.1", 9021))).isNull();
        assertThat(BindGuard.hint(new InetSocketAddress("::1", 9021))).isNull();
        assertThat(BindGuard.hint(new InetSocketAddress(InetAddress.getLoopbackAddress(), 9021)))
                .isNull();
    }
}

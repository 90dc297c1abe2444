package dev.comm.transport.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.Tls;
import dev.comm.api.error.TransportException;
import dev.comm.api.spi.TransportConfig;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SEC-16: the addresses on which each kind of proof allows to listen, and the errors for all others. */
@Timeout(120)
class OpenDoorTest {
    private static final Path FILE = Path.of("not-read");
    private static final String ANONYMOUS = "Everybody who reaches";
    private static final String PLAIN = "authenticated but not encrypted";

    private static TransportConfig config(boolean secret, String kind, boolean unsafe) {
        Tls tls = tls(kind);
        return TransportConfig.builder()
                .backlog(64)
                .endpointsMax(16)
                .authenticated(secret || kind.equals("mutual"))
                .unsafeAnonymous(unsafe)
                .tls(tls)
                .build();
    }

    private static Tls tls(String kind) {
        return switch (kind) {
            case "mutual" -> Tls.mutual(FILE, FILE, FILE);
            case "master" -> Tls.builder().certificate(FILE).key(FILE).build();
            case "node" -> Tls.trusting(FILE);
            default -> null;
        };
    }

    /** The rows of the table of defaults with which the transport starts. */
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, false, none,   false, ",
        "::1,       false, none,   false, ",
        "127.0.0.1, true,  none,   false, ",
        "127.0.0.1, true,  master, false, ",
        "127.0.0.1, false, mutual, false, ",
        "0.0.0.0,   true,  none,   false, " + PLAIN,
        "::,        true,  none,   false, " + PLAIN,
        "0.0.0.0,   true,  none,   true,  " + PLAIN,
        "0.0.0.0,   true,  master, false, ",
        "0.0.0.0,   false, mutual, false, ",
        "::,        true,  mutual, false, ",
        "0.0.0.0,   false, none,   true,  " + ANONYMOUS,
        "0.0.0.0,   false, master, true,  " + ANONYMOUS,
        "127.0.0.1, false, none,   true,  " + ANONYMOUS,
    })
    void isOpenedAndSaysWhatIsToBeKnown(String host, boolean secret, String tls, boolean unsafe, String warning) {
        InetSocketAddress address = new InetSocketAddress(host, 0);
        TransportConfig config = config(secret, tls, unsafe);

        BindGuard.check(address, config);

        if (warning == null) {
            assertThat(BindGuard.warning(address, config)).isNull();
        } else {
            assertThat(BindGuard.warning(address, config)).contains(warning);
        }
    }

    /** The rows with which it does not start, each with every cure. */
    @ParameterizedTest
    @CsvSource({
        "0.0.0.0,   false, none,   COMM_SECRET_FILE; comm cert new; 127.0.0.1; unsafeAnonymous",
        "::,        false, none,   COMM_SECRET_FILE; comm cert new; 127.0.0.1; unsafeAnonymous",
        "192.0.2.7, false, none,   COMM_SECRET_FILE; comm cert new; 127.0.0.1; unsafeAnonymous",
        "0.0.0.0,   false, master, tls.trust; a secret; unsafeAnonymous",
        "127.0.0.1, false, master, tls.trust; a secret; unsafeAnonymous",
        "127.0.0.1, true,  node,   tls.certificate; comm cert new",
    })
    void isRefusedWithTheWaysOut(String host, boolean secret, String tls, String waysOut) {
        InetSocketAddress address = new InetSocketAddress(host, 0);

        assertThatThrownBy(() -> BindGuard.check(address, config(secret, tls, false)))
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("Refused to listen on")
                .hasMessageContainingAll(waysOut.split("; "));
    }

    @ParameterizedTest
    @CsvSource({"true, false, " + PLAIN, "false, true, " + ANONYMOUS})
    void isWarnedOfOnceAtEveryStart(boolean secret, boolean unsafe, String warning) {
        for (int start = 0; start < 2; start++) {
            try (WarningsOf warnings = new WarningsOf(TcpTransport.class);
                    TcpTransport transport = new TcpTransport(config(secret, "none", unsafe), null)) {
                transport.listen(new InetSocketAddress("0.0.0.0", 0));
                assertThat(warnings.messages()).singleElement().asString().contains(warning);
            }
        }
    }
}

package dev.comm.transport.tcp.tls;

import static org.assertj.core.api.Assertions.assertThat;

import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;

/** The text of a peer is made harmless before it is logged. */
class TlsFailureTextTest {
    @Test
    void whatBreaksOrTurnsALineIsReplaced() {
        String text = "a\nb\u0085c\u2028d\u2029e\u202Ef\u001Bg\uD800h é 世 \uD83D\uDE00";

        assertThat(TlsFailureText.sentence(new SSLException(text)))
                .isEqualTo("TLS failed: a?b?c?d?e?f?g?h é 世 \uD83D\uDE00");
    }
}

package dev.comm.transport.tcp.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.Tls;
import dev.comm.testkit.contract.Certificates;
import dev.comm.transport.tcp.WarningsOf;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Certificates can be replaced while they are in use. */
@Timeout(120)
class TlsRenewalTest {
    private static final InetSocketAddress MASTER = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9021);
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    @TempDir
    Path folder;

    private static SSLSession meet(TlsEngines master, TlsEngines node) throws SSLException {
        return EnginePair.handshake(master.server(), node.client(MASTER));
    }

    /** Uses new files for new connections. Broken files change nothing and are reported once. */
    @Test
    void filesThatChangeAreReadAgain() throws Exception {
        Path trust = folder.resolve("trust.pem");
        Files.copy(Certificates.authority(), trust);
        Tls own = Certificates.master();
        TlsMaterial master = TlsMaterial.open(Tls.mutual(own.certificate(), own.key(), trust));
        TlsMaterial node = TlsMaterial.open(Certificates.node());
        long now = System.nanoTime();
        TlsContext first = master.current(now);

        try (WarningsOf warnings = new WarningsOf(TlsMaterial.class)) {
            Files.writeString(trust, "half a fi");
            assertThat(master.current(now + SECOND / 2))
                    .as("checked once per second")
                    .isSameAs(first);
            assertThat(master.current(now + 2 * SECOND)).isSameAs(first);
            assertThat(master.current(now + 4 * SECOND)).isSameAs(first);
            assertThat(warnings.messages())
                    .singleElement()
                    .asString()
                    .contains("tls.trust", "keeping the previous ones");
        }
        meet(master, node);

        Files.copy(Certificates.otherAuthority(), trust, StandardCopyOption.REPLACE_EXISTING);
        assertThat(master.current(now + 6 * SECOND)).isNotSameAs(first);
        assertThatThrownBy(() -> meet(master, node))
                .as("its authority was removed")
                .isInstanceOf(SSLException.class);
        meet(master, TlsMaterial.open(trustingOurs(Certificates.strangeNode())));
    }

    /** Reads the key again. The cure that the warning names changes neither the content nor the time of the file. */
    @Test
    void aKeyThatWasOpenToOthersIsReadOnceItIsNot() throws Exception {
        Path certificate = folder.resolve("own.pem");
        Path key = folder.resolve("own.key");
        Files.copy(Certificates.master().certificate(), certificate);
        Files.copy(Certificates.master().key(), key);
        Files.setPosixFilePermissions(key, OWNER);
        TlsMaterial master = TlsMaterial.open(Tls.mutual(certificate, key, Certificates.authority()));
        long now = System.nanoTime();
        TlsContext first = master.current(now);

        Files.copy(Certificates.rsa().certificate(), certificate, StandardCopyOption.REPLACE_EXISTING);
        Files.copy(Certificates.rsa().key(), key, StandardCopyOption.REPLACE_EXISTING);
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        try (WarningsOf warnings = new WarningsOf(TlsMaterial.class)) {
            for (int i = 2; i < 10; i++) {
                assertThat(master.current(now + i * SECOND)).isSameAs(first);
            }
            assertThat(warnings.messages()).singleElement().asString().contains("tls.key", "chmod 600");
        }
        Files.setPosixFilePermissions(key, OWNER);
        assertThat(master.current(now + 9 * SECOND + SECOND / 2)).isSameAs(first);
        assertThat(master.current(now + 11 * SECOND)).isNotSameAs(first);
        SSLSession session = meet(master, TlsMaterial.open(Certificates.node()));
        assertThat(session.getPeerCertificates()[0].getPublicKey().getAlgorithm())
                .isEqualTo("RSA");
    }

    private static Tls trustingOurs(Tls from) {
        return Tls.mutual(from.certificate(), from.key(), Certificates.authority());
    }
}

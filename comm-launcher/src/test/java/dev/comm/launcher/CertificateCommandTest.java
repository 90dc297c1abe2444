package dev.comm.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Tls;
import dev.comm.api.spi.Transport;
import dev.comm.api.spi.TransportConfig;
import dev.comm.transport.tcp.TcpTransportProvider;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One command makes certificates that are private and usable, and overwrites no file. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "permissions are POSIX")
@Timeout(120)
class CertificateCommandTest {
    @TempDir
    Path folder;

    private static X509Certificate read(Path file) throws IOException, CertificateException {
        try (InputStream in = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    @Test
    void aFolderOfCertificatesIsReadyForTheTransport() throws Exception {
        Path made = folder.resolve("certs");
        CommandLineHarness run = CommandLineHarness.run(
                "cert", "new", made.toString(), "--host", "cluster.example.org", "--host", "192.0.2.17", "--days", "7");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(permissions(made)).isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(made)) {
            assertThat(files.map(file -> file.getFileName() + " " + permissions(file)))
                    .containsExactlyInAnyOrder(
                            "authority.pem rw-r--r--",
                            "master.pem rw-r--r--",
                            "master.key rw-------",
                            "node.pem rw-r--r--",
                            "node.key rw-------");
        }
        X509Certificate master = read(made.resolve("master.pem"));
        assertThat(master.getSubjectAlternativeNames().stream().map(each -> String.valueOf(each.get(1))))
                .containsExactly("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1", "cluster.example.org", "192.0.2.17");
        assertThat(master.getNotAfter().toInstant())
                .isBetween(Instant.now().plus(Duration.ofDays(6)), Instant.now().plus(Duration.ofDays(7)));
        assertThat(read(made.resolve("node.pem")).getExtendedKeyUsage())
                .as("a node cannot pose as the master")
                .containsExactly("1.3.6.1.5.5.7.3.2");
        opensWhatWasPrinted(run);
    }

    private static String permissions(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Checks that the transport accepts the files that both printed lines name. */
    private static void opensWhatWasPrinted(CommandLineHarness run) {
        List<String> settings = run.outLines().stream()
                .filter(line -> line.startsWith("  COMM_TLS"))
                .toList();
        assertThat(settings).hasSize(2);
        for (String line : settings) {
            List<Path> files = Stream.of(line.strip().split(" "))
                    .map(each -> Path.of(each.substring(each.indexOf('=') + 1)))
                    .toList();
            TransportConfig config = TransportConfig.builder()
                    .backlog(16)
                    .endpointsMax(16)
                    .authenticated(true)
                    .tls(Tls.mutual(files.get(0), files.get(1), files.get(2)))
                    .build();
            try (Transport transport = new TcpTransportProvider().open(config)) {
                transport.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            }
        }
    }

    @Test
    void whatIsThereStaysAsItIs() throws IOException {
        Path key = Files.writeString(folder.resolve("node2.key"), "precious");
        CommandLineHarness run =
                CommandLineHarness.run("cert", "new", folder.toString(), "--node", "node1", "--node", "node2");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains(key.toString(), "already exists");
        assertThat(key).hasContent("precious");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(key);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--days, 0, --days is 1 to 3650",
        "--node, master, its own name",
        "--node, a/b, letters",
        "--node, 'a,O=Root', letters",
        "--host, 'x,DNS:y', a host is a name or an address",
    })
    void whatWillNotDoIsSaidBeforeAnythingIsMade(String option, String value, String sentence) {
        CommandLineHarness run =
                CommandLineHarness.run("cert", "new", folder.resolve("new").toString(), option, value);

        assertThat(run.code()).isNotZero();
        assertThat(run.err()).contains(sentence);
        assertThat(folder).isEmptyDirectory();
    }
}

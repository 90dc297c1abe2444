package dev.comm.tests.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.comm.api.CommConfig;
import dev.comm.api.Secret;
import dev.comm.api.Tls;
import dev.comm.api.work.Handlers;
import dev.comm.testkit.contract.Certificates;
import dev.comm.tests.work.NodesHere;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** SEC-10: secrets, passwords and private keys are in no log, message, text form or name. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "permissions are POSIX")
@Timeout(120)
class SecretNowhereTest {
    private static final Handlers ECHO = Handlers.of("echo", String.class, String.class, text -> text);
    private static final byte[] SECRET = bytes("I7pnVs-b9DfV4wOoBLz16AuRNjE-m6o3bYcTiDnP53M");
    private static final byte[] OLD = bytes("l7Ez1dIyQ0qC3iUvhGxB9mTjRk2aWfS8PnOoZ5cLbXs");
    private static final byte[] WRONG = bytes("x7Hw9GuoSf3iVbQe0Yk5TzLm2RnCj8PdAaUs6WhXoEI");
    private static final byte[] PASSWORD = bytes("Zn4TrVek6Xbu-opens the key store");

    @TempDir
    Path folder;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private Path write(String name, byte[] content) throws IOException {
        Path file = Files.write(folder.resolve(name), content);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static byte[] key(Tls tls) throws IOException {
        return Base64.getMimeDecoder().decode(Files.readString(tls.key()).replaceAll("-----.*-----", ""));
    }

    /** The same as the certificate in PEM, in a key store with a password. */
    private Tls inStore(Tls pem) throws Exception {
        PrivateKey key = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(key(pem)));
        char[] password = new String(PASSWORD, StandardCharsets.US_ASCII).toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (var in = Files.newInputStream(pem.certificate())) {
            Certificate certificate = CertificateFactory.getInstance("X.509").generateCertificate(in);
            store.setKeyEntry("own", key, password, new Certificate[] {certificate});
        }
        Path file = write("keys.p12", new byte[0]);
        try (var out = Files.newOutputStream(file)) {
            store.store(out, password);
        }
        Path passwordFile = write("password", PASSWORD);
        return Tls.builder()
                .keyStore(file)
                .passwordFile(passwordFile)
                .trust(pem.trust())
                .build();
    }

    @Test
    void sec10_aWholeSessionLeavesNoTraceOfThem() throws Exception {
        Path secretFile = write("secret", SECRET);
        Tls masters = inStore(Certificates.master());
        UnaryOperator<CommConfig.Builder> ofMaster = config ->
                config.secretFile(secretFile).oldSecret(Secret.of(OLD)).tls(masters);
        UnaryOperator<CommConfig.Builder> ofNode =
                config -> config.secretFile(secretFile).tls(Certificates.node());
        try (Traces traces = new Traces()) {
            try (NodesHere team = new NodesHere(ofMaster)) {
                team.add(ECHO, ofNode);
                team.add(ECHO, config -> config.secret(Secret.of(OLD)).tls(Certificates.node()));
                traces.add(
                        team.master().sendRequest("echo", "hello", String.class).all());
                traces.add(wrongSecret(team));
                knockInPlaintext(team.master().address());
                traces.add(team.master().registry());
                traces.add(team.master().report());
                traces.addThreadNames();
                traces.add(team.master().shutdownComputeNodes(Duration.ofSeconds(20)));
            }
            CommConfig.Builder builder = CommConfig.builder();
            traces.add(ofMaster.apply(builder).build());
            traces.add(masters);
            traces.add(Secret.of(SECRET));
            wrongSettings(traces);
            requireNone(traces);
        }
    }

    private static Throwable wrongSecret(NodesHere team) {
        return catchThrowable(() -> team.connect(config ->
                config.secret(Secret.of(WRONG)).tls(Certificates.node()).startupTimeout(Duration.ofSeconds(2))));
    }

    private static void knockInPlaintext(InetSocketAddress door) throws IOException {
        try (Socket stranger = new Socket(door.getAddress(), door.getPort())) {
            stranger.getOutputStream().write(bytes("GET / HTTP/1.0\r\n\r\n"));
            stranger.getInputStream().readAllBytes();
        }
    }

    /** What is said about settings that are wrong. */
    private void wrongSettings(Traces traces) throws IOException {
        Path open = Files.write(folder.resolve("open"), SECRET);
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
        Tls.Builder tls = Tls.builder().keyStore(open).trustStore(open).passwordFile(open);
        CommConfig.Builder wrong = CommConfig.builder()
                .secretFile(open)
                .oldSecret(Secret.of(OLD))
                .tls(tls.build())
                .slots(0);
        traces.add(catchThrowable(wrong::build));
    }

    private void requireNone(Traces traces) throws IOException {
        assertThat(traces.count()).as("something was looked at").isGreaterThan(50);
        assertThat(traces.holding(bytes("echo-no-such-thing"))).isEmpty();
        for (byte[] each : List.of(SECRET, OLD, WRONG, PASSWORD)) {
            assertThat(traces.holding(each)).isEmpty();
        }
        for (Tls each : List.of(Certificates.master(), Certificates.node())) {
            byte[] key = key(each);
            byte[] secretPart = Arrays.copyOfRange(key, key.length / 2, key.length);
            assertThat(traces.holding(secretPart)).isEmpty();
        }
    }

    @Test
    void tracesAreFoundInEveryForm() {
        try (Traces traces = new Traces()) {
            traces.add("before " + new String(SECRET, StandardCharsets.US_ASCII));
            traces.add(Base64.getEncoder().encodeToString(SECRET));
            traces.add(HexFormat.of().withUpperCase().formatHex(SECRET));
            traces.add(Arrays.toString(SECRET));
            traces.add(new IllegalStateException(new IOException(new String(SECRET, StandardCharsets.US_ASCII))));
            LoggerFactory.getLogger("x").trace("said {}", new String(SECRET, StandardCharsets.US_ASCII));
            assertThat(traces.holding(SECRET)).hasSize(6);
        }
    }
}

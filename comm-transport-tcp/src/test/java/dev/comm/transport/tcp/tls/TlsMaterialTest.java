package dev.comm.transport.tcp.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.Tls;
import dev.comm.api.error.ConfigException;
import dev.comm.testkit.contract.Certificates;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The certificates that are accepted, and the errors for files that are not. */
@Timeout(120)
class TlsMaterialTest {
    private static final InetSocketAddress MASTER = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9021);
    private static final Clock PAST = Clock.offset(Clock.systemUTC(), Duration.ofDays(-45));
    private static final Clock FUTURE = Clock.offset(Clock.systemUTC(), Duration.ofDays(45));
    private static final String PASSWORD = "open sesame 12";

    @TempDir
    Path folder;

    private static SSLSession meet(TlsEngines master, TlsEngines node, InetSocketAddress target) throws SSLException {
        return EnginePair.handshake(master.server(), node.client(target));
    }

    private static SSLSession meet(Tls master, Tls node) throws SSLException {
        return meet(TlsMaterial.open(master), TlsMaterial.open(node), MASTER);
    }

    static Stream<Tls> goodMasters() {
        return Stream.of(Certificates.master(), Certificates.rsa(), Certificates.ed25519());
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("goodMasters")
    void bothSidesProveThemselvesWithTheFirstCipherOfTls13(Tls master) throws Exception {
        SSLSession session = meet(master, Certificates.node());

        assertThat(session.getProtocol()).isEqualTo("TLSv1.3");
        assertThat(session.getCipherSuite()).isEqualTo("TLS_AES_128_GCM_SHA256");
        assertThat(session.getPeerCertificates()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "::1"})
    void everyNameOfTheCertificateWillDo(String host) throws Exception {
        InetSocketAddress target = InetSocketAddress.createUnresolved(host, 9021);

        meet(TlsMaterial.open(Certificates.master()), TlsMaterial.open(Certificates.node()), target);
    }

    static Stream<Arguments> badPeers() {
        TlsMaterial master = TlsMaterial.open(Certificates.master());
        TlsMaterial node = TlsMaterial.open(Certificates.node());
        return Stream.of(
                Arguments.of("another authority", TlsMaterial.open(Certificates.strangeMaster()), node),
                Arguments.of("another authority", master, TlsMaterial.open(Certificates.strangeNode())),
                Arguments.of("another name", TlsMaterial.open(Certificates.wrongName()), node),
                Arguments.of("no name", TlsMaterial.open(Certificates.withoutName()), node),
                Arguments.of("expired", TlsMaterial.open(Certificates.expired(), PAST), node),
                Arguments.of("expired", master, TlsMaterial.open(Certificates.expiredNode(), PAST)),
                Arguments.of("not yet valid", TlsMaterial.open(Certificates.notYetValid(), FUTURE), node),
                Arguments.of("signed by itself", TlsMaterial.open(Certificates.selfSigned()), node),
                Arguments.of("a node as master", node, node),
                Arguments.of("no certificate", master, TlsMaterial.open(Tls.trusting(Certificates.authority()))),
                Arguments.of("nothing to check by", master, TlsMaterial.open(onlyShowing(Certificates.node()))));
    }

    private static Tls onlyShowing(Tls from) {
        return Tls.builder().certificate(from.certificate()).key(from.key()).build();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badPeers")
    void aBadPeerIsTurnedAway(String what, TlsMaterial master, TlsMaterial node) {
        assertThatThrownBy(() -> meet(master, node, MASTER)).isInstanceOf(SSLException.class);
    }

    @Test
    void aMasterWithoutAuthoritiesAsksForNoCertificate() throws Exception {
        meet(onlyShowing(Certificates.master()), Tls.trusting(Certificates.authority()));
    }

    @Test
    void aPinTakesThatCertificateWhateverItsNamesAndIssuerAndNoOther() throws Exception {
        Tls stranger = onlyShowing(Certificates.strangeMaster());
        Tls nameless = onlyShowing(Certificates.withoutName());

        for (Tls each : List.of(stranger, nameless, onlyShowing(Certificates.selfSigned()))) {
            meet(each, Tls.pinned(Certificates.pin(each.certificate())));
        }
        Tls pinned = Tls.pinned(Certificates.pin(stranger.certificate()));
        assertThatThrownBy(() -> meet(onlyShowing(Certificates.master()), pinned))
                .isInstanceOf(SSLException.class)
                .hasStackTraceContaining("which is not tls.pin");
    }

    @Test
    void aPinDoesNotKeepAnExpiredCertificateGood() {
        Tls old = onlyShowing(Certificates.expired());
        TlsMaterial node = TlsMaterial.open(Tls.pinned(Certificates.pin(old.certificate())));

        assertThatThrownBy(() -> meet(TlsMaterial.open(old, PAST), node, MASTER))
                .hasStackTraceContaining("NotAfter");
    }

    @Test
    void nothingButTls13IsOfferedAndTheFastestCipherFirst() {
        TlsMaterial master = TlsMaterial.open(Certificates.master());

        for (SSLEngine each : List.of(master.server(), master.client(MASTER))) {
            assertThat(each.getEnabledProtocols()).containsExactly("TLSv1.3");
            assertThat(each.getEnabledCipherSuites())
                    .containsExactly(
                            "TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1", "TLSv1.1", "TLSv1.2"})
    void olderVersionsAreRefused(String version) {
        TlsMaterial master = TlsMaterial.open(Certificates.master());
        TlsMaterial node = TlsMaterial.open(Certificates.node());

        assertThatThrownBy(() -> EnginePair.handshake(master.server(), limited(node.client(MASTER), version)))
                .isInstanceOf(SSLException.class);
        assertThatThrownBy(() -> EnginePair.handshake(limited(master.server(), version), node.client(MASTER)))
                .isInstanceOf(SSLException.class);
    }

    private static SSLEngine limited(SSLEngine engine, String version) {
        engine.setEnabledProtocols(new String[] {version});
        engine.setEnabledCipherSuites(engine.getSupportedCipherSuites());
        return engine;
    }

    @ParameterizedTest
    @ValueSource(strings = {"PKCS12", "JKS"})
    void keyStoresWillDoAsWell(String type) throws Exception {
        Tls stores = Tls.builder()
                .keyStore(keyStore(type, Certificates.master(), "one"))
                .trustStore(trustStore(type))
                .passwordFile(write("password", PASSWORD + "\n"))
                .build();

        meet(stores, Certificates.node());
    }

    private Path keyStore(String type, Tls from, String... names) throws IOException, GeneralSecurityException {
        OwnCertificate identity = OwnCertificate.read(from, null, Clock.systemUTC());
        KeyStore store = KeyStore.getInstance(type);
        store.load(null, null);
        for (String name : names) {
            store.setKeyEntry(
                    name,
                    identity.key(),
                    PASSWORD.toCharArray(),
                    identity.chain().toArray(Certificate[]::new));
        }
        return save(store, "keys." + type);
    }

    private Path trustStore(String type) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(type);
        store.load(null, null);
        store.setCertificateEntry(
                "ca", TlsFiles.certificates("t", Certificates.authority()).get(0));
        return save(store, "trust." + type);
    }

    private Path save(KeyStore store, String name) throws IOException, GeneralSecurityException {
        Path file = write(name, "");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD.toCharArray());
        }
        return file;
    }

    private Path write(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void anEncryptedKeyIsReadWithItsPassword() throws Exception {
        Tls master = Certificates.master();
        PrivateKey key = PrivateKeys.read("tls.key", master.key(), null);
        Path locked = write("locked.key", EncryptedKey.pem(key, PASSWORD.toCharArray()));
        Tls.Builder builder =
                Tls.builder().certificate(master.certificate()).key(locked).trust(master.trust());

        meet(builder.passwordFile(write("password", PASSWORD)).build(), Certificates.node());
        assertThat(builder.build().toString()).doesNotContain(PASSWORD);

        assertRefused(builder.passwordFile(write("wrong", "guess")).build(), "tls.key", "does not open it");
        assertRefused(builder.passwordFile(null).build(), "tls.key", "set tls.password.file");
    }

    private static void assertRefused(Tls tls, String... texts) {
        assertThatThrownBy(() -> TlsMaterial.open(tls))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll(texts);
    }

    @Test
    void whatIsWrongWithAFileIsSaidWithTheSettingAndTheCure() throws Exception {
        Tls good = Certificates.master();
        Tls.Builder builder =
                Tls.builder().certificate(good.certificate()).key(good.key()).trust(good.trust());
        String key = Files.readString(good.key());

        assertRefused(builder.key(Certificates.node().key()).build(), "tls.key", "not the key of the certificate");
        assertRefused(builder.key(write("k1", "nothing")).build(), "tls.key", "no private key in it");
        assertRefused(
                builder.key(write("k2", key.replace("PRIVATE", "EC PRIVATE"))).build(), "openssl pkcs8 -topk8");
        assertRefused(builder.key(write("k3", key.replaceFirst("M", "A"))).build(), "tls.key", "damaged");
        assertRefused(builder.key(good.key()).certificate(good.key()).build(), "tls.certificate", "no certificate");
        assertRefused(builder.certificate(folder.resolve("none")).build(), "tls.certificate", "comm cert new");
        assertRefused(
                builder.certificate(good.certificate()).trust(write("t", "")).build(), "tls.trust", "no certificate");
        assertRefused(Certificates.expired(), "tls.certificate", "expired at", "make a new one");
        assertRefused(Certificates.notYetValid(), "tls.certificate", "not valid before", "check the clock");
    }

    @Test
    void whatIsWrongWithAKeyStoreIsSaid() throws Exception {
        Path single = Files.copy(keyStore("PKCS12", Certificates.master(), "one"), folder.resolve("single"));
        Files.setPosixFilePermissions(single, PosixFilePermissions.fromString("rw-------"));
        Tls.Builder builder = Tls.builder().keyStore(single).trust(Certificates.authority());

        assertRefused(builder.build(), "tls.keystore", "set tls.password.file");
        assertRefused(builder.passwordFile(write("wrong", "guess")).build(), "tls.keystore", "does not open it");
        builder.keyStore(keyStore("PKCS12", Certificates.master(), "one", "two"));
        assertRefused(builder.passwordFile(write("right", PASSWORD)).build(), "one private key", "[one, two]");
        assertRefused(builder.keyStore(write("text", "text")).build(), "tls.keystore", "no key store");
    }
}

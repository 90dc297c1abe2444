package dev.comm.transport.tcp.tls;

import dev.comm.api.Tls;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEParameterSpec;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;

/** Engines for tests, which may also be wrong on purpose. */
public final class TestEngines implements TlsEngines {
    private static final char[] PASSWORD = "changeit".toCharArray();

    /** One round instead of 10,000, because the key stays in memory. */
    private static final KeyStore.ProtectionParameter ONE_ROUND = new KeyStore.PasswordProtection(
            PASSWORD,
            "PBEWithHmacSHA256AndAES_256",
            new PBEParameterSpec(new byte[8], 1, new IvParameterSpec(new byte[16])));

    private final SSLContext context;
    private final String[] protocols;

    private TestEngines(SSLContext context, String... protocols) {
        this.context = context;
        this.protocols = protocols;
    }

    /** Returns engines with the given certificate and authorities, which speak TLS 1.3 only. */
    public static TestEngines of(Tls tls) {
        return new TestEngines(context(tls, true), "TLSv1.3");
    }

    /** Returns engines with the given authorities, but without a certificate. */
    public static TestEngines withoutCertificate(Tls tls) {
        return new TestEngines(context(tls, false), "TLSv1.3");
    }

    /** Returns engines like {@link #of}, which speak other versions of TLS. */
    public static TestEngines old(Tls tls, String... protocols) {
        return new TestEngines(context(tls, true), protocols);
    }

    private static SSLContext context(Tls tls, boolean withCertificate) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(withCertificate ? identity(tls) : empty(), PASSWORD);
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted(tls));
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static KeyStore identity(Tls tls) throws GeneralSecurityException, IOException {
        Certificate[] chain = read(tls.certificate()).toArray(Certificate[]::new);
        byte[] encoded =
                Base64.getMimeDecoder().decode(Files.readString(tls.key()).replaceAll("-----[^-]*-----", ""));
        PrivateKey key = KeyFactory.getInstance(chain[0].getPublicKey().getAlgorithm())
                .generatePrivate(new PKCS8EncodedKeySpec(encoded));
        KeyStore store = empty();
        store.setEntry("own", new KeyStore.PrivateKeyEntry(key, chain), ONE_ROUND);
        return store;
    }

    private static KeyStore trusted(Tls tls) throws GeneralSecurityException, IOException {
        KeyStore store = empty();
        for (Certificate each : read(tls.trust())) {
            store.setCertificateEntry("trusted-" + store.size(), each);
        }
        return store;
    }

    private static Collection<? extends Certificate> read(Path file) throws GeneralSecurityException, IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in);
        }
    }

    @Override
    public SSLEngine server() {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        engine.setEnabledProtocols(protocols);
        engine.setNeedClientAuth(true);
        return engine;
    }

    @Override
    public SSLEngine client(InetSocketAddress target) {
        SSLEngine engine = context.createSSLEngine(target.getHostString(), target.getPort());
        engine.setUseClientMode(true);
        engine.setEnabledProtocols(protocols);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        engine.setSSLParameters(parameters);
        return engine;
    }
}

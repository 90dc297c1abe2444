package dev.comm.transport.tcp.tls;

import dev.comm.api.Tls;
import dev.comm.api.error.ConfigException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** The reader of the configured certificate authorities. The authorities of the JDK or the system are never used. */
final class TrustAnchors {
    private TrustAnchors() {}

    /** Returns a trust manager for the authorities, or null if none are configured. */
    static X509ExtendedTrustManager read(Tls tls, char[] password) {
        if (!tls.hasAuthorities()) {
            return null;
        }
        try {
            return manager(tls.trust() == null ? fromStore(tls, password) : fromPem(tls));
        } catch (GeneralSecurityException | IOException e) {
            throw new ConfigException("the authorities cannot be used: " + e.getMessage(), e);
        }
    }

    private static KeyStore fromPem(Tls tls) throws GeneralSecurityException, IOException {
        List<X509Certificate> found = TlsFiles.certificates("tls.trust", tls.trust());
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (int i = 0; i < found.size(); i++) {
            store.setCertificateEntry("authority-" + i, found.get(i));
        }
        return store;
    }

    private static KeyStore fromStore(Tls tls, char[] password) throws GeneralSecurityException {
        KeyStore store = TlsFiles.keyStore("tls.truststore", tls.trustStore(), password);
        for (String alias : Collections.list(store.aliases())) {
            if (store.isCertificateEntry(alias)) {
                return store;
            }
        }
        throw TlsFiles.wrong(
                "tls.truststore",
                tls.trustStore(),
                "there is no trusted certificate in it that could be read"
                        + (password == null ? "; if it has a password, set tls.password.file" : ""),
                null);
    }

    private static X509ExtendedTrustManager manager(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509ExtendedTrustManager.class::isInstance)
                .map(X509ExtendedTrustManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new ConfigException("this JVM has no PKIX trust manager for SSLEngine"));
    }
}

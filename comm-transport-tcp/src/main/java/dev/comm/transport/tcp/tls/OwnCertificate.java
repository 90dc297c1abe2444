package dev.comm.transport.tcp.tls;

import dev.comm.api.Tls;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEParameterSpec;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

/**
 * The private key of this process and its certificate chain.
 *
 * @param setting the setting that names the file
 * @param chain the certificate and its issuers
 */
record OwnCertificate(String setting, Path file, PrivateKey key, List<X509Certificate> chain) {
    private static final char[] IN_MEMORY = {};

    /**
     * The protection of the key in a store that never leaves this process. By default the JDK derives a key from the
     * password in 10,000 rounds, twice for each context, which protects nothing here and takes a tenth of a second.
     */
    private static final KeyStore.ProtectionParameter ONE_ROUND = new KeyStore.PasswordProtection(
            IN_MEMORY,
            "PBEWithHmacSHA256AndAES_256",
            new PBEParameterSpec(new byte[8], 1, new IvParameterSpec(new byte[16])));

    /** Reads the key and the certificates, and checks the validity period. */
    static OwnCertificate read(Tls tls, char[] password, Clock clock) {
        OwnCertificate read = tls.certificate() == null ? fromStore(tls.keyStore(), password) : fromPem(tls, password);
        read.checkTime(Date.from(clock.instant()));
        return read;
    }

    private static OwnCertificate fromPem(Tls tls, char[] password) {
        List<X509Certificate> chain = TlsFiles.certificates("tls.certificate", tls.certificate());
        PrivateKey key = PrivateKeys.read("tls.key", tls.key(), password);
        if (!PrivateKeys.match(key, chain.get(0).getPublicKey())) {
            throw TlsFiles.wrong(
                    "tls.key",
                    tls.key(),
                    "it is not the key of the certificate in " + tls.certificate()
                            + " (the first one there, if there are several)",
                    null);
        }
        return new OwnCertificate("tls.certificate", tls.certificate(), key, chain);
    }

    private static OwnCertificate fromStore(Path file, char[] password) {
        KeyStore store = TlsFiles.keyStore("tls.keystore", file, password);
        try {
            List<String> names = Collections.list(store.aliases());
            for (String each : List.copyOf(names)) {
                if (!store.isKeyEntry(each)) {
                    names.remove(each);
                }
            }
            if (names.size() != 1) {
                throw TlsFiles.wrong("tls.keystore", file, "it has to hold one private key, but holds " + names, null);
            }
            return ofEntry(store, names.get(0), file, password);
        } catch (UnrecoverableKeyException e) {
            throw TlsFiles.wrong("tls.keystore", file, TlsFiles.wrongPassword(password), e);
        } catch (GeneralSecurityException e) {
            throw TlsFiles.wrong("tls.keystore", file, "its key cannot be used: " + e.getMessage(), e);
        }
    }

    private static OwnCertificate ofEntry(KeyStore store, String name, Path file, char[] password)
            throws GeneralSecurityException {
        Certificate[] found = store.getCertificateChain(name);
        if (found == null) { // the certificates are encrypted too, so the password is wrong
            throw new UnrecoverableKeyException();
        }
        List<X509Certificate> chain =
                Arrays.stream(found).map(X509Certificate.class::cast).toList();
        PrivateKey key = (PrivateKey) store.getKey(name, password == null ? IN_MEMORY : password);
        return new OwnCertificate("tls.keystore", file, key, chain);
    }

    private void checkTime(Date now) {
        X509Certificate own = chain.get(0);
        if (now.after(own.getNotAfter())) {
            throw TlsFiles.wrong(
                    setting,
                    file,
                    "make a new one; the certificate expired at "
                            + own.getNotAfter().toInstant(),
                    null);
        }
        if (now.before(own.getNotBefore())) {
            throw TlsFiles.wrong(
                    setting,
                    file,
                    "check the clock: the certificate is not valid before "
                            + own.getNotBefore().toInstant() + " and it is " + now.toInstant() + " here",
                    null);
        }
    }

    /** Returns key managers for an {@code SSLContext}. */
    KeyManager[] managers() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setEntry("own", new KeyStore.PrivateKeyEntry(key, chain.toArray(Certificate[]::new)), ONE_ROUND);
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, IN_MEMORY);
            return factory.getKeyManagers();
        } catch (GeneralSecurityException | IOException e) {
            throw TlsFiles.wrong(setting, file, "it cannot be used: " + e.getMessage(), e);
        }
    }
}

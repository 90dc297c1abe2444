package dev.comm.tests.security;

import dev.comm.api.Tls;
import dev.comm.api.spi.Bytes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEParameterSpec;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** TLS as an attacker speaks it: with the certificate that it has, or none, and with each peer. */
public final class CarelessTls {
    private static final char[] PASSWORD = "unused".toCharArray();

    /** One round instead of 10,000, because the key stays in memory and tests make hundreds of contexts. */
    private static final KeyStore.ProtectionParameter ONE_ROUND = new KeyStore.PasswordProtection(
            PASSWORD,
            "PBEWithHmacSHA256AndAES_256",
            new PBEParameterSpec(new byte[8], 1, new IvParameterSpec(new byte[16])));

    private CarelessTls() {}

    /** Connects with the certificate of these settings, or with none if they are null. */
    public static Socket connect(InetSocketAddress target, Tls shown) throws IOException {
        return context(shown).getSocketFactory().createSocket(target.getAddress(), target.getPort());
    }

    /** Listens on the loopback with the certificate of these settings, and takes each certificate of a caller. */
    public static ServerSocket listen(Tls shown) throws IOException {
        SSLServerSocket port = (SSLServerSocket)
                context(shown).getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        port.setWantClientAuth(true);
        return port;
    }

    /**
     * Returns the channel binding of a connection that this side opened (RFC 5929): the certificate of the accepting
     * side, hashed as its signature is. The JDK that made the certificate chose the hash.
     */
    public static Bytes binding(SSLSocket socket) throws IOException {
        try {
            X509Certificate certificate = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            String hash = certificate.getSigAlgName().replaceFirst("SHA(\\d+)with.*", "SHA-$1");
            return Bytes.of(MessageDigest.getInstance(hash).digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private static SSLContext context(Tls shown) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(shown == null ? null : own(shown), new TrustManager[] {new Trusting()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private static KeyManager[] own(Tls shown) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (var in = Files.newInputStream(shown.certificate())) {
            Certificate certificate = CertificateFactory.getInstance("X.509").generateCertificate(in);
            PrivateKey key = key(shown, certificate.getPublicKey().getAlgorithm());
            store.setEntry("own", new KeyStore.PrivateKeyEntry(key, new Certificate[] {certificate}), ONE_ROUND);
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
        managers.init(store, PASSWORD);
        return managers.getKeyManagers();
    }

    private static PrivateKey key(Tls shown, String algorithm) throws GeneralSecurityException, IOException {
        byte[] bytes =
                Base64.getMimeDecoder().decode(Files.readString(shown.key()).replaceAll("-----.*-----", ""));
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes));
    }

    /** Trusts each certificate for each name. */
    private static final class Trusting extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}

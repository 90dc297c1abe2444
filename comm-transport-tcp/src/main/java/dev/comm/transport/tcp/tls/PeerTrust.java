package dev.comm.transport.tcp.tls;

import java.net.Socket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * The check of a peer's certificate. The certificate of a node is checked by the authorities. The certificate of the
 * master is checked by the pin if there is one, otherwise by the authorities and the host name. Without authorities and
 * pin, no peer is trusted.
 */
final class PeerTrust extends X509ExtendedTrustManager {
    private static final X509Certificate[] NONE = {};

    private final X509ExtendedTrustManager authorities;
    private final byte[] pin;

    /**
     * Creates the check. Each argument may be null.
     *
     * @param pin SHA-256 of the master's certificate in hexadecimal
     */
    PeerTrust(X509ExtendedTrustManager authorities, String pin) {
        this.authorities = authorities;
        this.pin = pin == null ? null : HexFormat.of().parseHex(pin);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        authorities().checkClientTrusted(chain, type, engine);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        if (pin == null) {
            authorities().checkServerTrusted(chain, type, engine);
        } else {
            checkPin(chain);
        }
    }

    private X509ExtendedTrustManager authorities() throws CertificateException {
        if (authorities == null) {
            throw new CertificateException(
                    "set tls.trust or tls.pin: neither authorities nor a pin are set to check its certificate");
        }
        return authorities;
    }

    private void checkPin(X509Certificate[] chain) throws CertificateException {
        byte[] found = digest(chain[0]);
        if (!MessageDigest.isEqual(pin, found)) {
            throw new CertificateException("compare tls.pin with the master's certificate: it has the SHA-256 "
                    + HexFormat.of().formatHex(found) + ", which is not tls.pin");
        }
        chain[0].checkValidity();
    }

    private static byte[] digest(X509Certificate certificate) throws CertificateException {
        try {
            return MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
        } catch (NoSuchAlgorithmException e) {
            throw new CertificateException("this JVM has no SHA-256", e);
        }
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return authorities == null ? NONE : authorities.getAcceptedIssuers();
    }

    /** Rejects the check, because the transport uses an {@code SSLEngine}, never an {@code SSLSocket}. */
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        throw new CertificateException("only an SSLEngine can be checked");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        throw new CertificateException("only an SSLEngine can be checked");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("only an SSLEngine can be checked");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("only an SSLEngine can be checked");
    }
}

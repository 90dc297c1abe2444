package dev.comm.transport.tcp.tls;

import dev.comm.api.spi.Bytes;
import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.PSSParameterSpec;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * The channel binding {@code tls-server-end-point} of RFC 5929: the hash of the accepting side's certificate. A man in
 * the middle would have to present another certificate, so the bindings of both ends would differ.
 */
final class ServerEndPointBinding {
    private static final Set<String> KNOWN = Set.of("SHA224", "SHA256", "SHA384", "SHA512");

    private ServerEndPointBinding() {}

    /** Returns the binding of a session, which is the same at both ends. */
    static Bytes of(SSLSession session, boolean accepted) throws IOException {
        Certificate[] shown = accepted ? session.getLocalCertificates() : peerCertificates(session);
        if (shown == null || shown.length == 0 || !(shown[0] instanceof X509Certificate)) {
            throw new SSLException("the accepting side showed no certificate");
        }
        return of((X509Certificate) shown[0]);
    }

    private static Certificate[] peerCertificates(SSLSession session) {
        try {
            return session.getPeerCertificates();
        } catch (SSLPeerUnverifiedException e) {
            return null;
        }
    }

    static Bytes of(X509Certificate certificate) throws IOException {
        try {
            return Bytes.of(MessageDigest.getInstance(hash(certificate)).digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new SSLException("the certificate of the accepting side has no hash: " + e.getMessage(), e);
        }
    }

    /**
     * Returns the hash of the signature algorithm, or SHA-256 if this hash is outdated or the algorithm has none of its
     * own.
     */
    private static String hash(X509Certificate certificate) throws GeneralSecurityException, IOException {
        String algorithm = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
        if (algorithm.equals("RSASSA-PSS")) {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("RSASSA-PSS");
            parameters.init(certificate.getSigAlgParams());
            return modern(parameters.getParameterSpec(PSSParameterSpec.class).getDigestAlgorithm());
        }
        int with = algorithm.indexOf("WITH");
        return modern(with < 0 ? "" : algorithm.substring(0, with));
    }

    private static String modern(String name) {
        String bare = name.replace("-", "");
        return KNOWN.contains(bare) ? "SHA-" + bare.substring(3) : "SHA-256";
    }
}

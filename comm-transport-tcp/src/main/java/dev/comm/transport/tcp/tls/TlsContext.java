package dev.comm.transport.tcp.tls;

import dev.comm.api.Tls;
import dev.comm.api.error.ConfigException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

/** An {@code SSLContext} for one version of the certificate files, with the TLS sessions of its connections. */
final class TlsContext {
    private static final String[] PROTOCOLS = {"TLSv1.3"};
    /**
     * The cipher suites in the order of preference. The first is the fastest with AES instructions of the processor,
     * the last is for processors without them.
     */
    private static final String[] CIPHERS = {
        "TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256"
    };

    private final SSLContext context;
    private final boolean mutual;
    private final boolean pinned;

    private TlsContext(SSLContext context, Tls tls) {
        this.context = context;
        this.mutual = tls.isMutual();
        this.pinned = tls.pin() != null;
    }

    /**
     * Reads all files and creates the context.
     *
     * @throws ConfigException if a file cannot be used; the message names the setting and the cure
     */
    static TlsContext read(Tls tls, Clock clock) {
        List<String> objections = tls.objections();
        if (!objections.isEmpty()) {
            throw new ConfigException(String.join("; ", objections));
        }
        char[] password = TlsFiles.password(tls.passwordFile());
        KeyManager[] shown =
                tls.hasCertificate() ? OwnCertificate.read(tls, password, clock).managers() : new KeyManager[0];
        TrustManager[] known = {new PeerTrust(TrustAnchors.read(tls, password), tls.pin())};
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(shown, known, new SecureRandom());
            return new TlsContext(context, tls);
        } catch (GeneralSecurityException e) {
            throw new ConfigException("this JVM cannot do TLS: " + e.getMessage(), e);
        }
    }

    SSLEngine server() {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        SSLParameters parameters = parameters(engine);
        parameters.setUseCipherSuitesOrder(true);
        parameters.setNeedClientAuth(mutual);
        engine.setSSLParameters(parameters);
        return engine;
    }

    /** Creates a client engine. It verifies the configured host name, not a resolved one. */
    SSLEngine client(InetSocketAddress target) {
        SSLEngine engine = context.createSSLEngine(target.getHostString(), target.getPort());
        engine.setUseClientMode(true);
        SSLParameters parameters = parameters(engine);
        if (!pinned) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        engine.setSSLParameters(parameters);
        return engine;
    }

    private static SSLParameters parameters(SSLEngine engine) {
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(PROTOCOLS);
        parameters.setCipherSuites(CIPHERS);
        return parameters;
    }
}

package dev.comm.api;

import dev.comm.api.error.ConfigException;
import dev.comm.api.settings.Parsers;
import java.nio.file.Path;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * The TLS settings: the certificate of this process and how it verifies its peers. Immutable.
 *
 * <p>A master always needs a certificate; for a node it is optional. A process verifies its peers by trusted
 * authorities, or a node verifies the master by a pin. A master with trusted authorities rejects nodes whose
 * certificate comes from another authority. A master without them requests no certificate from nodes, so a secret must
 * authenticate them. Without a pin, the master's certificate must contain the name or address that nodes connect to.
 * Connections use TLS 1.3 only, and a process with TLS never accepts an unencrypted connection.
 *
 * <p>Files are PEM or key stores (PKCS #12 or JKS), never both for one purpose. Comm rejects a file with a private key
 * or the password if others than its owner have permissions on it. It reads changed files again for new connections;
 * open connections continue. To reject a member later, remove its authority from the trusted ones.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Tls {
    private final Path certificate;
    private final Path key;
    private final Path trust;
    private final Path keyStore;
    private final Path trustStore;
    private final Path passwordFile;
    private final String pin;

    private Tls(Builder from) {
        this.certificate = from.certificate;
        this.key = from.key;
        this.trust = from.trust;
        this.keyStore = from.keyStore;
        this.trustStore = from.trustStore;
        this.passwordFile = from.passwordFile;
        this.pin = from.pin;
    }

    /**
     * Creates settings with certificates on both sides.
     *
     * @param certificate PEM file with this process's certificate and its chain
     * @param key PEM file with its private key, PKCS #8
     * @param trust PEM file with the certificates of the authorities that issue the peers' certificates
     */
    public static Tls mutual(Path certificate, Path key, Path trust) {
        return builder().certificate(certificate).key(key).trust(trust).build();
    }

    /**
     * Creates settings for a node without a certificate, which verifies the master by these authorities (PEM); it needs
     * a secret.
     */
    public static Tls trusting(Path trust) {
        return builder().trust(trust).build();
    }

    /**
     * Creates settings for a node without a certificate, which verifies the master by this digest; it needs a secret.
     *
     * @throws ConfigException if the text is not a SHA-256
     */
    public static Tls pinned(String pin) {
        return builder().pin(pin).build();
    }

    /** Returns an empty builder. */
    public static Builder builder() {
        return new Builder();
    }

    /** PEM file with this process's certificate and its chain, or null. */
    public Path certificate() {
        return certificate;
    }

    /** PEM file with the private key, or null. */
    public Path key() {
        return key;
    }

    /** PEM file with the authorities, or null. */
    public Path trust() {
        return trust;
    }

    /** Key store with one private key and its chain, or null. */
    public Path keyStore() {
        return keyStore;
    }

    /** Key store with the authorities, or null. */
    public Path trustStore() {
        return trustStore;
    }

    /** File with the password of the key stores or of the private key, or null. */
    public Path passwordFile() {
        return passwordFile;
    }

    /** SHA-256 of the master's certificate as 64 hexadecimal digits, or null. */
    public String pin() {
        return pin;
    }

    /** Whether this process has a certificate. */
    public boolean hasCertificate() {
        return certificate != null || keyStore != null;
    }

    /** Whether this process has trusted authorities. */
    public boolean hasAuthorities() {
        return trust != null || trustStore != null;
    }

    /** Whether certificates authenticate both sides: this process has one and requires one from its peers. */
    public boolean isMutual() {
        return hasCertificate() && hasAuthorities();
    }

    /** All files that are set. */
    public List<Path> files() {
        return Stream.of(certificate, key, trust, keyStore, trustStore, passwordFile)
                .filter(each -> each != null)
                .toList();
    }

    /**
     * The problems that are visible without reading the files: one sentence for each wrong setting, which names it;
     * empty if all are valid.
     */
    public List<String> objections() {
        return TlsChecks.objections(this).entrySet().stream()
                .map(each -> each.getKey() + ": " + each.getValue())
                .toList();
    }

    /** Returns the file names and the pin, which are not secret. */
    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(", ", "Tls[", "]");
        TlsChecks.parts(this).forEach((setting, value) -> text.add(setting.name() + "=" + value));
        return text.toString();
    }

    /** Builds a {@link Tls}; not safe for use by several threads. A null value counts as not set. */
    public static final class Builder {
        private Path certificate;
        private Path key;
        private Path trust;
        private Path keyStore;
        private Path trustStore;
        private Path passwordFile;
        private String pin;

        private Builder() {}

        /** PEM file with this process's certificate, followed by those of its issuers except the root. */
        public Builder certificate(Path value) {
            this.certificate = value;
            return this;
        }

        /** PEM file with the private key, PKCS #8, EC, RSA or Ed25519; encrypted if there is a password. */
        public Builder key(Path value) {
            this.key = value;
            return this;
        }

        /** PEM file with the certificates of the authorities. */
        public Builder trust(Path value) {
            this.trust = value;
            return this;
        }

        /** Key store with one private key and its chain. */
        public Builder keyStore(Path value) {
            this.keyStore = value;
            return this;
        }

        /** Key store with the certificates of the authorities. */
        public Builder trustStore(Path value) {
            this.trustStore = value;
            return this;
        }

        /**
         * File with the password of the key stores or of the private key; line ends at the end of the file are ignored.
         */
        public Builder passwordFile(Path value) {
            this.passwordFile = value;
            return this;
        }

        /**
         * SHA-256 of the master's certificate in hexadecimal, with or without colons. The node then accepts only this
         * certificate while it is valid, with any issuer and any names.
         *
         * @throws ConfigException if the text is not a SHA-256
         */
        public Builder pin(String value) {
            try {
                this.pin = value == null ? null : Parsers.digest(value);
            } catch (IllegalArgumentException e) {
                throw new ConfigException("tls.pin: " + e.getMessage(), e);
            }
            return this;
        }

        /**
         * Builds the settings. {@link CommConfig.Builder#build} checks that the files exist; a transport reads them
         * when it opens.
         */
        public Tls build() {
            return new Tls(this);
        }
    }
}

package dev.comm.api;

import dev.comm.api.error.ConfigException;
import dev.comm.api.settings.Parsers;
import java.nio.file.Path;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * The TLS settings, which are the certificate of this process and the way in which the process verifies its peers.
 * Immutable.
 *
 * <p>A master always needs a certificate; for a node a certificate is optional. A process verifies its peers by trusted
 * authorities. A node may instead verify the master by a pin. A master with trusted authorities rejects nodes whose
 * certificate comes from another authority. A master without trusted authorities requests no certificate from nodes, so
 * a secret must authenticate the nodes. Without a pin, the master's certificate must contain the name or address that
 * nodes connect to. Connections use TLS 1.3 only, and a process with TLS never accepts an unencrypted connection.
 *
 * <p>Files are PEM or key stores (PKCS #12 or JKS), never both for one purpose. Comm rejects a file with a private key
 * or a password if users other than its owner have permissions on the file. For new connections Comm reads changed
 * files again; open connections continue. To reject a member later, remove its authority from the trusted authorities.
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
     * Creates settings for a node without a certificate, which verifies the master by these authorities (PEM). Such a
     * node needs a secret.
     */
    public static Tls trusting(Path trust) {
        return builder().trust(trust).build();
    }

    /**
     * Creates settings for a node without a certificate, which verifies the master by this digest. Such a node needs a
     * secret.
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

    /** Returns the PEM file with the certificate of this process and its chain, or null. */
    public Path certificate() {
        return certificate;
    }

    /** Returns the PEM file with the private key, or null. */
    public Path key() {
        return key;
    }

    /** Returns the PEM file with the authorities, or null. */
    public Path trust() {
        return trust;
    }

    /** Returns the key store with one private key and its chain, or null. */
    public Path keyStore() {
        return keyStore;
    }

    /** Returns the key store with the authorities, or null. */
    public Path trustStore() {
        return trustStore;
    }

    /** Returns the file with the password of the key stores or of the private key, or null. */
    public Path passwordFile() {
        return passwordFile;
    }

    /** Returns the SHA-256 of the certificate of the master as 64 hexadecimal digits, or null. */
    public String pin() {
        return pin;
    }

    /** Returns whether this process has a certificate. */
    public boolean hasCertificate() {
        return certificate != null || keyStore != null;
    }

    /** Returns whether this process has trusted authorities. */
    public boolean hasAuthorities() {
        return trust != null || trustStore != null;
    }

    /**
     * Returns whether certificates authenticate both sides, so that this process has a certificate and requires one
     * from its peers.
     */
    public boolean isMutual() {
        return hasCertificate() && hasAuthorities();
    }

    /** Returns all files that are set. */
    public List<Path> files() {
        return Stream.of(certificate, key, trust, keyStore, trustStore, passwordFile)
                .filter(each -> each != null)
                .toList();
    }

    /**
     * Returns the problems that are visible without reading the files. Each wrong setting has one sentence, which names
     * the setting. The list is empty if all settings are valid.
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

    /** A builder of a {@link Tls}; not safe for use by several threads. A null value counts as not set. */
    public static final class Builder {
        private Path certificate;
        private Path key;
        private Path trust;
        private Path keyStore;
        private Path trustStore;
        private Path passwordFile;
        private String pin;

        private Builder() {}

        /**
         * Sets the PEM file with the certificate of this process, followed by the certificates of its issuers except
         * the root.
         */
        public Builder certificate(Path value) {
            this.certificate = value;
            return this;
        }

        /**
         * Sets the PEM file with the private key (PKCS #8; EC, RSA or Ed25519). The key is encrypted if there is a
         * password.
         */
        public Builder key(Path value) {
            this.key = value;
            return this;
        }

        /** Sets the PEM file with the certificates of the authorities. */
        public Builder trust(Path value) {
            this.trust = value;
            return this;
        }

        /** Sets the key store with one private key and its chain. */
        public Builder keyStore(Path value) {
            this.keyStore = value;
            return this;
        }

        /** Sets the key store with the certificates of the authorities. */
        public Builder trustStore(Path value) {
            this.trustStore = value;
            return this;
        }

        /**
         * Sets the file with the password of the key stores or of the private key. Line ends at the end of the file are
         * ignored.
         */
        public Builder passwordFile(Path value) {
            this.passwordFile = value;
            return this;
        }

        /**
         * Sets the SHA-256 of the certificate of the master in hexadecimal, with or without colons. The node then
         * accepts only this certificate and only within its validity, with any issuer and any names.
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
         * Builds the settings. {@link CommConfig.Builder#build} checks that the files exist. A transport reads the
         * files when it opens.
         */
        public Tls build() {
            return new Tls(this);
        }
    }
}

package dev.comm.api;

import java.nio.file.Path;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * How connections are encrypted: what this process shows to others, and by what it knows them. Immutable.
 *
 * <p>A process shows a certificate, which a master always needs, and knows others by the authorities that it trusts, or
 * knows the master by a pin. A master that trusts authorities turns nodes away whose certificate is not from one of
 * them. A master that trusts none asks nodes for no certificate; then only a secret proves who they are, and it has to
 * be set. The name or address by which a node looks for the master has to stand in the master's certificate, unless
 * there is a pin. Connections use TLS 1.3; nothing else is offered, and a process with TLS never talks to one without.
 *
 * <p>Files are PEM or key stores (PKCS #12 or JKS), never both for one purpose. Those with a private key and the
 * password are refused if anybody but their owner has rights on them. They are looked at again when they change: new
 * connections use the new content, those that stand go on. To turn a member away later, take its authority out of the
 * trusted ones.
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
     * TLS with certificates on both sides.
     *
     * @param certificate PEM file with this process's certificate and its chain
     * @param key PEM file with its private key, PKCS #8
     * @param trust PEM file with the certificates of the authorities that peers' certificates come from
     */
    public static Tls mutual(Path certificate, Path key, Path trust) {
        return builder().certificate(certificate).key(key).trust(trust).build();
    }

    /** For a node without a certificate, which needs a secret: it knows the master by these authorities (PEM). */
    public static Tls trusting(Path trust) {
        return builder().trust(trust).build();
    }

    /**
     * For a node without a certificate, which needs a secret: it knows the master by this digest.
     *
     * @throws ConfigException if it is no SHA-256
     */
    public static Tls pinned(String pin) {
        return builder().pin(pin).build();
    }

    /** A builder with nothing set. */
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

    /** Whether this process shows a certificate. */
    public boolean hasCertificate() {
        return certificate != null || keyStore != null;
    }

    /** Whether this process knows authorities. */
    public boolean hasAuthorities() {
        return trust != null || trustStore != null;
    }

    /** Whether certificates prove both sides: this process shows one, and demands one of whoever connects to it. */
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
     * What is wrong, as far as it can be seen without reading the files: a sentence for each setting, which names it;
     * empty if nothing is.
     */
    public List<String> objections() {
        return TlsChecks.objections(this).entrySet().stream()
                .map(each -> each.getKey() + ": " + each.getValue())
                .toList();
    }

    /** The files and the pin, which are no secrets. */
    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(", ", "Tls[", "]");
        TlsChecks.parts(this).forEach((setting, value) -> text.add(setting.name() + "=" + value));
        return text.toString();
    }

    /** Collects what a {@link Tls} has; not safe for use by several threads. What is null is not set. */
    public static final class Builder {
        private Path certificate;
        private Path key;
        private Path trust;
        private Path keyStore;
        private Path trustStore;
        private Path passwordFile;
        private String pin;

        private Builder() {}

        /** PEM file with this process's certificate, followed by those of its issuers but for the root. */
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

        /** File with the password of the key stores or of the private key; line ends at its end do not belong to it. */
        public Builder passwordFile(Path value) {
            this.passwordFile = value;
            return this;
        }

        /**
         * SHA-256 of the master's certificate in hexadecimal, with or without colons. The node then takes this
         * certificate and no other, whoever issued it and whatever names it has, as long as it is not expired.
         *
         * @throws ConfigException if it is no SHA-256
         */
        public Builder pin(String value) {
            try {
                this.pin = value == null ? null : Parsers.digest(value);
            } catch (IllegalArgumentException e) {
                throw new ConfigException("tls.pin: " + e.getMessage(), e);
            }
            return this;
        }

        /** Builds; the files are looked at when the configuration is built, and read when a transport is opened. */
        public Tls build() {
            return new Tls(this);
        }
    }
}

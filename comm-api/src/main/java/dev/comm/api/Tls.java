package dev.comm.api;

import java.nio.file.Path;
import org.apiguardian.api.API;

/** Where the certificates of encrypted connections are. Immutable. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Tls {
    private final Path certificate;
    private final Path key;
    private final Path trust;

    private Tls(Path certificate, Path key, Path trust) {
        this.certificate = certificate;
        this.key = key;
        this.trust = trust;
    }

    /**
     * TLS with certificates on both sides.
     *
     * @param certificate PEM file with this process's certificate and its chain
     * @param key PEM file with its private key, PKCS #8
     * @param trust PEM file with the certificates of the authorities that peers' certificates come from
     */
    public static Tls mutual(Path certificate, Path key, Path trust) {
        return new Tls(certificate, key, trust);
    }

    /** PEM file with this process's certificate and its chain. */
    public Path certificate() {
        return certificate;
    }

    /** PEM file with the private key. */
    public Path key() {
        return key;
    }

    /** PEM file with the authorities. */
    public Path trust() {
        return trust;
    }

    @Override
    public String toString() {
        return "Tls[certificate=" + certificate + ", trust=" + trust + "]";
    }
}

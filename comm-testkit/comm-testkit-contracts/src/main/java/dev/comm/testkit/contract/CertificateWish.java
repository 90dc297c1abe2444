package dev.comm.testkit.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The description of a certificate for tests.
 *
 * @param name the subject of the certificate
 * @param issuer the name of the authority that signs the certificate, or null if it is self-signed
 * @param keyOptions the kind of key, in options of keytool
 * @param extensions the extensions of the certificate, in the form of keytool
 * @param age the time since the certificate began to be valid; negative if its validity begins later
 */
record CertificateWish(String name, String issuer, List<String> keyOptions, List<String> extensions, Duration age) {
    private static final List<String> EC = List.of("-keyalg", "EC", "-groupname", "secp256r1");
    private static final Duration AGE = Duration.ofHours(1);

    static CertificateWish authority(String name) {
        List<String> extensions = List.of("BC:critical=ca:true,pathlen:0", "KU:critical=keyCertSign,cRLSign");
        return new CertificateWish(name, null, EC, extensions, AGE);
    }

    /**
     * Returns the description of a certificate of a master.
     *
     * @param the names of the host in the form of keytool, such as {@code DNS:localhost}; empty if the certificate
     *     names no host
     */
    static CertificateWish master(String name, String issuer, String names) {
        List<String> extensions = new ArrayList<>(List.of("KU:critical=digitalSignature", "EKU=serverAuth,clientAuth"));
        if (!names.isEmpty()) {
            extensions.add("SAN=" + names);
        }
        return new CertificateWish(name, issuer, EC, List.copyOf(extensions), AGE);
    }

    static CertificateWish node(String name, String issuer) {
        List<String> extensions = List.of("KU:critical=digitalSignature", "EKU=clientAuth");
        return new CertificateWish(name, issuer, EC, extensions, AGE);
    }

    CertificateWish aged(Duration value) {
        return new CertificateWish(name, issuer, keyOptions, extensions, value);
    }

    CertificateWish key(String... options) {
        return new CertificateWish(name, issuer, List.of(options), extensions, age);
    }
}

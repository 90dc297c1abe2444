package dev.comm.launcher.certificate;

import dev.comm.api.error.ConfigException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/**
 * The properties of a certificate for a {@link CertificateMaker}.
 *
 * @param name subject of the certificate, and its name within the maker. It has letters, digits, '.', '_' and '-'
 * @param issuer name of the authority that signs the certificate, or null for a self-signed one
 * @param use purpose of the certificate
 * @param hosts host names and addresses that the certificate is valid for
 * @param age time since the start of the validity; negative for a start in the future
 * @param days duration of the validity in days
 * @param algorithm key algorithm: {@code EC} (P-256), {@code RSA} or {@code Ed25519}
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record CertificateOrder(
        String name, String issuer, Use use, List<String> hosts, Duration age, int days, String algorithm) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern HOST = Pattern.compile("(\\*\\.)?[A-Za-z0-9]([A-Za-z0-9._-]{0,252})");
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F:]*:[0-9a-fA-F:.]*");
    /** The default age. It is not zero, because the clocks of other machines may be late. */
    private static final Duration AGE = Duration.ofHours(1);

    /** The purposes of certificates. */
    public enum Use {
        /** Signs other certificates. */
        AUTHORITY,
        /** Authenticates a master. */
        MASTER,
        /** Authenticates a node. The certificate cannot be used to impersonate the master. */
        NODE
    }

    /** Checks all texts, because they become arguments of a tool. */
    public CertificateOrder {
        require(NAME, name, "the name of a certificate has letters, digits, '.', '_' and '-' only");
        hosts = List.copyOf(hosts);
        hosts.forEach(host -> require(isAddress(host) ? ADDRESS : HOST, host, "a host is a name or an address"));
    }

    private static void require(Pattern form, String text, String sentence) {
        if (!form.matcher(text).matches()) {
            throw new ConfigException("invalid name or host '" + text + "': " + sentence);
        }
    }

    /** Returns whether the host is an IPv4 or IPv6 address and not a name. */
    static boolean isAddress(String host) {
        return ADDRESS.matcher(host).matches();
    }

    /** Creates the order of a self-signed authority. */
    public static CertificateOrder authority(String name, int days) {
        return new CertificateOrder(name, null, Use.AUTHORITY, List.of(), AGE, days, "EC");
    }

    /** Creates the order of a master's certificate. */
    public static CertificateOrder master(String name, String issuer, List<String> hosts, int days) {
        return new CertificateOrder(name, issuer, Use.MASTER, hosts, AGE, days, "EC");
    }

    /** Creates the order of a node's certificate. */
    public static CertificateOrder node(String name, String issuer, int days) {
        return new CertificateOrder(name, issuer, Use.NODE, List.of(), AGE, days, "EC");
    }

    /** Returns this order with the given age. */
    public CertificateOrder aged(Duration value) {
        return new CertificateOrder(name, issuer, use, hosts, value, days, algorithm);
    }

    /** Returns this order with the given key algorithm. */
    public CertificateOrder algorithm(String value) {
        return new CertificateOrder(name, issuer, use, hosts, age, days, value);
    }
}

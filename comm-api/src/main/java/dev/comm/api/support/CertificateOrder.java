package dev.comm.api.support;

import dev.comm.api.ConfigException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/**
 * What a {@link CertificateMaker} is to make.
 *
 * @param name subject, and name in the maker; letters, digits, dots and dashes
 * @param issuer name of the authority that signs, or null if it signs itself
 * @param use what it is for
 * @param hosts host names and addresses for which it is good
 * @param age how long ago it began to be valid; negative if it will be only later
 * @param days how long it is valid from then on
 * @param algorithm of the key: {@code EC} (P-256), {@code RSA} or {@code Ed25519}
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record CertificateOrder(
        String name, String issuer, Use use, List<String> hosts, Duration age, int days, String algorithm) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern HOST = Pattern.compile("(\\*\\.)?[A-Za-z0-9]([A-Za-z0-9._-]{0,252})");
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F:]*:[0-9a-fA-F:.]*");
    /** Clocks of other machines may be a little late. */
    private static final Duration AGE = Duration.ofHours(1);

    /** What a certificate is for. */
    public enum Use {
        /** Signs other certificates. */
        AUTHORITY,
        /** Proves a master. */
        MASTER,
        /** Proves a node, and cannot be used to pose as the master. */
        NODE
    }

    /** Checks all texts: they become arguments of a tool. */
    public CertificateOrder {
        require(NAME, name, "a name of a certificate has letters, digits, '.', '_' and '-'");
        hosts = List.copyOf(hosts);
        hosts.forEach(host -> require(isAddress(host) ? ADDRESS : HOST, host, "a host is a name or an address"));
    }

    private static void require(Pattern form, String text, String sentence) {
        if (!form.matcher(text).matches()) {
            throw new ConfigException("'" + text + "' will not do: " + sentence);
        }
    }

    /** Whether this is an IPv4 or IPv6 address and no name. */
    static boolean isAddress(String host) {
        return ADDRESS.matcher(host).matches();
    }

    /** An authority that signs itself. */
    public static CertificateOrder authority(String name, int days) {
        return new CertificateOrder(name, null, Use.AUTHORITY, List.of(), AGE, days, "EC");
    }

    /** A master's certificate. */
    public static CertificateOrder master(String name, String issuer, List<String> hosts, int days) {
        return new CertificateOrder(name, issuer, Use.MASTER, hosts, AGE, days, "EC");
    }

    /** A node's certificate. */
    public static CertificateOrder node(String name, String issuer, int days) {
        return new CertificateOrder(name, issuer, Use.NODE, List.of(), AGE, days, "EC");
    }

    /** The same, valid from that long ago. */
    public CertificateOrder aged(Duration value) {
        return new CertificateOrder(name, issuer, use, hosts, value, days, algorithm);
    }

    /** The same with another kind of key. */
    public CertificateOrder algorithm(String value) {
        return new CertificateOrder(name, issuer, use, hosts, age, days, value);
    }
}

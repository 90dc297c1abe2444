package dev.comm.testkit.contract;

import dev.comm.api.Tls;
import dev.comm.api.support.CertificateMaker;
import dev.comm.api.support.CertificateOrder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * Certificates for tests of encrypted connections, good and bad ones, as PEM files.
 *
 * <p>Each is made when it is first asked for, which takes half a second, and lives as long as the JVM. For a name
 * {@code n}, the folder has {@code n.pem} with the certificate and {@code n.key} with its key.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Certificates {
    private static final List<String> LOCAL = List.of("localhost", "127.0.0.1", "::1");
    private static final int DAYS = 30;
    private static final Certificates ALL = new Certificates();

    private final CertificateMaker maker = CertificateMaker.open();
    private final Path folder;
    private final Set<String> made = new HashSet<>();

    private Certificates() {
        try {
            folder = Files.createTempDirectory("comm-test-certificates-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::delete, "delete-test-certificates"));
    }

    /** The authority that all trust, {@code ca}. */
    public static Path authority() {
        return ALL.certificate(CertificateOrder.authority("ca", DAYS));
    }

    /** An authority that nobody trusts unless told, {@code other-ca}. */
    public static Path otherAuthority() {
        return ALL.certificate(CertificateOrder.authority("other-ca", DAYS));
    }

    /** A master's, good for localhost, 127.0.0.1 and ::1. */
    public static Tls master() {
        return ALL.mutual(local("master"), "ca");
    }

    /** A node's. */
    public static Tls node() {
        return ALL.mutual(CertificateOrder.node("node", "ca", DAYS), "ca");
    }

    /** A master's whose authority the others do not trust; it trusts theirs. */
    public static Tls strangeMaster() {
        return ALL.mutual(CertificateOrder.master("strange-master", "other-ca", LOCAL, DAYS), "ca");
    }

    /** A node's whose authority the others do not trust; it trusts theirs. */
    public static Tls strangeNode() {
        return ALL.mutual(CertificateOrder.node("strange-node", "other-ca", DAYS), "ca");
    }

    /** A master's that is good for another host alone. */
    public static Tls wrongName() {
        return ALL.mutual(CertificateOrder.master("wrong-name", "ca", List.of("elsewhere.example"), DAYS), "ca");
    }

    /** A master's that names no host. */
    public static Tls withoutName() {
        return ALL.mutual(CertificateOrder.master("without-name", "ca", List.of(), DAYS), "ca");
    }

    /** A master's that was good until {@link #DAYS} days ago; whoever loads it has to be told an earlier time. */
    public static Tls expired() {
        return ALL.mutual(local("expired").aged(Duration.ofDays(2 * DAYS)), "ca");
    }

    /** A node's that was good until {@link #DAYS} days ago; whoever loads it has to be told an earlier time. */
    public static Tls expiredNode() {
        return ALL.mutual(CertificateOrder.node("expired-node", "ca", DAYS).aged(Duration.ofDays(2 * DAYS)), "ca");
    }

    /** A master's that will be good in {@link #DAYS} days; whoever loads it has to be told a later time. */
    public static Tls notYetValid() {
        return ALL.mutual(local("not-yet-valid").aged(Duration.ofDays(-DAYS)), "ca");
    }

    /** A master's with an RSA key. */
    public static Tls rsa() {
        return ALL.mutual(local("rsa").algorithm("RSA"), "ca");
    }

    /** A master's with an Ed25519 key. */
    public static Tls ed25519() {
        return ALL.mutual(local("ed25519").algorithm("Ed25519"), "ca");
    }

    /** A master's that signed itself. */
    public static Tls selfSigned() {
        return ALL.mutual(CertificateOrder.master("self-signed", null, LOCAL, DAYS), "self-signed");
    }

    /** SHA-256 of the certificate in a PEM file that this class made, in hexadecimal. */
    public static String pin(Path certificate) {
        String name = certificate.getFileName().toString().replace(".pem", "");
        try {
            byte[] encoded = ALL.maker.chain(name).get(0).getEncoded();
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static CertificateOrder local(String name) {
        return CertificateOrder.master(name, "ca", LOCAL, DAYS);
    }

    private Tls mutual(CertificateOrder order, String trusted) {
        Path certificate = certificate(order);
        Path trust = trusted.equals(order.name()) ? certificate : authority();
        return Tls.mutual(certificate, folder.resolve(order.name() + ".key"), trust);
    }

    private synchronized Path certificate(CertificateOrder order) {
        Path file = folder.resolve(order.name() + ".pem");
        if (made.contains(order.name())) {
            return file;
        }
        if ("ca".equals(order.issuer())) {
            authority();
        } else if (order.issuer() != null) {
            otherAuthority();
        }
        try {
            maker.make(order);
            maker.writeCertificate(order.name(), file);
            maker.writeKey(order.name(), folder.resolve(order.name() + ".key"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        made.add(order.name());
        return file;
    }

    private void delete() {
        maker.close();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path each : files.toList()) {
                Files.delete(each);
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.comm.testkit.contract;

import dev.comm.api.Tls;
import dev.comm.core.role.PrivateFolders;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * Certificates for tests of encrypted connections, good and bad ones, as PEM files.
 *
 * <p>Each certificate is created at its first use, which takes half a second, and lives as long as the JVM. For a name
 * {@code n}, the folder has {@code n.pem} with the certificate and {@code n.key} with its private key.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Certificates {
    private static final String LOCAL = "DNS:localhost,IP:127.0.0.1,IP:::1";
    private static final int DAYS = 30;
    private static final Certificates ALL = new Certificates();

    private final Path folder;
    private final TestKeys keys;
    private final Set<String> made = new HashSet<>();

    private Certificates() {
        try {
            folder = PrivateFolders.ofThisProcess().create("test-certificates-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        keys = new TestKeys(folder, DAYS);
        Runtime.getRuntime().addShutdownHook(new Thread(this::delete, "delete-test-certificates"));
    }

    /** Returns the authority that all trust, {@code ca}. */
    public static Path authority() {
        return ALL.certificate(CertificateWish.authority("ca"));
    }

    /** Returns an authority that is trusted only on request, {@code other-ca}. */
    public static Path otherAuthority() {
        return ALL.certificate(CertificateWish.authority("other-ca"));
    }

    /** Returns a certificate of a master that is valid for localhost, 127.0.0.1 and ::1. */
    public static Tls master() {
        return ALL.mutual(local("master"), "ca");
    }

    /** Returns a certificate of a node. */
    public static Tls node() {
        return ALL.mutual(CertificateWish.node("node", "ca"), "ca");
    }

    /**
     * Returns a certificate of a master, signed by an authority that the others do not trust. Its owner trusts the
     * authority of the others.
     */
    public static Tls strangeMaster() {
        return ALL.mutual(CertificateWish.master("strange-master", "other-ca", LOCAL), "ca");
    }

    /**
     * Returns a certificate of a node, signed by an authority that the others do not trust. Its owner trusts the
     * authority of the others.
     */
    public static Tls strangeNode() {
        return ALL.mutual(CertificateWish.node("strange-node", "other-ca"), "ca");
    }

    /** Returns a certificate of a master that is valid for another host only. */
    public static Tls wrongName() {
        return ALL.mutual(CertificateWish.master("wrong-name", "ca", "DNS:elsewhere.example"), "ca");
    }

    /** Returns a certificate of a master that names no host. */
    public static Tls withoutName() {
        return ALL.mutual(CertificateWish.master("without-name", "ca", ""), "ca");
    }

    /**
     * Returns a certificate of a master that was valid until {@link #DAYS} days ago. Give its loader an earlier time.
     */
    public static Tls expired() {
        return ALL.mutual(local("expired").aged(Duration.ofDays(2 * DAYS)), "ca");
    }

    /** Returns a certificate of a node that was valid until {@link #DAYS} days ago. Give its loader an earlier time. */
    public static Tls expiredNode() {
        return ALL.mutual(CertificateWish.node("expired-node", "ca").aged(Duration.ofDays(2 * DAYS)), "ca");
    }

    /** Returns a certificate of a master that will be valid in {@link #DAYS} days. Give its loader a later time. */
    public static Tls notYetValid() {
        return ALL.mutual(local("not-yet-valid").aged(Duration.ofDays(-DAYS)), "ca");
    }

    /** Returns a certificate of a master with an RSA key. */
    public static Tls rsa() {
        return ALL.mutual(local("rsa").key("-keyalg", "RSA", "-keysize", "2048"), "ca");
    }

    /** Returns a certificate of a master with an Ed25519 key. */
    public static Tls ed25519() {
        return ALL.mutual(local("ed25519").key("-keyalg", "Ed25519"), "ca");
    }

    /** Returns a self-signed certificate of a master. */
    public static Tls selfSigned() {
        return ALL.mutual(CertificateWish.master("self-signed", null, LOCAL), "self-signed");
    }

    /** Returns the SHA-256 hash, in hexadecimal, of the certificate in a PEM file that this class created. */
    public static String pin(Path certificate) {
        try (InputStream in = Files.newInputStream(certificate)) {
            byte[] encoded = CertificateFactory.getInstance("X.509")
                    .generateCertificate(in)
                    .getEncoded();
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(encoded));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static CertificateWish local(String name) {
        return CertificateWish.master(name, "ca", LOCAL);
    }

    private Tls mutual(CertificateWish wish, String trusted) {
        Path certificate = certificate(wish);
        Path trust = trusted.equals(wish.name()) ? certificate : authority();
        return Tls.mutual(certificate, folder.resolve(wish.name() + ".key"), trust);
    }

    private synchronized Path certificate(CertificateWish wish) {
        Path file = folder.resolve(wish.name() + ".pem");
        if (made.contains(wish.name())) {
            return file;
        }
        if ("ca".equals(wish.issuer())) {
            authority();
        } else if (wish.issuer() != null) {
            otherAuthority();
        }
        keys.make(wish);
        made.add(wish.name());
        return file;
    }

    private void delete() {
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

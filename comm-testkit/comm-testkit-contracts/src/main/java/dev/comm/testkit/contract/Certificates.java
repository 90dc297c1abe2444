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
 * <p>Each is made when it is first asked for, which takes half a second, and lives as long as the JVM. For a name
 * {@code n}, the folder has {@code n.pem} with the certificate and {@code n.key} with its key.
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

    /** The authority that all trust, {@code ca}. */
    public static Path authority() {
        return ALL.certificate(CertificateWish.authority("ca"));
    }

    /** An authority that nobody trusts unless told, {@code other-ca}. */
    public static Path otherAuthority() {
        return ALL.certificate(CertificateWish.authority("other-ca"));
    }

    /** A master's, good for localhost, 127.0.0.1 and ::1. */
    public static Tls master() {
        return ALL.mutual(local("master"), "ca");
    }

    /** A node's. */
    public static Tls node() {
        return ALL.mutual(CertificateWish.node("node", "ca"), "ca");
    }

    /** A master's certificate of an authority that the others do not trust; it trusts theirs. */
    public static Tls strangeMaster() {
        return ALL.mutual(CertificateWish.master("strange-master", "other-ca", LOCAL), "ca");
    }

    /** A node's certificate of an authority that the others do not trust; it trusts theirs. */
    public static Tls strangeNode() {
        return ALL.mutual(CertificateWish.node("strange-node", "other-ca"), "ca");
    }

    /** A master's that is good for another host alone. */
    public static Tls wrongName() {
        return ALL.mutual(CertificateWish.master("wrong-name", "ca", "DNS:elsewhere.example"), "ca");
    }

    /** A master's that names no host. */
    public static Tls withoutName() {
        return ALL.mutual(CertificateWish.master("without-name", "ca", ""), "ca");
    }

    /** A master's that was good until {@link #DAYS} days ago; its loader has to be given an earlier time. */
    public static Tls expired() {
        return ALL.mutual(local("expired").aged(Duration.ofDays(2 * DAYS)), "ca");
    }

    /** A node's that was good until {@link #DAYS} days ago; its loader has to be given an earlier time. */
    public static Tls expiredNode() {
        return ALL.mutual(CertificateWish.node("expired-node", "ca").aged(Duration.ofDays(2 * DAYS)), "ca");
    }

    /** A master's that will be good in {@link #DAYS} days; its loader has to be given a later time. */
    public static Tls notYetValid() {
        return ALL.mutual(local("not-yet-valid").aged(Duration.ofDays(-DAYS)), "ca");
    }

    /** A master's with an RSA key. */
    public static Tls rsa() {
        return ALL.mutual(local("rsa").key("-keyalg", "RSA", "-keysize", "2048"), "ca");
    }

    /** A master's with an Ed25519 key. */
    public static Tls ed25519() {
        return ALL.mutual(local("ed25519").key("-keyalg", "Ed25519"), "ca");
    }

    /** A master's that signed itself. */
    public static Tls selfSigned() {
        return ALL.mutual(CertificateWish.master("self-signed", null, LOCAL), "self-signed");
    }

    /** SHA-256 of the certificate in a PEM file that this class made, in hexadecimal. */
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

package dev.comm.launcher.certificate;

import dev.comm.api.error.ConfigException;
import dev.comm.launcher.file.PrivateFiles;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.apiguardian.api.API;

/**
 * The maker of private keys and certificates. It uses the JDK's {@code keytool} and writes PEM files.
 *
 * <p>The JDK has no public API to build a certificate, but its tool works offline. A private folder holds the keys;
 * {@link #close} deletes this folder. Only one thread may use a maker. Each certificate takes about half a second.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class CertificateMaker implements AutoCloseable {
    private static final Base64.Encoder BASE64 = Base64.getMimeEncoder(64, new byte[] {'\n'});
    private static final int PASSWORD_BITS = 128;

    private final Path folder;
    private final Path file;
    private final Keytool tool;
    private final char[] password;

    private CertificateMaker(Path folder, String password) {
        this.folder = folder;
        this.file = folder.resolve("keys.p12");
        this.password = password.toCharArray();
        this.tool = new Keytool(file, password);
    }

    /**
     * Opens a maker without certificates.
     *
     * @throws ConfigException if no private folder can be created
     */
    public static CertificateMaker open() {
        String password = new BigInteger(PASSWORD_BITS, new SecureRandom()).toString(Character.MAX_RADIX) + "-store";
        try {
            return new CertificateMaker(PrivateFiles.newFolder("certificates-"), password);
        } catch (IOException e) {
            throw new ConfigException(
                    "let TMPDIR name a folder that can be written to: cannot create a private folder for new keys: "
                            + e,
                    e);
        }
    }

    /**
     * Creates a key and its certificate.
     *
     * @throws ConfigException if the tool is missing or fails; the message contains the output of the tool
     */
    public CertificateMaker make(CertificateOrder order) {
        tool.make(order);
        return this;
    }

    /** Writes the certificate, without its issuers, to a new file. */
    public void writeCertificate(String name, Path to) throws IOException {
        PrivateFiles.create(to, "rw-r--r--", pem("CERTIFICATE", chain(name).subList(0, 1)));
    }

    /**
     * Writes the private key to a new file that only its owner can read. The key has the form PKCS #8 and is not
     * encrypted.
     */
    public void writeKey(String name, Path to) throws IOException {
        try {
            Key key = store().getKey(name, password);
            PrivateFiles.create(to, "rw-------", block("PRIVATE KEY", key.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw unreadable(e);
        }
    }

    /** Returns the certificate and its issuers. The root is last. */
    public List<Certificate> chain(String name) {
        try {
            return List.of(store().getCertificateChain(name));
        } catch (GeneralSecurityException e) {
            throw unreadable(e);
        }
    }

    private KeyStore store() {
        try {
            return KeyStore.getInstance(file.toFile(), password);
        } catch (GeneralSecurityException | IOException e) {
            throw unreadable(e);
        }
    }

    private static ConfigException unreadable(Exception cause) {
        return new ConfigException("cannot read the output of keytool: " + cause, cause);
    }

    private static String pem(String type, List<Certificate> certificates) {
        List<String> blocks = new ArrayList<>();
        try {
            for (Certificate each : certificates) {
                blocks.add(block(type, each.getEncoded()));
            }
        } catch (GeneralSecurityException e) {
            throw unreadable(e);
        }
        return String.join("", blocks);
    }

    private static String block(String type, byte[] bytes) {
        String text = new String(BASE64.encode(bytes), StandardCharsets.US_ASCII);
        return "-----BEGIN " + type + "-----\n" + text + "\n-----END " + type + "-----\n";
    }

    /** Deletes the private folder with the keys. */
    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new ConfigException("cannot delete " + folder + ", which holds private keys: " + e, e);
        }
    }
}

package dev.comm.transport.tcp.tls;

import dev.comm.api.error.ConfigException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The reader of the files of a TLS configuration. Its errors name the setting and the file. */
final class TlsFiles {
    private static final int BYTES_MAX = 1 << 20;
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----\\s([A-Za-z0-9+/=\\s]*+)-----END \\1-----");

    /**
     * A block of a PEM file.
     *
     * @param type type of the block, such as {@code CERTIFICATE}
     */
    record Block(String type, byte[] bytes) {}

    private TlsFiles() {}

    /** Creates the exception for a file with unusable content. */
    static ConfigException wrong(String setting, Path file, String sentence, Exception cause) {
        return new ConfigException(setting + " = " + file + ": " + sentence, cause);
    }

    static byte[] bytes(String setting, Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(BYTES_MAX + 1);
            if (bytes.length > BYTES_MAX) {
                throw wrong(setting, file, "name another file: this one is longer than 1 MiB", null);
            }
            return bytes;
        } catch (IOException e) {
            throw wrong(setting, file, "correct the path, or let this user read the file; it cannot be read: " + e, e);
        }
    }

    /** Returns the blocks of a PEM file in order, without the text between them. */
    static List<Block> blocks(String setting, Path file) {
        List<Block> blocks = new ArrayList<>();
        Matcher found = BLOCK.matcher(new String(bytes(setting, file), StandardCharsets.ISO_8859_1));
        while (found.find()) {
            blocks.add(new Block(found.group(1), decode(setting, file, found.group(2))));
        }
        return blocks;
    }

    private static byte[] decode(String setting, Path file, String text) {
        try {
            return Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw wrong(setting, file, "a part of it is damaged; it is no longer Base64", null);
        }
    }

    /** Returns the certificates of a PEM file, at least one. */
    static List<X509Certificate> certificates(String setting, Path file) {
        List<X509Certificate> found = new ArrayList<>();
        for (Block each : blocks(setting, file)) {
            if (each.type().equals("CERTIFICATE")) {
                found.add(certificate(setting, file, each.bytes()));
            }
        }
        if (found.isEmpty()) {
            throw wrong(
                    setting, file, "there is no certificate in it; PEM begins with -----BEGIN CERTIFICATE-----", null);
        }
        return found;
    }

    private static X509Certificate certificate(String setting, Path file, byte[] bytes) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(bytes));
        } catch (CertificateException e) {
            throw wrong(setting, file, "a certificate in it is damaged: " + e.getMessage(), e);
        }
    }

    /** Returns the password without line ends, or null if no file is set. */
    static char[] password(Path file) {
        if (file == null) {
            return null;
        }
        return new String(bytes("tls.password.file", file), StandardCharsets.UTF_8)
                .replaceAll("[\r\n]+$", "")
                .toCharArray();
    }

    static KeyStore keyStore(String setting, Path file, char[] password) {
        try {
            bytes(setting, file); // refuses a file that is too long
            return KeyStore.getInstance(file.toFile(), password);
        } catch (IOException e) {
            boolean locked = e.getCause() instanceof UnrecoverableKeyException;
            throw wrong(setting, file, locked ? wrongPassword(password) : "it is damaged: " + e.getMessage(), e);
        } catch (GeneralSecurityException e) {
            throw wrong(setting, file, "it is no key store that this JVM reads (PKCS #12 or JKS)", e);
        }
    }

    static String wrongPassword(char[] password) {
        return password == null
                ? "write its password to a file and set tls.password.file: it needs a password"
                : "correct the password in tls.password.file: it does not open it";
    }
}

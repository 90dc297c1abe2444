package dev.comm.testkit.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * The keys and certificates for tests. The {@code keytool} of the JDK creates them in one store, and this class writes
 * them as PEM files.
 */
final class TestKeys {
    /**
     * The password of the store. It protects nothing, because the store lies in a private folder and contains only keys
     * for tests.
     */
    private static final String PASSWORD = "for-tests";

    /** Options that make keytool fast. The rounds of the password are wasted, because it protects nothing. */
    private static final List<String> FAST = List.of(
            "-J-XX:TieredStopAtLevel=1",
            "-J-XX:+UseSerialGC",
            "-J-Dkeystore.pkcs12.keyPbeIterationCount=1",
            "-J-Dkeystore.pkcs12.certPbeIterationCount=1",
            "-J-Dkeystore.pkcs12.macIterationCount=1");

    private static final Base64.Encoder BASE64 = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private final Path folder;
    private final Path store;
    private final int days;

    /**
     * Creates the keys of a folder that only this user can read.
     *
     * @param days the number of days for which each certificate is valid
     */
    TestKeys(Path folder, int days) {
        this.folder = folder;
        this.store = folder.resolve("keys.p12");
        this.days = days;
    }

    /** Creates a key and its certificate. The folder then contains {@code name.pem} and {@code name.key}. */
    void make(CertificateWish wish) {
        try {
            call(command(wish));
            KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
            byte[] key = keys.getKey(wish.name(), PASSWORD.toCharArray()).getEncoded();
            Path keyFile = Files.createFile(folder.resolve(wish.name() + ".key"));
            if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(keyFile, PosixFilePermissions.fromString("rw-------"));
            }
            Files.writeString(keyFile, pem("PRIVATE KEY", key));
            byte[] certificate = keys.getCertificate(wish.name()).getEncoded();
            Files.writeString(folder.resolve(wish.name() + ".pem"), pem("CERTIFICATE", certificate));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make the certificate " + wish.name(), e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot read the certificate " + wish.name() + " from the store", e);
        }
    }

    private List<String> command(CertificateWish wish) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(FAST);
        command.addAll(List.of("-genkeypair", "-storetype", "PKCS12"));
        command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
        command.addAll(List.of("-alias", wish.name(), "-dname", "CN=" + wish.name()));
        command.addAll(List.of("-validity", Integer.toString(days)));
        command.addAll(List.of(
                "-startdate", String.format(Locale.ROOT, "%+dS", -wish.age().toSeconds())));
        command.addAll(wish.keyOptions());
        if (wish.issuer() != null) {
            command.addAll(List.of("-signer", wish.issuer()));
        }
        wish.extensions().forEach(each -> command.addAll(List.of("-ext", each)));
        return command;
    }

    private static void call(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().remove("JDK_JAVA_OPTIONS"); // these options are meant for this JVM only
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException("keytool failed: " + said.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while keytool ran", e);
        }
    }

    private static String pem(String type, byte[] bytes) {
        String text = new String(BASE64.encode(bytes), StandardCharsets.US_ASCII);
        return "-----BEGIN " + type + "-----\n" + text + "\n-----END " + type + "-----\n";
    }
}

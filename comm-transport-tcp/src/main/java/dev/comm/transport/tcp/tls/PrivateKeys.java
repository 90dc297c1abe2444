package dev.comm.transport.tcp.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** The reader of private keys in PEM. */
final class PrivateKeys {
    private static final List<String> ALGORITHMS = List.of("EC", "RSA", "EdDSA");
    private static final byte[] SAMPLE = {'c', 'o', 'm', 'm'};

    private PrivateKeys() {}

    /** Reads the private key of a file. No exception contains its bytes. */
    static PrivateKey read(String setting, Path file, char[] password) {
        for (TlsFiles.Block each : TlsFiles.blocks(setting, file)) {
            switch (each.type()) {
                case "PRIVATE KEY" -> {
                    return plain(setting, file, each.bytes());
                }
                case "ENCRYPTED PRIVATE KEY" -> {
                    return decrypted(setting, file, each.bytes(), password);
                }
                case "EC PRIVATE KEY", "RSA PRIVATE KEY" ->
                    throw TlsFiles.wrong(
                            setting,
                            file,
                            "convert it with 'openssl pkcs8 -topk8 -nocrypt -in " + file
                                    + " -out NEW': it is in an older form (" + each.type() + ")",
                            null);
                default -> {
                    // Parameters or certificates may come before the key.
                }
            }
        }
        throw TlsFiles.wrong(setting, file, "there is no private key in it (PKCS #8 in PEM)", null);
    }

    private static PrivateKey plain(String setting, Path file, byte[] bytes) {
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes));
            } catch (InvalidKeySpecException e) {
                continue; // the key is of another kind
            } catch (NoSuchAlgorithmException e) {
                throw TlsFiles.wrong(setting, file, "this JVM knows no " + algorithm, e);
            }
        }
        throw TlsFiles.wrong(setting, file, "the key is damaged, or of a kind other than EC, RSA and Ed25519", null);
    }

    private static PrivateKey decrypted(String setting, Path file, byte[] bytes, char[] password) {
        if (password == null) {
            throw TlsFiles.wrong(setting, file, TlsFiles.wrongPassword(null), null);
        }
        PBEKeySpec secret = new PBEKeySpec(password);
        try {
            EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(bytes);
            // PBES2 names its algorithms only in its parameters.
            String algorithm = String.valueOf(info.getAlgParameters());
            Cipher cipher = Cipher.getInstance(algorithm);
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    SecretKeyFactory.getInstance(algorithm).generateSecret(secret),
                    info.getAlgParameters());
            return plain(setting, file, info.getKeySpec(cipher).getEncoded());
        } catch (InvalidKeyException | InvalidKeySpecException e) {
            throw TlsFiles.wrong(setting, file, TlsFiles.wrongPassword(password), null);
        } catch (GeneralSecurityException | IOException e) {
            throw TlsFiles.wrong(
                    setting,
                    file,
                    "convert it with 'openssl pkcs8 -topk8 -v2 aes-256-cbc -in " + file
                            + " -out NEW': it is encrypted in a way this JVM cannot read",
                    e);
        } finally {
            secret.clearPassword();
        }
    }

    /** Returns whether the public key verifies a signature of the private key. */
    static boolean match(PrivateKey key, PublicKey certified) {
        try {
            Signature signature = Signature.getInstance(signature(key.getAlgorithm()));
            signature.initSign(key);
            signature.update(SAMPLE);
            byte[] signed = signature.sign();
            signature.initVerify(certified);
            signature.update(SAMPLE);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static String signature(String algorithm) {
        return switch (algorithm) {
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            default -> "EdDSA";
        };
    }
}

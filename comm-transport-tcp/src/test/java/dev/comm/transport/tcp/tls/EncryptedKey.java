package dev.comm.transport.tcp.tls;

import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** A writer of encrypted keys, in the format of {@code openssl pkcs8 -topk8 -v2 aes-256-cbc}. */
final class EncryptedKey {
    private static final String FORM = "PBEWithHmacSHA256AndAES_256";

    private EncryptedKey() {}

    static String pem(PrivateKey key, char[] password) throws GeneralSecurityException, IOException {
        SecretKey secret = SecretKeyFactory.getInstance(FORM).generateSecret(new PBEKeySpec(password));
        Cipher cipher = Cipher.getInstance(FORM);
        cipher.init(Cipher.ENCRYPT_MODE, secret);
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("PBES2");
        parameters.init(cipher.getParameters().getEncoded());
        byte[] bytes = new EncryptedPrivateKeyInfo(parameters, cipher.doFinal(key.getEncoded())).getEncoded();
        return "-----BEGIN ENCRYPTED PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(bytes)
                + "\n-----END ENCRYPTED PRIVATE KEY-----\n";
    }
}

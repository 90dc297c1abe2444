package dev.comm.api;

import dev.comm.api.settings.MissingFile;
import dev.comm.api.settings.OwnerOnly;
import dev.comm.api.settings.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The checks of a {@link Tls} that do not read its files. */
final class TlsChecks {
    /** The settings of files whose readers can impersonate this process. */
    private static final Set<Setting<?>> PRIVATE =
            Set.of(TlsSettings.KEY, TlsSettings.KEY_STORE, TlsSettings.PASSWORD_FILE);

    private TlsChecks() {}

    /** Returns the settings that are set, with their values. */
    static Map<Setting<?>, Object> parts(Tls tls) {
        Map<Setting<?>, Object> parts = new LinkedHashMap<>();
        parts.put(TlsSettings.CERTIFICATE, tls.certificate());
        parts.put(TlsSettings.KEY, tls.key());
        parts.put(TlsSettings.TRUST, tls.trust());
        parts.put(TlsSettings.KEY_STORE, tls.keyStore());
        parts.put(TlsSettings.TRUST_STORE, tls.trustStore());
        parts.put(TlsSettings.PASSWORD_FILE, tls.passwordFile());
        parts.put(TlsSettings.PIN, tls.pin());
        parts.values().removeIf(each -> each == null);
        return parts;
    }

    /** Returns the problems by setting. */
    static Map<Setting<?>, String> objections(Tls tls) {
        Map<Setting<?>, String> found = new LinkedHashMap<>();
        together(tls, found);
        parts(tls).forEach((part, value) -> {
            if (value instanceof Path file) {
                refuse(file, PRIVATE.contains(part), part, found);
            }
        });
        return found;
    }

    private static void together(Tls tls, Map<Setting<?>, String> found) {
        if (tls.certificate() != null && tls.key() == null) {
            found.put(TlsSettings.CERTIFICATE, "set tls.key too; a certificate needs its private key");
        }
        if (tls.key() != null && tls.certificate() == null) {
            found.put(TlsSettings.KEY, "set tls.certificate too; a private key needs its certificate");
        }
        if (tls.keyStore() != null && tls.certificate() != null) {
            found.put(TlsSettings.KEY_STORE, "tls.certificate is set as well; keep one of them");
        }
        if (tls.trustStore() != null && tls.trust() != null) {
            found.put(TlsSettings.TRUST_STORE, "tls.trust is set as well; keep one of them");
        }
        if (tls.passwordFile() != null && tls.key() == null && tls.keyStore() == null && tls.trustStore() == null) {
            found.put(TlsSettings.PASSWORD_FILE, "set tls.key or tls.keystore; the password has no file to open");
        }
    }

    private static void refuse(Path file, boolean isPrivate, Setting<?> part, Map<Setting<?>, String> found) {
        String sentence = null;
        if (!Files.isRegularFile(file)) {
            sentence = MissingFile.sentence(file, "make certificates with: comm cert new FOLDER");
        } else if (!Files.isReadable(file)) {
            sentence = "let this user read it, or start this process as its owner; no permission to read " + file;
        } else if (isPrivate) {
            sentence = openToOthers(file);
        }
        if (sentence != null) {
            found.putIfAbsent(part, sentence);
        }
    }

    private static String openToOthers(Path file) {
        try {
            OwnerOnly.check(file);
            return null;
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        } catch (IOException e) {
            return "the rights on " + file + " cannot be read: " + e;
        }
    }
}

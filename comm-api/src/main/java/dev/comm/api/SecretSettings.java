package dev.comm.api;

import dev.comm.api.error.ConfigException;
import dev.comm.api.settings.SecretFile;
import dev.comm.api.settings.Setting;
import dev.comm.api.settings.Source;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;

/** The resolution of the secrets of a process, which are the current secret and, during a replacement, the old one. */
final class SecretSettings {
    private final Resolution settings;

    private SecretSettings(Resolution settings) {
        this.settings = settings;
    }

    /**
     * Returns the current secret and the old one, if set. Records a problem if an old secret is set without a current
     * one.
     */
    static List<Secret> of(Resolution settings) {
        SecretSettings all = new SecretSettings(settings);
        Secret current = all.find(Settings.SECRET, Settings.SECRET_FILE);
        Secret old = all.find(Settings.SECRET_OLD, Settings.SECRET_OLD_FILE);
        if (old == null) {
            return current == null ? List.of() : List.of(current);
        }
        if (current == null) {
            settings.problem(
                    List.of(Settings.SECRET_OLD, Settings.SECRET_OLD_FILE),
                    "set secret.file too, or move this secret there; an old secret needs a current one beside it");
            return List.of();
        }
        boolean isSame = MessageDigest.isEqual(current.toBytes(), old.toBytes());
        return isSame ? List.of(current) : List.of(current, old);
    }

    /** Returns the secret of the first source that has one. A source may give the secret or its file, not both. */
    private Secret find(Setting<Secret> secret, Setting<Path> inFile) {
        Source direct = settings.source(secret);
        Source file = settings.source(inFile);
        if (direct == file && settings.get(secret) != null && settings.get(inFile) != null) {
            settings.problem(secret, inFile.name() + " is set in the same source; keep one of them");
        }
        if (direct == Source.PROPERTY) {
            settings.problem(
                    secret,
                    "write it to a file, because every user of this machine can read a command line," + " and set comm."
                            + inFile.name());
        }
        return file.compareTo(direct) < 0 ? read(inFile) : settings.get(secret);
    }

    private Secret read(Setting<Path> inFile) {
        try {
            return settings.get(inFile) == null ? null : Secret.of(SecretFile.read(settings.get(inFile)));
        } catch (IllegalArgumentException | ConfigException e) {
            settings.problem(inFile, e.getMessage());
            return null;
        }
    }
}
